import { type CommandId, commands } from '../../core/commands.ts';

/** What of a key press tells which command it asks for. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

const isMac = navigator.platform.startsWith('Mac');

interface Keys {
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  readonly key: string;
}

/** `CmdOrCtrl+Shift+P`, as Electron writes keys. */
function parse(keys: string): Keys {
  const parts = keys.split('+');
  const key = parts.pop() ?? '';
  return {
    ctrl: parts.includes('CmdOrCtrl'),
    alt: parts.includes('Alt'),
    shift: parts.includes('Shift'),
    key: key === 'Plus' ? '+' : key.toLowerCase(),
  };
}

const table = commands.flatMap(({ id, keys }) => keys.map((written) => ({ id, ...parse(written) })));

/**
 * The command a key press asks for. A letter counts as it is written on the key: on a German keyboard Y stands where others
 * have Z. Where the key gives none (Cyrillic, digits with Shift on a French keyboard, Alt on a Mac), its place counts. A lone
 * printable character is a command only in the text (`inText`).
 */
export function commandFor(event: KeyPress, inText: boolean): CommandId | null {
  const ctrl = isMac ? event.metaKey : event.ctrlKey;
  const key = event.key.toLowerCase();
  const written = /^[a-z\d]$/.test(key) ? key : event.code.replace(/^(?:Key|Digit|Numpad)/, '').toLowerCase();
  const found = table.find((keys) => {
    const lone = !keys.ctrl && !keys.alt && keys.key.length === 1;
    if (lone) return inText && !ctrl && !event.altKey && key === keys.key;
    if (keys.ctrl !== ctrl || keys.alt !== event.altKey) return false;
    if (/^[a-z\d]$/.test(keys.key)) return keys.shift === event.shiftKey && written === keys.key;
    // A sign such as + may need Shift itself.
    return key === keys.key && (keys.shift === event.shiftKey || keys.key.length === 1);
  });
  return found?.id ?? null;
}

/** Keys as a reader of this system and language knows them: `Ctrl + Maj + P`, `⇧⌘P`. */
export function keysShown(keys: string, lang: 'fr' | 'en'): string {
  const signs: Record<string, string> = { Plus: '+', '-': '−' };
  const names: Record<string, string> = isMac
    ? { ...signs, CmdOrCtrl: '⌘', Shift: '⇧', Alt: '⌥', Backspace: '⌫' }
    : {
        ...signs,
        CmdOrCtrl: 'Ctrl',
        Shift: lang === 'fr' ? 'Maj' : 'Shift',
        Backspace: lang === 'fr' ? 'Retour arr.' : 'Backspace',
        PageUp: lang === 'fr' ? 'Page préc.' : 'Page Up',
        PageDown: lang === 'fr' ? 'Page suiv.' : 'Page Down',
      };
  const parts = keys.split('+').map((part) => names[part] ?? part);
  return parts.join(isMac ? '' : '\u202f+\u202f');
}
