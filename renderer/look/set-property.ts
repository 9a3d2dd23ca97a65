/**
 * Sets a custom property of an element, or takes it away with `null`, where it is not so already: Chromium styles all within the
 * element anew whenever one is set, to what it is as well.
 */
export function setProperty({ style }: HTMLElement, name: string, value: string | null): void {
  if (style.getPropertyValue(name) !== (value ?? '')) style.setProperty(name, value);
}
