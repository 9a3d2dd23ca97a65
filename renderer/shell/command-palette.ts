import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { commands } from '../../core/commands.ts';
import { fold } from '../../core/search/fold.ts';
import type { FoundGroup, Hit } from '../../core/search/search.ts';
import { open } from '../actions/briefs.ts';
import { editionFor } from '../actions/library.ts';
import { goToBlock } from '../actions/places.ts';
import { goToHit, searchEverywhere } from '../actions/search.ts';
import { dateOf } from '../dates.ts';
import { finding, searchWords } from '../state/finding.ts';
import { state, words } from '../state.ts';
import { Modal } from './modal.ts';
import { runCommand } from './run-command.ts';
import { keysShown } from './shortcuts.ts';

/** A line to choose. */
interface Entry {
  readonly kind: 'entry' | 'brief' | 'hit';
  readonly label: string | TemplateResult;
  readonly aside: string;
  readonly run: () => unknown;
}

/** How many commands and titles stand above what is found in the briefs; and without words, how many briefs. */
const most = { commands: 4, titles: 5, briefs: 30 } as const;

/**
 * One field for everything: what is written in the briefs and on them, briefs by title, paragraphs (`§ 14`) and commands;
 * arrow keys choose, Enter does.
 */
export class CommandPalette extends Modal {
  static override properties = { query: { state: true }, chosen: { state: true } };

  protected override readonly name = 'palette';
  declare private query: string;
  declare private chosen: number;
  /** Titles and commands with their words levelled out, made once for a library and a language. */
  private known: {
    readonly from: readonly unknown[];
    readonly list: readonly (Entry & { readonly words: string })[];
  } = {
    from: [],
    list: [],
  };

  static override styles = [
    ...Modal.styles,
    css`
      dialog {
        width: min(680px, calc(100vw - 32px));
      }

      dialog input[role='combobox'] {
        flex: none;
        margin: 0;
        padding: 13px 16px;
        border: 0;
        border-block-end: 1px solid var(--rule);
        border-radius: 0;
        background: none;
        color: inherit;
        font: 15px / 1.4 var(--sans);
      }

      /* The field has the keyboard as long as the palette is open: a ring would say nothing. */
      dialog input[role='combobox']:focus-visible {
        outline: none;
      }

      ul {
        margin: 0;
        padding: 6px;
        overflow-y: auto;
        list-style: none;
      }

      li {
        display: flex;
        justify-content: space-between;
        gap: 16px;
        padding: 7px 10px;
        border-radius: var(--radius);
        cursor: pointer;
      }

      li.brief {
        margin-block-start: 4px;
        font-weight: 600;
      }

      li.hit {
        padding-block: 4px;
        padding-inline-start: 22px;
        color: var(--ink-soft);
        font: 14px / 1.45 var(--serif);
      }

      li[aria-selected='true'] {
        background: var(--accent-soft);
        color: var(--accent);
      }

      mark {
        border-radius: 2px;
        background: var(--yellow);
        color: var(--ink);
      }

      .aside {
        flex: none;
        color: var(--ink-faint);
        font: 12px / 1.7 var(--sans);
      }

      li[aria-selected='true'] .aside {
        color: inherit;
      }

      footer {
        flex: none;
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: 2px 16px;
        padding: 7px 16px;
        border-block-start: 1px solid var(--rule);
        color: var(--ink-faint);
        font-size: 12px;
      }

      p {
        margin: 0;
        padding: 14px 16px;
        color: var(--ink-soft);
      }
    `,
  ];

  constructor() {
    super();
    this.query = '';
    this.chosen = 0;
  }

  protected override label(): string {
    return searchWords.get().placeholder;
  }

  protected override content(): TemplateResult {
    const w = searchWords.get();
    const entries = this.entries();
    const answer = finding.everywhere.get();
    const found = answer?.typed === this.query ? answer.found : null;
    return html`
      <input
        role="combobox"
        aria-expanded="true"
        aria-controls="entries"
        aria-activedescendant=${`entry-${this.chosen}`}
        aria-label=${w.placeholder}
        placeholder=${w.placeholder}
        autocomplete="off"
        spellcheck="false"
        .value=${this.query}
        @input=${this.onInput}
        @keydown=${this.onKey}
      />
      ${
        entries.length
          ? html`<ul id="entries" role="listbox">
            ${entries.map(
              ({ kind, label, aside }, index) =>
                html`<li
                  id=${`entry-${index}`}
                  class=${kind}
                  role="option"
                  aria-selected=${String(index === this.chosen)}
                  @click=${() => this.choose(index)}
                >
                  <span>${label}</span><span class="aside">${aside}</span>
                </li>`,
            )}
          </ul>`
          : html`<p>${words.get().paletteEmpty}</p>`
      }
      <footer>
        <span>${w.hint}</span>
        <span role="status">${found?.reading ? w.reading(found.reading) : found?.total ? w.total(found.total) : nothing}</span>
      </footer>
    `;
  }

  protected override opened(): void {
    this.query = '';
    this.chosen = 0;
    this.renderRoot.querySelector('input')?.focus();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.renderRoot.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }

