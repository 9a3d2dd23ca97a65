/** A piece of the difference of two texts. */
export interface Change {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** Beyond so many pairs of pieces to compare, what differs is one change; so is time bounded, and memory. */
const mostPairs = 4_000_000;

/**
 * What was removed and added, word by word: the longest common subsequence of words, signs and white space between what
 * both texts begin and end with. The `same` and `removed` pieces together are the old text, the `same` and `added` ones
 * the new; no two neighbours are of one kind, and a removed piece comes before the one added in its stead.
 */
export function difference(old: string, now: string): Change[] {
  const a = pieces(old);
  const b = pieces(now);
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end])
    end += 1;
  const changes = [
    ...a.slice(0, start).map((text): Change => ({ kind: 'same', text })),
    ...compare(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...a.slice(a.length - end).map((text): Change => ({ kind: 'same', text })),
  ];
  return joined(changes);
}

function pieces(text: string): string[] {
  return text.match(/\s+|[\p{L}\p{N}\p{M}]+|[^\s\p{L}\p{N}\p{M}]/gu) ?? [];
}

function compare(a: readonly string[], b: readonly string[]): Change[] {
  const removed = (text: string): Change => ({ kind: 'removed', text });
  const added = (text: string): Change => ({ kind: 'added', text });
  if (a.length * b.length > mostPairs) return [...a.map(removed), ...b.map(added)];
  const width = b.length + 1;
  /** Of the rests from `i` and `j`, how much they share: white space counts little. */
  const shared = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number): number => shared[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      shared[i * width + j] = Math.max(
        at(i + 1, j),
        at(i, j + 1),
        a[i] === b[j] ? at(i + 1, j + 1) + (isBlank(a[i]) ? 1 : 4) : 0,
      );
  const changes: Change[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const [mine, theirs] = [a[i], b[j]];
    if (mine !== undefined && mine === theirs && at(i, j) === at(i + 1, j + 1) + (isBlank(mine) ? 1 : 4)) {
      changes.push({ kind: 'same', text: mine });
      i += 1;
      j += 1;
    } else if (mine !== undefined && (theirs === undefined || at(i + 1, j) >= at(i, j + 1))) {
      changes.push(removed(mine));
      i += 1;
    } else {
      changes.push(added(theirs ?? ''));
      j += 1;
    }
  }
  return changes;
}

function isBlank(piece: string | undefined): boolean {
  return piece !== undefined && /^\s/u.test(piece);
}

/** Neighbours of a kind as one, and white space between two changes as part of them. */
function joined(changes: readonly Change[]): Change[] {
  const result: Change[] = [];
  let removed = '';
  let added = '';
  let blank = '';
  const close = (): void => {
    if (removed) result.push({ kind: 'removed', text: removed });
    if (added) result.push({ kind: 'added', text: added });
    removed = '';
    added = '';
  };
  let same = '';
  for (const { kind, text } of [...changes, { kind: 'same', text: '' } as const]) {
    if (kind === 'same') {
      if ((removed || added) && isBlank(text) && !blank) {
        blank = text;
        continue;
      }
      close();
      same += blank + text;
      blank = '';
      continue;
    }
    if (blank && same === '') {
      removed += blank;
      added += blank;
      blank = '';
    }
    if (same) {
      result.push({ kind: 'same', text: same });
      same = '';
    }
    if (kind === 'removed') removed += text;
    else added += text;
  }
  close();
  same += blank;
  if (same) result.push({ kind: 'same', text: same });
  return result;
}
