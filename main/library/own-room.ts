import { mkdir } from 'node:fs/promises';
import { basename } from 'node:path';
import { type BrowserWindow, shell } from 'electron';
import type { Sources } from '../answers.ts';
import type { Profile } from '../profile.ts';
import { askFolder } from '../window/hands.ts';
import type { BriefWork } from './brief-work.ts';
import type { Shelf } from './library.ts';
import type { OwnSources } from './own-briefs.ts';
import { keepOwnFolder, readOwnFolder } from './own-folder.ts';
import { patience } from './shelf.ts';
import { type Watch, watchShelf } from './watch.ts';

/**
 * How long what a watch tells is all that is looked at, in milliseconds: what others change in a folder on the network is told by
 * no watch.
 */
const trusted = 5 * 60_000;
/** More changes than this at one time and some may not have been told. */
const many = 1000;

/** The reader's own folder while the app is open: which one it is, what changes in it, what is opened into it. */
export interface OwnRoom {
  readonly shelf: Shelf;
  readonly own: Sources['own'];
  /** Makes the first folder where it is not there, and tells of changes from now on. */
  watch(): Promise<void>;
}

/**
 * @param work Reads what is in the folder.
 * @param changed is called after something in the folder has changed, and where another is chosen.
 */
export function openOwnRoom(
  profile: Profile,
  work: BriefWork,
  now: () => Date,
  window: () => BrowserWindow | null,
  changed: () => void,
): OwnRoom {
  let folder = readOwnFolder(profile);
  let watching: Promise<Watch | null> = Promise.resolve(null);
  let soon: NodeJS.Timeout | undefined;
  /** What may have changed since the folder was listed last, by name; `null` where that may be anything. */
  let stale: Set<string> | null = null;
  let lookedThrough = Number.NEGATIVE_INFINITY;

  const touched = (name: string | null) => {
    if (name === null || (stale && stale.size >= many)) stale = null;
    else stale?.add(name);
  };

  async function watch(): Promise<void> {
    const before = watching;
    watching = mkdir(profile.briefs, { recursive: true, mode: 0o700 })
      // Where nothing can be written, what is there is read all the same.
      .catch(() => undefined)
      .then(() => watchShelf(folder, { touched, changed }));
    (await before)?.stop();
    stale = null;
    await watching;
  }

  async function changes(): Promise<ReadonlySet<string> | null> {
    const isSeen = (await watching)?.seesAll() === true;
    const at = performance.now();
    const known = isSeen && at - lookedThrough < trusted ? stale : null;
    if (!known) lookedThrough = at;
    // From here on whatever changes is told.
    stale = isSeen ? new Set() : null;
    return known;
  }

  const chooseFolder: OwnSources['chooseFolder'] = async (back) => {
    const chosen = back ? profile.briefs : await askFolder(window(), folder);
    if (chosen === null || chosen === folder || !(await keepOwnFolder(profile, chosen))) return null;
    folder = chosen;
    await watch();
    changed();
    return basename(folder);
  };

  return {
    shelf: {
      origin: 'own',
      get folder() {
        return folder;
      },
      now,
      work,
    },
    own: {
      folder: () => folder,
      work,
      changes,
      touched,
      name: () => ({ name: basename(folder), isFirst: folder === profile.briefs }),
      arriving: () => {
        clearTimeout(soon);
        soon = setTimeout(changed, patience);
      },
      trash: (path) => shell.trashItem(path),
      chooseFolder,
    },
    watch,
  };
}
