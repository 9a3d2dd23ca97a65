import { join } from 'node:path';
import type { Glossary } from '../../core/glossary-schema.ts';
import type { Problem } from '../../core/problem.ts';
import { readRegularFile } from '../disk/regular-file.ts';
import type { Shelf } from './library.ts';
import { unreadProblem } from './unread-problem.ts';

/**
 * The glossary of the first shelf that has one in the language, `glossary.<lang>.yaml`; an empty one where none has.
 * Never rejects.
 * @param lang A language tag that was judged: it becomes part of a file's name.
 */
export async function readGlossary(
  shelves: readonly Shelf[],
  lang: string,
): Promise<{ readonly glossary: Glossary } | { readonly problems: readonly Problem[] }> {
  // Loaded here, since a start has no need of it.
  const { largestGlossary, parseGlossary } = await import('../../core/glossary.ts');
  const file = `glossary.${lang}.yaml`;
  for (const { folder } of shelves) {
    const read = await readRegularFile(join(folder, file), largestGlossary);
    if (read === 'missing') continue;
    if (typeof read === 'string' || !('bytes' in read))
      return { problems: [unreadProblem(file, read, largestGlossary)] };
    return parseGlossary(file, read.bytes);
  }
  return { glossary: { lang, terms: [], sources: [] } };
}
