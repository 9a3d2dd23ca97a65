import { posix, win32 } from 'node:path';

/** Where one reader's things lie. Absolute paths; nothing is made by naming them. */
export interface Profile {
  /** The reader's own briefs: `<id>/<lang>.md`. */
  readonly briefs: string;
  readonly annotations: string;
  readonly positions: string;
  /** What can be taken back for an hour. */
  readonly histories: string;
  /** Says who writes in this profile while it is being written in. */
  readonly lock: string;
  /** Holds `settings.json`. */
  readonly settings: string;
  /** Chromium's own files; may be deleted at any time. */
  readonly cache: string;
}

/** The parts of a process that decide where its profile lies. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  /** What a relative `--user-data-dir` counts from. */
  readonly cwd: string;
}

const name = 'aide-memoire';

/**
 * The profile of a run. A folder given by the reader holds all of it; otherwise what the reader wrote, the settings and
 * the caches lie where the system keeps such things (on Linux the XDG Base Directory Specification 0.8).
 * @param given The value of `--user-data-dir`; empty or absent for none.
 */
export function profileOf(surroundings: Surroundings, given?: string): Profile {
  const { join, resolve } = surroundings.platform === 'win32' ? win32 : posix;
  if (given) {
    const all = resolve(surroundings.cwd, given);
    return arrange(join, { data: all, settings: all, cache: join(all, 'cache') });
  }
  return arrange(join, homes(surroundings));
}

interface Homes {
  readonly data: string;
  readonly settings: string;
  readonly cache: string;
}

function homes({ platform, env, home }: Surroundings): Homes {
  if (platform === 'win32') {
    const roaming = win32.join(env.APPDATA || win32.join(home, 'AppData', 'Roaming'), name);
    const local = win32.join(env.LOCALAPPDATA || win32.join(home, 'AppData', 'Local'), name);
    return { data: roaming, settings: roaming, cache: win32.join(local, 'cache') };
  }
  if (platform === 'darwin') {
    const library = posix.join(home, 'Library');
    const support = posix.join(library, 'Application Support', name);
    return { data: support, settings: support, cache: posix.join(library, 'Caches', name) };
  }
  const base = (variable: string, fallback: string) => {
    const set = env[variable];
    // The specification: a relative path is invalid and to be ignored.
    return posix.join(set && posix.isAbsolute(set) ? set : posix.join(home, fallback), name);
  };
  return {
    data: base('XDG_DATA_HOME', '.local/share'),
    settings: base('XDG_CONFIG_HOME', '.config'),
    cache: base('XDG_CACHE_HOME', '.cache'),
  };
}

function arrange(join: (...parts: string[]) => string, { data, settings, cache }: Homes): Profile {
  return {
    briefs: join(data, 'briefs'),
    annotations: join(data, 'annotations'),
    positions: join(data, 'positions'),
    histories: join(data, 'histories'),
    lock: join(data, 'in-use.json'),
    settings,
    cache,
  };
}
