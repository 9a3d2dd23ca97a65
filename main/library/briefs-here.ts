import { largestFile } from '../../core/brief.ts';
import { completed, draftOf, type Gaps, gapsOf, noFrontMatter } from '../../core/completing.ts';
import { parse } from '../../core/parse.ts';
import { decode } from '../../core/parsing/decode.ts';
import { type BriefWork, listed, type Unfit } from './brief-work.ts';

/** Does the work where it is asked for. The window's process never needs it, so that it stands apart, with the parser. */
export const briefsHere: BriefWork = {
  list: async (file, bytes) => {
    const parsed = parse(file, bytes);
    return 'brief' in parsed ? listed(parsed.brief) : { problems: parsed.problems };
  },
  open: async (file, bytes) => {
    const parsed = parse(file, bytes);
    if ('problems' in parsed) return { problems: parsed.problems };
    return { ...listed(parsed.brief), brief: parsed.brief };
  },
  sort: async (file, bytes) => {
    const text = textOf(file, bytes);
    if (typeof text !== 'string') return text;
    if (isPlain(file)) return 'waits';
    const parsed = parse(file, bytes);
    if ('brief' in parsed) return listed(parsed.brief);
    return gapsOf(parsed.problems) ? 'waits' : { problems: parsed.problems };
  },
  draft: async (file, bytes) => {
    const text = textOf(file, bytes);
    return typeof text === 'string' ? draftOf(file, text, gapsIn(file, bytes)) : text;
  },
  complete: async (file, bytes, answers) => {
    const text = textOf(file, bytes);
    if (typeof text !== 'string') return text;
    const made = new TextEncoder().encode(completed(file, text, answers, gapsIn(file, bytes).foreign));
    const parsed = parse(file, made);
    if ('problems' in parsed) return { problems: parsed.problems };
    return { edition: { id: parsed.brief.id, lang: parsed.brief.lang }, bytes: made };
  },
};

function textOf(file: string, bytes: Uint8Array): string | Unfit {
  const decoded = decode(bytes, largestFile);
  return 'text' in decoded ? decoded.text : { problems: [{ file, ...decoded.fault }] };
}

/** Plain text may look like a brief, but has never been meant as one. */
function isPlain(file: string): boolean {
  return /\.txt$/i.test(file);
}

function gapsIn(file: string, bytes: Uint8Array): Gaps {
  const parsed = isPlain(file) ? null : parse(file, bytes);
  return (parsed && 'problems' in parsed ? gapsOf(parsed.problems) : null) ?? noFrontMatter;
}
