import { readFileSync, statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { ownOnly, writeWhole } from '../disk/whole-file.ts';
import type { Profile } from '../profile.ts';

/**
 * The folder the reader keeps briefs in: the profile's own until another is chosen. The choice stands in a file of its own,
 * not among the settings, since no path may reach the window. What cannot be read chooses nothing.
 */
export function readOwnFolder(profile: Pick<Profile, 'settings' | 'briefs'>): string {
  try {
    // A pipe would be waited for.
    if (!statSync(fileOf(profile)).isFile()) return profile.briefs;
    const chosen: unknown = JSON.parse(readFileSync(fileOf(profile), 'utf8'));
    const folder = typeof chosen === 'object' && chosen && 'folder' in chosen ? chosen.folder : null;
    return typeof folder === 'string' && isAbsolute(folder) ? folder : profile.briefs;
  } catch {
    return profile.briefs;
  }
}

/** Keeps the choice; answers whether it is on disk. */
export async function keepOwnFolder(
  profile: Pick<Profile, 'settings' | 'briefs'>,
  folder: string,
): Promise<boolean> {
  await mkdir(profile.settings, { recursive: true, mode: ownOnly.folder });
  const chosen = Buffer.from(`${JSON.stringify({ folder })}\n`);
  return (await writeWhole(fileOf(profile), chosen, ownOnly.file)) === 'written';
}

function fileOf({ settings }: Pick<Profile, 'settings'>): string {
  return join(settings, 'own-folder.json');
}
