/** A rectangle of the screens, in their own pixels. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How much of a window must lie on a screen to be taken hold of, in pixels each way. */
const hold = 120;

/**
 * Where a window that was kept at a place is to stand now: there, no larger than the screen it lies on, and `null` where no
 * screen shows enough of its upper edge, since one of them is gone or has changed.
 * @param screens The parts of the screens that windows may take, as the system tells them now.
 */
export function standingOn(kept: Area, screens: readonly Area[]): Area | null {
  const screen = screens.find(
    ({ x, y, width, height }) =>
      kept.y >= y &&
      kept.y + hold <= y + height &&
      Math.min(kept.x + kept.width, x + width) - Math.max(kept.x, x) >= hold,
  );
  if (!screen) return null;
  const width = Math.min(kept.width, screen.width);
  const height = Math.min(kept.height, screen.height);
  return { x: kept.x, y: Math.min(kept.y, screen.y + screen.height - height), width, height };
}
