import { webAddress } from '../../core/links.ts';
import type { UiLang } from '../../core/settings.ts';
import { linkWords } from './window-words.ts';

/** What following a link needs of the system. */
export interface Hands {
  /** Asks the reader; answers the index of the chosen button. The last one is “cancel”. */
  readonly ask: (question: {
    readonly message: string;
    readonly detail: string;
    readonly buttons: readonly string[];
  }) => Promise<number>;
  readonly open: (url: string) => Promise<void>;
  readonly copy: (text: string) => void;
}

/**
 * Shows where a link leads and, if the reader agrees, opens it outside. Only `https:` and `mailto:` are opened; an `http:`
 * address can be copied. Answers whether something was opened, `null` for a target that is none of these.
 */
export async function followLink(target: string, lang: UiLang, hands: Hands): Promise<boolean | null> {
  const url = webAddress(target);
  if (url === null) return null;
  const words = linkWords[lang];
  const opens = !url.startsWith('http:');
  const acts = [
    ...(opens ? [{ label: url.startsWith('mailto:') ? words.write : words.open, act: 'open' }] : []),
    { label: words.copy, act: 'copy' },
    { label: words.cancel, act: 'cancel' },
  ];
  const chosen = await hands.ask({
    message: opens ? words.leads : words.insecure,
    detail: url,
    buttons: acts.map(({ label }) => label),
  });
  const act = acts[chosen]?.act;
  if (act === 'open') await hands.open(url);
  if (act === 'copy') hands.copy(url);
  return act === 'open';
}
