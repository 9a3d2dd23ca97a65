import { basename, join } from 'node:path';
import type { Result } from '../core/api.ts';
import type { BoardFormat } from '../core/lineage-export.ts';
import type { UiLang } from '../core/settings.ts';
import type { ExchangeSources } from './exchange.ts';
import { fileNameOf } from './file-name.ts';
import { unprintedSentence } from './print-words.ts';
import { writeWhole } from './whole-file.ts';

const names: Readonly<Record<UiLang, string>> = { fr: 'Suivi des propositions', en: 'Proposals followed' };
const extensions: Readonly<Record<BoardFormat, string>> = { csv: 'csv', markdown: 'md' };

/** Asks where the board of proposals goes and writes it there; `null` when the reader thinks better of it. */
export async function writeBoard(
  around: Pick<ExchangeSources, 'askWhere' | 'documents'> & { readonly lang: UiLang },
  format: BoardFormat,
  text: string,
): Promise<Result<{ readonly file: string } | null>> {
  const extension = extensions[format];
  const offered = join(around.documents, fileNameOf(names[around.lang], extension));
  const path = await around.askWhere(offered, extension);
  if (path === null) return { ok: true, value: null };
  const written = await writeWhole(path, Buffer.from(text));
  const file = basename(path);
  if (written === 'written') return { ok: true, value: { file } };
  return {
    ok: false,
    error: { code: 'not-exported', sentence: unprintedSentence(written, file, around.lang) },
  };
}
