import { largestImport } from '../../core/exchange.ts';
import { annotationsOnly, type ImportContent } from '../../core/importing/content.ts';
import { type ImportProblem, readImport } from '../../core/importing/read-import.ts';
import { isPdf } from '../printing/pdf/attached.ts';
import { isArchive, readArchive } from './archive.ts';
import { utf8 } from './carried.ts';
import { readPrinted } from './read-printed.ts';
import { isZip, unzip } from './zip.ts';

/** Why a file holds nothing that could be taken in. */
export type FileProblem =
  | ImportProblem
  | { readonly code: 'not-zip' | 'no-set' | 'bare-pdf' | 'newer-archive' };

/** Reads a file from elsewhere, whatever it is: annotations in any known format, a printed PDF, or an archive of everything. */
export async function readFile(
  bytes: Uint8Array,
): Promise<{ readonly content: ImportContent } | { readonly problem: FileProblem }> {
  if (bytes.length > largestImport) return { problem: { code: 'too-large', maximum: largestImport } };
  if (isPdf(bytes)) return readPrinted(bytes);
  if (isZip(bytes) && isArchive(bytes)) return readArchive(bytes);
  const plain = isZip(bytes) ? unzip(bytes, 'annotations.json', largestImport) : bytes;
  if (plain === 'missing') return { problem: { code: 'no-set' } };
  if (plain === 'damaged') return { problem: { code: 'not-zip' } };
  if (plain === 'too-large') return { problem: { code: 'too-large', maximum: largestImport } };
  const text = utf8(plain);
  if (text === null) return { problem: { code: 'not-text' } };
  const read = readImport(text);
  return 'problem' in read ? read : { content: annotationsOnly(read.items) };
}
