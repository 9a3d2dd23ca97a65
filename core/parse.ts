import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { type Brief, largestFile } from './brief.ts';
import { type FrontMatter, frontMatter } from './brief-schema.ts';
import { readBody } from './parsing/body.ts';
import { decode, fileFault, lineCount } from './parsing/decode.ts';
import type { Fault, Path } from './parsing/faults.ts';
import { told } from './parsing/faults.ts';
import { readFields } from './parsing/fields.ts';
import { parseInline } from './parsing/inline.ts';
import { danglingReferences } from './parsing/references.ts';
import { type Problem, quotable } from './problem.ts';

const largestFrontMatter = 64 * 1024;
const mostFields = 2000;

export type Parsed = ParsedBrief | { readonly problems: readonly Problem[] };

export interface ParsedBrief {
  readonly brief: Brief;
  readonly lines: Lines;
}

/** Where in its file a brief's parts stand; lines count from 1. */
export interface Lines {
  /** Of each block. */
  readonly blocks: readonly number[];
  /** Of a field of the front matter, named by its path. */
  readonly field: (path: Path) => number;
}

/**
 * Makes a brief of a file, or the list of all that is wrong with it. Never throws, and is done within seconds whatever the
 * bytes are.
 * @param file The name the problems give it.
 */
export function parse(file: string, bytes: Uint8Array): Parsed {
  const decoded = decode(bytes, largestFile);
  if ('fault' in decoded) return { problems: [{ file, ...decoded.fault }] };
  const parts = split(decoded.text);
  if ('fault' in parts) return { problems: [{ file, ...parts.fault }] };
  const front = readFields(parts.front, frontMatter, { firstLine: 2, mostFields });
  const field = (path: Path): number => front.at(path).line;
  const faults = [...front.faults];
  const read = readBody(parts.body);
  if ('problem' in read)
    faults.push({ ...read.problem, line: read.problem.line + parts.bodyLine, field: 'body' });
  else {
    const lines = { blocks: read.body.lines.map((line) => line + parts.bodyLine), field };
    faults.push(...danglingReferences(front.value, read.body.blocks, lines));
    if (front.fields && faults.length === 0) return { brief: assemble(front.fields, read.body), lines };
  }
  return { problems: told(file, faults) };
}

interface Parts {
  readonly front: string;
  readonly body: string;
  /** The line of the file on which the body starts, from 1. */
  readonly bodyLine: number;
}

function split(text: string): Parts | { readonly fault: Fault } {
  const opening = /^---[ \t]*\n/.exec(text);
  if (!opening)
    return {
      fault: fileFault(1, quotable(text.slice(0, 200).split('\n', 1).join('')), {
        code: 'front-matter-missing',
      }),
    };
  const start = opening[0].length;
  const closing = /^---[ \t]*$/gm;
  closing.lastIndex = start;
  const close = closing.exec(text);
  if (!close) return { fault: fileFault(1, '', { code: 'front-matter-open' }) };
  const front = text.slice(start, close.index);
  const size = new TextEncoder().encode(front).length;
  if (size > largestFrontMatter)
    return { fault: fileFault(1, String(size), { code: 'front-matter-size', maximum: largestFrontMatter }) };
  const end = close.index + close[0].length + 1;
  return { front, body: text.slice(end), bodyLine: lineCount(text.slice(0, end)) };
}

function assemble(
  fields: FrontMatter,
  { text, blocks, layout }: Pick<Brief, 'text' | 'blocks' | 'layout'>,
): Brief {
  return {
    ...fields,
    summary: fields.summary.map((point) => parseInline(point)),
    proposals: fields.proposals.map((proposal) => ({ ...proposal, gist: parseInline(proposal.gist) })),
    commitments: fields.commitments.map((commitment) => ({
      ...commitment,
      text: parseInline(commitment.text),
    })),
    followUps: fields.followUps.map((followUp) => ({ ...followUp, text: parseInline(followUp.text) })),
    text,
    blocks,
    layout,
    revision: bytesToHex(sha256(utf8ToBytes(text))),
  };
}
