import { describe, expect, it } from 'vitest';
import { markArtifacts } from './content.ts';

const lines = (...all: string[]) => all.map((line) => `${line}\n`).join('');

describe('markArtifacts', () => {
  it('leaves what belongs to the structure as it is', () => {
    const content = lines('q', 'BT', '/P <</MCID 0 >>BDC', '1 0 0 -1 4 5 Tm', '<0001> Tj', 'EMC', 'ET', 'Q');
    expect(markArtifacts(content)).toBe(content);
  });

  it('wraps rules, backgrounds, bullets and images that belong to none', () => {
    expect(markArtifacts(lines('0 g', '1 2 3 4 re', 'f', '1 g', '5 6 m', '7 8 l', 'S', '/X5 Do'))).toBe(
      lines(
        '0 g',
        ...['/Artifact BMC', '1 2 3 4 re', 'f', 'EMC'],
        '1 g',
        ...['/Artifact BMC', '5 6 m', '7 8 l', 'S', '/X5 Do', 'EMC'],
      ),
    );
    expect(markArtifacts(lines('BT', '/F4 12 Tf', '9 0 Td <0001> Tj', 'ET'))).toBe(
      lines('/Artifact BMC', 'BT', '/F4 12 Tf', '9 0 Td <0001> Tj', 'ET', 'EMC'),
    );
  });

  it('leaves clips alone, and what is drawn inside marked content', () => {
    const clip = lines('1 2 3 4 re', 'W* n', '/Figure <</MCID 1 >>BDC', '1 2 3 4 re', 'f', '/X1 Do', 'EMC');
    expect(markArtifacts(clip)).toBe(clip);
  });

  it('makes artifacts of contents that are no longer part of the structure', () => {
    const content = lines('BT', '/TH <</MCID 3 >>BDC', '<0001> Tj', 'EMC', 'ET');
    expect(markArtifacts(content, new Set([3]))).toBe(lines('BT', '/Artifact BMC', '<0001> Tj', 'EMC', 'ET'));
    expect(markArtifacts(content, new Set([33]))).toBe(content);
  });

  it('keeps the place of a blank soft hyphen and drops the blank', () => {
    const content = lines(
      ...['BT', '/P <</MCID 0 >>BDC', '9 0 Td <0029> Tj'],
      ...['/Span<</ActualText <FEFF00AD> >> BDC', '9.2 0 Td <0001> Tj', 'EMC'],
      ...['EMC', 'ET'],
    );
    expect(markArtifacts(content)).toBe(
      lines('BT', '/P <</MCID 0 >>BDC', '9 0 Td <0029> Tj', '9.2 0 Td', 'EMC', 'ET'),
    );
  });
});
