import { expect, it } from 'vitest';
import { fileNameOf } from './file-name.ts';

it.each([
  ['Chine–Asie centrale\u00a0: cinq propositions', 'Chine–Asie centrale - cinq propositions.pdf'],
  ['Who asked “why?”', 'Who asked “why - ”.pdf'],
  ['../../etc/passwd', 'etc - passwd.pdf'],
  ['a\nb\u0000c', 'a - b - c.pdf'],
  ['. ..', 'Aide-mémoire.pdf'],
  ['x'.repeat(300), `${'x'.repeat(100)}.pdf`],
])('makes a name that every system allows of %j', (title, name) => {
  expect(fileNameOf(title, 'pdf')).toBe(name);
});
