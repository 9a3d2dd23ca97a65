import { describe, expect, it, vi } from 'vitest';
import type { KeyPress } from './shortcuts.ts';

vi.stubGlobal('navigator', { platform: 'Linux x86_64' });
const { commandFor } = await import('./shortcuts.ts');

function press(held: string, key: string, code: string): KeyPress {
  return {
    key,
    code,
    ctrlKey: held.includes('Ctrl'),
    metaKey: false,
    altKey: held.includes('Alt'),
    shiftKey: held.includes('Shift'),
  };
}

describe('the command of a key', () => {
  it.each([
    ['on an English keyboard', 'Ctrl', 'z', 'KeyZ', 'undo'],
    ['on a German one, whose Y stands at the place of Z', 'Ctrl', 'y', 'KeyZ', 'redo'],
    ['on a German one, whose Z stands at the place of Y', 'Ctrl', 'z', 'KeyY', 'undo'],
    ['on a French one, whose Z stands at the place of W', 'Ctrl', 'z', 'KeyW', 'undo'],
    ['on a French one, whose W stands at the place of Z', 'Ctrl', 'w', 'KeyZ', null],
    ['on a French one, whose digits need Shift', 'Ctrl', '&', 'Digit1', 'mark-yellow'],
    ['on a French one, where a digit is a letter', 'Ctrl', 'é', 'Digit2', 'mark-green'],
    ['with Alt on a French one', 'Alt', '&', 'Digit1', 'show-summary'],
    ['on a Russian one', 'Ctrl', 'я', 'KeyZ', 'undo'],
    ['on a Greek one, with Shift', 'CtrlShift', 'Π', 'KeyP', 'print-pdf'],
    ['with Shift held', 'CtrlShift', 'Z', 'KeyZ', 'redo'],
    ['on the digits of the number pad', 'Ctrl', '3', 'Numpad3', 'mark-blue'],
    ['on a sign that needs Shift itself', 'CtrlShift', '+', 'Equal', 'larger'],
    ['on a Mac, where Alt makes another sign', 'CtrlAlt', '∫', 'KeyN', 'note'],
  ])('is found %s', (_, held, key, code, command) => {
    expect(commandFor(press(held, key, code), false)).toBe(command);
  });

  it('needs the text for a lone sign', () => {
    expect(commandFor(press('', '§', 'Digit3'), true)).toBe('go-to-paragraph');
    expect(commandFor(press('', '§', 'Digit3'), false)).toBeNull();
  });
});
