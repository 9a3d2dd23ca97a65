import { html, nothing, type TemplateResult } from 'lit';
import { describe, expect, it } from 'vitest';
import { draw } from './draw.ts';

/** As much of a document as drawing asks for: it shows each text on its own, in brackets. */
class Drawn {
  readonly ownerDocument = {
    createElement: (tag: string) => new Drawn(tag),
    createTextNode: (words: string) => words,
  };
  parentElement: Drawn | null = null;
  readonly kids: (Drawn | string)[] = [];
  readonly attributes: string[] = [];
  readonly tag: string;

  constructor(tag: string) {
    this.tag = tag;
  }

  append(kid: Drawn | string): void {
    if (kid instanceof Drawn) kid.parentElement = this;
    this.kids.push(kid);
  }

  setAttribute(name: string, value: string): void {
    this.attributes.push(`${name}=${value}`);
  }

  get shown(): string {
    const inside = this.kids.map((kid) => (typeof kid === 'string' ? `[${kid}]` : kid.shown)).join('');
    return `<${[this.tag, ...this.attributes].join(' ')}>${inside}</>`;
  }
}

function drawn(template: TemplateResult): string {
  const into = new Drawn('body');
  Reflect.apply(draw, null, [template, into]);
  return into.shown;
}

describe('draw', () => {
  it('joins words that stand together, whatever they come from', () => {
    const words = html`de ${'Pékin'}${[', ', html`à ${12}`]}`;
    expect(drawn(html`<p>${words} km<b>!</b> ${nothing}${null}Fin</p>`)).toBe(
      '<body><p>[de Pékin, à 12 km]<b>[!]</>[ Fin]</></>',
    );
  });

  it('sets attributes of several parts, empty ones, and none where a value is nothing', () => {
    const link = html`<a href="#${'x'}-${1}" role="${nothing}" class="" data-aside>1</a>`;
    expect(drawn(html`<p>${link}</p>`)).toBe('<body><p><a href=#x-1 class= data-aside=>[1]</></></>');
  });

  it('takes words for words, never for markup', () => {
    expect(drawn(html`<p title="${'">'}">${'<b>'}</p>`)).toBe('<body><p title=">>[<b>]</></>');
  });

  it('goes on behind an element that holds nothing', () => {
    expect(drawn(html`<p><img src="${'a'}" />b</p>c`)).toBe('<body><p><img src=a></>[b]</>[c]</>');
  });

  it('refuses what paper cannot show', () => {
    expect(() => drawn(html`<p><!-- later --></p>`)).toThrow('cannot show');
    expect(() => drawn(html`<p @click=${'x'}></p>`)).toThrow('cannot show');
  });
});
