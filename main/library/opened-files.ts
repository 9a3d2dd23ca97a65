import { realpath } from 'node:fs/promises';
import { basename, relative, resolve, sep } from 'node:path';
import type { Added } from '../../core/api.ts';
import { largestFile } from '../../core/brief.ts';
import type { UiLang } from '../../core/settings.ts';
import { readRegularFile } from '../disk/regular-file.ts';
import type { Answers } from '../gate.ts';
import { type OwnTrouble, ownSentence } from './own-words.ts';

/** The files named on a command line that may be briefs, or hold something to import. */
export function filesAmong(words: readonly string[], cwd: string): readonly string[] {
  return words
    .filter(
      (word) => !word.startsWith('-') && /\.(?:md|markdown|txt|pdf|zip|jsonld|annotations)$/i.test(word),
    )
    .map((word) => resolve(cwd, word));
}

/** Bytes of a command line, with its folder, that a second start may tell the first: of more than 32 KiB Chromium hears nothing, or ends. */
const heard = 30_000;
/** Bytes that no file's path has. */
const longestPath = 4096;

/**
 * The calls to start the app with instead of one that is longer than a first start could be told; none for any other. What is too long to be
 * a file or a switch is left out.
 * @param called The whole command line.
 * @param words Its end: what follows the app.
 */
export function callsInstead(
  called: readonly string[],
  words: readonly string[],
  cwd: string,
): readonly (readonly string[])[] {
  if (bytesIn([...called, cwd]) <= heard) return [];
  const isShort = (word: string) => Buffer.byteLength(word) <= longestPath;
  const before = called.slice(1, called.length - words.length);
  const again = [...before, ...words.filter((word) => word.startsWith('-') && isShort(word))];
  const calls: string[][] = [[]];
  for (const file of filesAmong(words, cwd).filter(isShort)) {
    const last = calls.at(-1);
    if (last && bytesIn([...again, ...last, file]) <= heard / 2) last.push(file);
    else calls.push([file]);
  }
  return calls.map((files) => [...again, ...files]);
}

function bytesIn(words: readonly string[]): number {
  return words.reduce((sum, word) => sum + Buffer.byteLength(word) + 1, 0);
}

/**
 * Takes briefs that were opened with the program into the library; one that is in the folder already is only shown. Of other files the
 * reader is asked first.
 */
export async function openFiles(
  paths: readonly string[],
  folder: string,
  answers: Pick<Answers, 'library.add' | 'library.list'>,
  tell: {
    readonly arrived: (added: Added) => void;
    readonly notice: (sentence: string) => void;
    readonly offered: (path: string) => void;
  },
  lang: () => UiLang,
): Promise<void> {
  for (const path of paths) {
    if (!/\.(?:md|markdown|txt)$/i.test(path)) {
      tell.offered(path);
      continue;
    }
    const inside = relative(folder, path).split(sep).join('/');
    const library = await answers['library.list']();
    if (library.ok && library.value.waiting.includes(inside)) {
      tell.arrived({ kind: 'waiting', file: inside });
      continue;
    }
    const bytes = await bytesOf(path);
    if (typeof bytes === 'string') {
      tell.notice(ownSentence(bytes, basename(path), lang()));
      continue;
    }
    const added = await answers['library.add']({ name: basename(path), bytes }, false);
    if (added.ok) tell.arrived(added.value);
    else tell.notice(added.error.sentence);
  }
}

/** What is opened on purpose may be a link: what it leads to is read, where that is a file. */
async function bytesOf(path: string): Promise<Uint8Array | OwnTrouble> {
  const read = await readRegularFile(await realpath(path).catch(() => path), largestFile);
  if (typeof read === 'string') return 'unread';
  return 'bytes' in read ? read.bytes : 'too-large';
}
