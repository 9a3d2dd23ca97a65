import { open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fault, flushFolder, makeFolder } from './durable.ts';
import { encode } from './stored.ts';

interface Staged {
  readonly path: string;
  /** What the file says of itself. */
  readonly checksum: string;
}

/**
 * Puts `<name>.json` on disk as a whole or not at all, through electron-store: it writes `<name>.next.json`, which takes the
 * file's place once it is known to be whole and flushed. Blocks while it writes.
 * @throws a system error where the file is not wholly on disk; what stood there before then still does.
 */
export async function writeThroughStore(
  folder: string,
  name: string,
  content: object,
  upTo: number,
): Promise<Staged> {
  await makeFolder(folder);
  // Loaded here, since a run that only reads has no need of it.
  const { default: ElectronStore } = await import('electron-store');
  await sweep(folder, `${name}.next.json.tmp-`);
  const { text, checksum } = encode(content, upTo);
  const store = new ElectronStore<Record<string, unknown>>({
    cwd: folder,
    name: `${name}.next`,
    configFileMode: 0o600,
    clearInvalidConfig: false,
    accessPropertiesByDotNotation: false,
    serialize: () => text,
    // Left behind by a crash, and about to be replaced: nothing to be learnt from it.
    deserialize: () => ({}),
  });
  store.store = { name };
  await verify(store.path, Buffer.byteLength(text));
  return { path: store.path, checksum };
}

/** Removes what a crash in the midst of a write left behind. */
async function sweep(folder: string, start: string): Promise<void> {
  const left = (await readdir(folder)).filter((file) => file.startsWith(start));
  for (const file of left) await rm(join(folder, file), { force: true });
}

/** Lets what was written take the file's place. */
export async function putInPlace(folder: string, name: string, staged: string): Promise<void> {
  await rename(staged, join(folder, `${name}.json`));
  await flushFolder(folder);
}

/**
 * electron-store takes a short write, which a nearly full disk gives, for a whole one; inside a Snap it does not flush.
 * @param size In bytes.
 */
async function verify(path: string, size: number): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    if ((await handle.stat()).size !== size) throw fault('ENOSPC');
    await handle.sync();
  } finally {
    await handle.close();
  }
}
