import { type UiLang, uiLangs } from '../core/settings.ts';

/**
 * The interface's language for a run: `--lang`, else what the reader has chosen, else the first of the system's languages
 * that the interface speaks, else English.
 */
export function uiLangOf(given: string, chosen: UiLang | null, system: readonly string[]): UiLang {
  return spoken(given) ?? chosen ?? system.map(spoken).find((lang) => lang !== null) ?? 'en';
}

/** `fr-CA` and `fr_FR.UTF-8` are French. */
function spoken(tag: string): UiLang | null {
  const [language] = tag.toLowerCase().split(/[-_.]/, 1);
  return uiLangs.find((lang) => lang === language) ?? null;
}
