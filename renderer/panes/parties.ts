import type { UiLang } from '../../core/settings.ts';

/** A country code under its name in the reader's language; any other party as it is written. */
export function partyName(party: string, lang: UiLang): string {
  if (!/^[A-Z]{2}$/.test(party)) return party;
  return new Intl.DisplayNames(lang, { type: 'region', fallback: 'code' }).of(party) ?? party;
}

/** Parties one after the other, as a sentence would: `Chine, Kazakhstan et OMC`. */
export function partyNames(parties: readonly string[], lang: UiLang): string {
  const list = new Intl.ListFormat(lang === 'en' ? 'en-GB' : lang, { type: 'conjunction' });
  return list.format(parties.map((party) => partyName(party, lang)));
}
