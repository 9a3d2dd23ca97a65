import type { Dirent } from 'node:fs';
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { largestFile } from '../../core/brief.ts';
import { checkTargets, checkTogether, type ReadBrief } from '../../core/check.ts';
import { remarksOn } from '../../core/checking/remarks.ts';
import { largestGlossary, parseGlossary } from '../../core/glossary.ts';
import type { Glossary } from '../../core/glossary-schema.ts';
import { parse } from '../../core/parse.ts';
import type { Problem } from '../../core/problem.ts';
import { readRegularFile, unread } from '../disk/regular-file.ts';
import { misplacements } from '../library/shelf.ts';
import { unreadProblem } from '../library/unread-problem.ts';

export interface Checked {
  /** The briefs and glossaries that were looked at, as they are named. */
  readonly files: readonly string[];
  /** What keeps a brief from being read, or from being read with the others. */
  readonly problems: readonly Problem[];
  /** What an editor would look at again. */
  readonly remarks: readonly Problem[];
}

interface Named {
  /** As it was given, or found in a folder that was. */
  readonly file: string;
  readonly path: string;
}

/** A library is three deep; what lies deeper, or beyond so many files, is none. */
const deepest = 4;
const mostFiles = 5000;

/**
 * Checks files and folders of briefs, each by itself and all together, with the glossaries they use.
 * @param paths Relative to `cwd`. Links given are followed, links found in folders are not.
 */
export async function checkFiles(paths: readonly string[], cwd: string): Promise<Checked> {
  const session = new CheckSession();
  for (const file of paths) await session.add({ file, path: resolve(cwd, file) });
  return session.conclude();
}

class CheckSession {
  readonly #files = new Set<string>();
  readonly #problems: Problem[] = [];
  readonly #briefs: (ReadBrief & { readonly path: string })[] = [];
  /** By path; `null` where there is none that can be read. */
  readonly #glossaries = new Map<string, Glossary | null>();
  #isLibrary = false;

  async add(named: Named): Promise<void> {
    try {
      // A link may lead here; what it leads to is judged when it is opened.
      const path = await realpath(named.path);
      if ((await stat(path)).isDirectory()) await this.#addFolder({ file: named.file, path });
      else await this.#addFile({ file: named.file, path });
    } catch (error) {
      this.#problems.push(unreadProblem(named.file, unread(error), largestFile));
    }
  }

  async conclude(): Promise<Checked> {
    const paths = new Map(this.#briefs.map((read) => [read.file, read.path]));
    for (const { file, path, brief } of this.#briefs) {
      const glossary = glossaryOf({ file, path }, brief.lang);
      if (await exists(glossary.path)) await this.#glossary(glossary);
    }
    const together = checkTogether(this.#briefs, ({ file, brief }) => {
      const path = paths.get(file) ?? '';
      return this.#glossaries.get(glossaryOf({ file, path }, brief.lang).path) ?? null;
    });
    // One brief may lead to others that are kept elsewhere; a whole library should hold them.
    const targets = this.#isLibrary ? checkTargets(this.#briefs) : [];
    return {
      files: [...this.#files],
      problems: [...this.#problems, ...together, ...targets.filter((one) => !isRemark(one))],
      remarks: [...this.#briefs.flatMap(remarksOn), ...targets.filter(isRemark)],
    };
  }

  async #addFolder(folder: Named): Promise<void> {
    const before = this.#files.size;
    await this.#walk(folder, 1);
    if (this.#files.size > before) return;
    this.#problems.push({
      file: folder.file,
      line: 1,
      field: 'file',
      found: '',
      rule: { code: 'no-briefs' },
    });
  }

  async #walk(folder: Named, depth: number): Promise<void> {
    for (const entry of await this.#entries(folder)) {
      if (this.#files.size >= mostFiles) return;
      const named = { file: join(folder.file, entry.name), path: join(folder.path, entry.name) };
      if (entry.isDirectory()) {
        if (depth < deepest) await this.#walk(named, depth + 1);
      } else if (entry.name.endsWith('.md')) {
        await this.#addFile(named, depth > 1);
      } else if (glossaryName.test(entry.name)) await this.#glossary(named);
    }
  }

  async #entries(folder: Named): Promise<Dirent[]> {
    try {
      const entries = await readdir(folder.path, { withFileTypes: true });
      return entries
        .filter(({ name }) => !name.startsWith('.') && name !== 'node_modules')
        .sort((a, b) => (a.name < b.name ? -1 : 1));
    } catch (error) {
      this.#problems.push(unreadProblem(folder.file, unread(error), largestFile));
      return [];
    }
  }

  /** @param inLibrary Whether its folder and its own name have to be its id and its language. */
  async #addFile(named: Named, inLibrary = false): Promise<void> {
    if (glossaryName.test(basename(named.file))) {
      await this.#glossary(named);
      return;
    }
    if (this.#files.has(named.file)) return;
    const bytes = await this.#read(named, largestFile);
    if (!bytes) return;
    const parsed = parse(named.file, bytes);
    if ('problems' in parsed) {
      this.#problems.push(...parsed.problems);
      return;
    }
    this.#briefs.push({ ...named, ...parsed });
    if (!inLibrary) return;
    this.#isLibrary = true;
    const id = basename(dirname(named.path));
    this.#problems.push(...misplacements(named.file, id, basename(named.path), parsed));
  }

  async #glossary(named: Named): Promise<void> {
    if (this.#glossaries.has(named.path)) return;
    this.#glossaries.set(named.path, null);
    const bytes = await this.#read(named, largestGlossary);
    if (!bytes) return;
    const parsed = parseGlossary(named.file, bytes);
    if ('problems' in parsed) this.#problems.push(...parsed.problems);
    else this.#glossaries.set(named.path, parsed.glossary);
  }

  async #read({ file, path }: Named, limit: number): Promise<Uint8Array | null> {
    this.#files.add(file);
    const read = await readRegularFile(path, limit);
    if (typeof read === 'object' && 'bytes' in read) return read.bytes;
    this.#problems.push(unreadProblem(file, read, limit));
    return null;
  }
}

const glossaryName = /^glossary\.[A-Za-z-]+\.yaml$/;

/** Beside the brief's folder: `briefs/glossary.fr.yaml` for `briefs/ID/fr.md`. */
function glossaryOf({ file, path }: Named, lang: string): Named {
  const name = `glossary.${lang}.yaml`;
  return { file: join(file, '../..', name), path: join(path, '../..', name) };
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch {
    return false;
  }
}

/** A brief that is not there yet, or is kept elsewhere, is no fault of the one that leads to it. */
function isRemark({ rule }: Problem): boolean {
  return rule.code === 'unknown-brief';
}
