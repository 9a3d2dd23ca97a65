import { objectOf } from '../../core/importing/incoming.ts';
import type { PdfGlyph } from '../../core/importing/pdf-lines.ts';

/** What a page is drawn with, as pdf.js lists it. */
export interface Operators {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly unknown[];
}

/** [a b c d e f] of ISO 32000-2, 8.3.3. */
type Matrix = readonly [number, number, number, number, number, number];

const identity: Matrix = [1, 0, 0, 1, 0, 0];
/** Letters of one page. */
const mostGlyphs = 200_000;

/** Of the text state (ISO 32000-2, 9.3) what moves letters. */
interface TextState {
  ctm: Matrix;
  size: number;
  /** From a glyph's own units to those of text. */
  unit: number;
  spacing: number;
  wordSpacing: number;
  stretch: number;
  /** How far the next line is up; below 0 where it is down. */
  leading: number;
  rise: number;
}

/**
 * Where the letters of a page stand, in the order they are drawn. What is marked as no part of the content is left out: running
 * heads, page numbers, lines.
 * @param names The numbers of pdf.js's operators.
 * @param fontOf What pdf.js knows of a font.
 */
export function glyphsIn(
  { fnArray, argsArray }: Operators,
  names: Readonly<Record<string, number>>,
  fontOf: (name: string) => unknown,
): PdfGlyph[] {
  const known = new Map(Object.entries(names).map(([name, number]) => [number, name]));
  const glyphs: PdfGlyph[] = [];
  const kept: TextState[] = [];
  let state: TextState = {
    ctm: identity,
    size: 0,
    unit: 0.001,
    spacing: 0,
    wordSpacing: 0,
    stretch: 1,
    leading: 0,
    rise: 0,
  };
  let text: Matrix = identity;
  let at = { x: 0, y: 0, lineX: 0 };
  /** Of each stretch of marked content that is open, whether it is no part of the text. */
  const artifacts: boolean[] = [];

  const move = (x: number, y: number): void => {
    at = { x: at.lineX + x, y: at.y + y, lineX: at.lineX + x };
  };

  fnArray.forEach((operator, index) => {
    const value = argsArray[index];
    const args: readonly unknown[] = Array.isArray(value) ? value : [];
    const [first = 0, second = 0] = args.map(Number);
    switch (known.get(operator)) {
      case 'save':
        kept.push({ ...state });
        break;
      case 'restore':
        state = kept.pop() ?? state;
        break;
      case 'transform':
        state.ctm = times(matrixOf(args), state.ctm);
        break;
      case 'paintFormXObjectBegin':
        kept.push({ ...state });
        state.ctm = times(matrixOf(args[0]), state.ctm);
        break;
      case 'paintFormXObjectEnd':
        state = kept.pop() ?? state;
        break;
      case 'beginText':
        text = identity;
        at = { x: 0, y: 0, lineX: 0 };
        break;
      case 'setFont': {
        const matrix = objectOf(fontOf(String(args[0])))?.get('fontMatrix');
        const unit: unknown = Array.isArray(matrix) ? matrix[0] : 0.001;
        state.size = second;
        state.unit = typeof unit === 'number' && unit > 0 ? unit : 0.001;
        break;
      }
      case 'setTextMatrix':
        text = matrixOf(args.length === 1 ? args[0] : args);
        at = { x: 0, y: 0, lineX: 0 };
        break;
      case 'moveText':
        move(first, second);
        break;
      case 'setLeadingMoveText':
        state.leading = second;
        move(first, second);
        break;
      case 'nextLine':
        move(0, state.leading);
        break;
      case 'setCharSpacing':
        state.spacing = first;
        break;
      case 'setWordSpacing':
        state.wordSpacing = first;
        break;
      case 'setHScale':
        state.stretch = first / 100;
        break;
      case 'setLeading':
        state.leading = -first;
        break;
      case 'setTextRise':
        state.rise = first;
        break;
      case 'beginMarkedContent':
      case 'beginMarkedContentProps':
        artifacts.push(tagOf(args[0]) === 'Artifact');
        break;
      case 'endMarkedContent':
        artifacts.pop();
        break;
      case 'showText':
        show(Array.isArray(args[0]) ? args[0] : []);
        break;
    }
  });
  return glyphs;

  function show(shown: readonly unknown[]): void {
    const matrix = times(text, state.ctm);
    const isText = !artifacts.includes(true);
    const size = Math.abs(state.size) * Math.hypot(matrix[2], matrix[3]);
    for (const one of shown) {
      if (typeof one === 'number') {
        at.x -= (one * state.size * state.stretch) / 1000;
        continue;
      }
      const glyph = objectOf(one);
      const width = Number(glyph?.get('width') ?? 0) * state.unit * state.size;
      const space = state.spacing + (glyph?.get('isSpace') ? state.wordSpacing : 0);
      const unicode = glyph?.get('unicode');
      if (isText && typeof unicode === 'string' && glyphs.length < mostGlyphs) {
        const from = placed(matrix, at.x, at.y + state.rise);
        const to = placed(matrix, at.x + width * state.stretch, at.y + state.rise);
        glyphs.push({
          text: unicode,
          start: Math.min(from.x, to.x),
          end: Math.max(from.x, to.x),
          base: from.y,
          size,
        });
      }
      at.x += (width + space) * state.stretch;
    }
  }
}

function times(m: Matrix, n: Matrix): Matrix {
  return [
    m[0] * n[0] + m[1] * n[2],
    m[0] * n[1] + m[1] * n[3],
    m[2] * n[0] + m[3] * n[2],
    m[2] * n[1] + m[3] * n[3],
    m[4] * n[0] + m[5] * n[2] + n[4],
    m[4] * n[1] + m[5] * n[3] + n[5],
  ];
}

function placed(
  [a, b, c, d, e, f]: Matrix,
  x: number,
  y: number,
): { readonly x: number; readonly y: number } {
  return { x: a * x + c * y + e, y: b * x + d * y + f };
}

function matrixOf(value: unknown): Matrix {
  const list = typeof value === 'object' && value !== null ? Object.values(value).map(Number) : [];
  const [a, b, c, d, e, f] = list;
  return [a, b, c, d, e, f].every(Number.isFinite)
    ? [a ?? 1, b ?? 0, c ?? 0, d ?? 1, e ?? 0, f ?? 0]
    : identity;
}

/** A name alone, or wrapped as pdf.js has it. */
function tagOf(value: unknown): unknown {
  return typeof value === 'string' ? value : objectOf(value)?.get('name');
}
