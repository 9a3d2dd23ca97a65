import { open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fault, makeFolder } from './durable.ts';
import { encode } from './stored.ts';

interface Staged {
  readonly path: string;
  /** What the file says of itself. */
  readonly checksum: string;
}

/**
 * Writes through electron-store what is to take the place of `<name>.json`, and answers where it stands once it is known to be
 * whole and flushed. Blocks while it writes.
 * @throws a system error where the file is not wholly on disk.
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
  await sweep(folder, `${name}.next.json`);
  const { text, checksum } = encode(content, upTo);
  const store = new ElectronStore<Record<string, unknown>>({
    cwd: folder,
    name: `${name}.next`,
    configFileMode: 0o600,
    clearInvalidConfig: false,
    accessPropertiesByDotNotation: false,
    serialize: () => text,
    deserialize: () => ({}),
  });
  store.store = { name };
  await verify(store.path, Buffer.from(text));
  return { path: store.path, checksum };
}

/** Removes what a crash in the midst of a write left behind, or whatever else would be read, or written through, in its place. */
async function sweep(folder: string, start: string): Promise<void> {
  const left = (await readdir(folder)).filter((file) => file.startsWith(start));
  for (const file of left) await rm(join(folder, file), { force: true });
}

/**
 * electron-store takes a short write, which a nearly full disk gives, for a whole one; inside a Snap it does not flush. So what
 * was written is read again.
 */
async function verify(path: string, expected: Uint8Array): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    if (!(await handle.readFile()).equals(expected)) throw fault('ENOSPC');
    await handle.sync();
  } finally {
    await handle.close();
  }
}
