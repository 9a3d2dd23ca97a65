import { describe, expect, it } from 'vitest';
import { followLink, type Hands } from './links.ts';

/** Hands that choose the button of the given index, and keep what they were asked and what they did. */
function hands(choice: number) {
  const asked: { message: string; detail: string; buttons: readonly string[] }[] = [];
  const done: string[] = [];
  const made: Hands = {
    ask: async (question) => {
      asked.push(question);
      return choice;
    },
    open: async (url) => {
      done.push(`open ${url}`);
    },
    copy: (text) => {
      done.push(`copy ${text}`);
    },
  };
  return { made, asked, done };
}

describe('following a link', () => {
  it('shows the whole address first, and opens it only if the reader agrees', async () => {
    const { made, asked, done } = hands(0);
    const url = `https://example.org/${'long/'.repeat(200)}?q=1#end`;
    expect(await followLink(url, 'en', made)).toBe(true);
    expect(asked).toEqual([
      {
        message: 'This link leads out of the program, to this address:',
        detail: url,
        buttons: ['Open in the browser', 'Copy the address', 'Cancel'],
      },
    ]);
    expect(done).toEqual([`open ${url}`]);
  });

  it('opens nothing when the reader copies or cancels', async () => {
    const copying = hands(1);
    expect(await followLink('https://example.org/', 'fr', copying.made)).toBe(false);
    expect(copying.done).toEqual(['copy https://example.org/']);
    const cancelling = hands(2);
    expect(await followLink('https://example.org/', 'fr', cancelling.made)).toBe(false);
    expect(cancelling.done).toEqual([]);
  });

  it('opens a mail address', async () => {
    const { made, done } = hands(0);
    expect(await followLink('mailto:press@example.org', 'en', made)).toBe(true);
    expect(done).toEqual(['open mailto:press@example.org']);
  });

  it('never opens an address that is not encrypted, whatever is chosen', async () => {
    for (const choice of [0, 1, 2]) {
      const { made, asked, done } = hands(choice);
      expect(await followLink('http://example.org/', 'fr', made)).toBe(false);
      expect(asked[0]?.message).toMatch(/^Cette adresse n’est pas chiffrée/);
      expect(asked[0]?.buttons).toEqual(['Copier l’adresse', 'Annuler']);
      expect(done).toEqual(choice === 0 ? ['copy http://example.org/'] : []);
    }
  });

  it('shows a host in other letters as what it is', async () => {
    const { made, asked } = hands(2);
    await followLink('https://аpple.com/', 'en', made);
    expect(asked[0]?.detail).toBe('https://xn--pple-43d.com/');
  });

  it.each([
    '',
    'example.org',
    '/etc/passwd',
    '//example.org/',
    'file:///etc/passwd',
    'FILE:///etc/passwd',
    '\\\\server\\share',
    'smb://server/share',
    'ms-msdt:/id PCWDiagnostic',
    'ms-officecmd:{}',
    'javascript:alert(1)',
    'java\nscript:alert(1)',
    ' \tjavascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'blob:https://example.org/1',
    'about:blank',
    'vbscript:x',
    'view-source:https://example.org/',
    'aide-memoire://app/index.html',
    'ssh://example.org',
    'tel:+331234',
    'https://user@example.org/',
    'https://user:password@example.org/',
    'https://example.org\u202e@moc.live/',
    'https://exam\u202eple.org/',
    'https://exam ple.org/',
    'https://',
    'https:///',
    `https://example.org/${'a'.repeat(2000)}`,
  ])('refuses %j without a question', async (target) => {
    const { made, asked, done } = hands(0);
    expect(await followLink(target, 'en', made)).toBeNull();
    expect([asked, done]).toEqual([[], []]);
  });
});