  private entries(): Entry[] {
    const parts = this.query.split(/\s+/).map(fold).filter(Boolean);
    const matching = this.listed().filter(({ words }) => parts.every((part) => words.includes(part)));
    const titles = matching.filter(({ kind }) => kind === 'brief');
    const known = matching.filter(({ kind }) => kind === 'entry');
    if (!this.query.trim()) return [...titles.slice(0, most.briefs), ...known];
    const answer = finding.everywhere.get();
    const groups = answer?.found.groups ?? [];
    // Until there is an answer, and where it holds nothing, titles that hold the letters must do.
    const isAnswered = answer?.typed === this.query && groups.length > 0;
    return [
      ...this.paragraph(),
      ...known.slice(0, most.commands),
      ...(isAnswered ? [] : titles.slice(0, most.titles)),
      ...groups.flatMap((group) => entriesOf(group, answer?.typed ?? '')),
    ];
  }

  /** Briefs by title, and commands. */
  private listed(): readonly (Entry & { readonly words: string })[] {
    const lang = state.lang.get();
    const { briefs } = state.library.get();
    const from = [lang, briefs, state.brief.get()?.lang];
    if (from.every((part, index) => part === this.known.from[index])) return this.known.list;
    const titles = briefs.flatMap(({ id, editions }) => {
      const edition = editions.find((each) => each.lang === editionFor(editions.map((each) => each.lang)));
      if (!edition) return [];
      const { title, lang: editionLang } = edition;
      const run = () => open({ id, lang: editionLang });
      return [{ kind: 'brief' as const, label: title, aside: dateOf(edition.date, lang), run }];
    });
    const known = commands.map(({ id, words, keys }) => ({
      kind: 'entry' as const,
      label: words[lang],
      aside: keysShown(keys[0] ?? '', lang),
      run: () => runCommand(id),
    }));
    const list = [...titles, ...known].map((entry) => ({
      ...entry,
      words: `${entry.label} ${entry.aside}`.split(/\s+/).map(fold).join(' '),
    }));
    this.known = { from, list };
    return list;
  }

  /** `14` or `§ 14` leads to that paragraph. */
  private paragraph(): Entry[] {
    const asked = /^§?\s*(\d+)$/.exec(this.query.trim())?.[1];
    const blocks = state.brief.get()?.blocks ?? [];
    const index = blocks.findIndex(({ number }) => number !== null && String(number) === asked);
    const block = blocks[index];
    if (!block) return [];
    return [
      {
        kind: 'entry',
        label: `${words.get().paragraph(Number(asked))} · ${block.text.slice(0, 60)}…`,
        aside: '',
        run: () => goToBlock(index),
      },
    ];
  }

  private readonly onInput = (event: InputEvent): void => {
    if (event.target instanceof HTMLInputElement) this.query = event.target.value;
    this.chosen = 0;
    if (this.query.trim()) void searchEverywhere(this.query);
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    // Arrows and Enter are the input method's while it puts signs together.
    if (event.isComposing) return;
    const count = this.entries().length;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && count) this.chosen = (this.chosen + step + count) % count;
    else if (event.key === 'Enter') void this.chooseAnswered();
    else return;
    event.preventDefault();
  };

  /** Enter may be quicker than the answer: what is chosen is then in that. Whoever types on meanwhile has not chosen. */
  private async chooseAnswered(): Promise<void> {
    const typed = this.query;
    const isCertain = this.entries()[this.chosen]?.kind === 'entry' || !typed.trim();
    if (!isCertain && finding.everywhere.get()?.typed !== typed) await searchEverywhere(typed);
    if (this.query === typed) this.choose(this.chosen);
  }

  private choose(index: number): void {
    const entry = this.entries()[index];
    if (!entry || !this.isOpen) return;
    this.close();
    entry.run();
  }
}

/** A brief, and its hits below it. */
function entriesOf(group: FoundGroup, typed: string): Entry[] {
  const w = searchWords.get();
  const { id, title, date, hits, count } = group;
  const more = count - hits.length;
  const aside = [...(date ? [dateOf(date, state.lang.get())] : []), ...(more > 0 ? [w.more(more)] : [])];
  return [
    {
      kind: 'brief',
      label: id === null ? w.glossary : title,
      aside: aside.join(' · '),
      run: () => goToHit(group, null, typed),
    },
    ...hits
      // The title stands above already.
      .filter(({ kind }) => kind !== 'title')
      .map(
        (hit): Entry => ({
          kind: 'hit',
          label: marked(hit),
          aside: hit.kind === 'text' && hit.ref ? words.get().paragraph(Number(hit.ref)) : w.kinds[hit.kind],
          run: () => goToHit(group, hit, typed),
        }),
      ),
  ];
}

/** The sentence with the words found marked in it. */
function marked({ text, marks }: Hit): TemplateResult {
  const ends = [0, ...marks.map(({ end }) => end)];
  return html`${marks.map(
    ({ start, end }, index) => html`${text.slice(ends[index], start)}<mark>${text.slice(start, end)}</mark>`,
  )}${text.slice(ends.at(-1))}`;
}

customElements.define('command-palette', CommandPalette);

declare global {
  interface HTMLElementTagNameMap {
    'command-palette': CommandPalette;
  }
}
