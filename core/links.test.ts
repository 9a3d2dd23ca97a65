import { describe, expect, it } from 'vitest';
import { webAddress } from './links.ts';

describe('the address of a link', () => {
  it.each([
    ['https://a.example', 'https://a.example/'],
    ['HTTP://A.example:80/b c?d#é', 'http://a.example/b%20c?d#%C3%A9'],
    ['https:a.example', 'https://a.example/'],
    ['https://xn--e1afmkfd.example/', 'https://xn--e1afmkfd.example/'],
    ['https://аpple.example/', 'https://xn--pple-43d.example/'],
    ['mailto:a@b.example?subject=c', 'mailto:a@b.example?subject=c'],
    [' https://a.example/\n', 'https://a.example/'],
    [`https://a.example/${'x'.repeat(1982)}`, `https://a.example/${'x'.repeat(1982)}`],
  ])('is written as it will be followed: %s', (target, address) => expect(webAddress(target)).toBe(address));

  it.each([
    ...[
      '',
      '#',
      'a',
      '/a',
      '//a.example',
      '../a.md',
      '?a',
      'www.a.example',
      'a.example:80',
      'https:',
      'https://',
      'http://[',
      'https://a b/',
    ],
    ...[
      'javascript:alert(1)',
      ' javascript:alert(1)',
      'java\nscript:alert(1)',
      'JaVaScRiPt:alert(1)',
      '\u0001javascript:alert(1)',
    ],
    ...[
      'data:text/html,x',
      'vbscript:x',
      'file:///etc/passwd',
      'blob:https://a.example/x',
      'about:blank',
      'view-source:https://a.example',
    ],
    ...[
      'ftp://a.example/',
      'smb://a.example/',
      '\\\\a\\b',
      'ms-msdt:/id',
      'aide-memoire-mark:x',
      'app://bundle/',
      'tel:1',
      'ws://a.example',
    ],
    ...[
      'https://user@a.example/',
      'https://bank.example:x@a.example/',
      'https://:x@a.example/',
      `https://a.example/${'x'.repeat(1983)}`,
      // Longer only as it is given.
      `https://a.example/${' '.repeat(2000)}`,
    ],
    `https://a.example/${'é'.repeat(900)}`,
  ])('is none: %s', (target) => expect(webAddress(target)).toBeNull());
});
