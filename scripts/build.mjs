import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { command, root, run, say, Trouble } from './command.mjs';
import { iconAt } from './icons.mjs';
import { installPackages } from './packages.mjs';

/**
 * Each of these in main/ becomes dist/main/<its name>.cjs, one file without imports, save of Electron and Node. Of the main
 * process alone stands apart what it loads later: whatever a start need not read makes it quicker.
 */
const programs = [
  'main',
  'stores/fold-worker',
  'printing/print-worker',
  'printing/pages-worker',
  'searching/search-worker',
  'exchange/exchange-worker',
  'library/brief-worker',
  'preload',
  'print-preload',
  'cli',
  'parse-bundled',
];

const mimeTypes = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/** Builds the app into dist/, where anything that goes into it has changed since it was last built. */
export async function build() {
  await installPackages();
  const dist = path.join(root, 'dist');
  const state = await digest(root);
  if ((await readFile(path.join(dist, '.built-from'), 'utf8').catch(() => '')) === state) return;
  say('Building…');
  await mkdir(path.join(root, 'out'), { recursive: true });
  const fresh = await mkdtemp(path.join(root, 'out', 'build-'));
  try {
    await bundle(fresh);
    await writeFile(path.join(fresh, '.built-from'), state);
    await replace(dist, fresh);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

/**
 * Names the state of all that goes into the build of a project.
 * @param {string} folder the project's
 */
export async function digest(folder) {
  const rooms = await Promise.all(
    ['core', 'main', 'renderer', 'briefs'].map(async (room) => {
      const entries = await readdir(path.join(folder, room), { recursive: true, withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => path.join(entry.parentPath, entry.name));
    }),
  );
  const others = ['package-lock.json', 'tsconfig.json', 'scripts/build.mjs', 'scripts/icons.mjs'].map(
    (name) => path.join(folder, name),
  );
  const files = [...rooms.flat().filter((file) => !file.endsWith('.test.ts')), ...others].sort();
  const hash = createHash('sha256');
  for (const file of files)
    hash
      .update(`${path.relative(folder, file)}\0`)
      .update(await readFile(file))
      .update('\0');
  return hash.digest('hex');
}

async function bundle(folder) {
  const vite = await import('vite');
  const make = (options) =>
    vite.build({ configFile: false, logLevel: 'warn', publicDir: false, ...options }).catch((error) => {
      const lines = stripVTControlCharacters(error.message).split('\n');
      throw new Trouble(
        `The app could not be built: ${lines.filter((line) => !/^\s+at /.test(line)).join('\n')}`,
      );
    });
  const present = programs.filter((name) => existsSync(path.join(root, 'main', `${name}.ts`)));
  // All of them end before the folder can be thrown away.
  const builds = await Promise.allSettled([
    ...present.map((name) => make(program(name, path.join(folder, 'main')))),
    make(pages(path.join(folder, 'renderer'))),
  ]);
  for (const built of builds) if (built.status === 'rejected') throw built.reason;
  const parser = path.join(folder, 'main', 'parse-bundled.cjs');
  const { code } = await run(process.execPath, [
    parser,
    path.join(root, 'briefs'),
    path.join(folder, 'briefs'),
  ]);
  if (code !== 0) throw new Trouble('The bundled briefs could not be parsed: the lines above tell why.');
  await rm(parser);
  await writeFile(path.join(folder, 'main/icon.png'), await iconAt(256));
  const table = JSON.stringify(await servedFiles(path.join(folder, 'renderer')), null, 2);
  await writeFile(path.join(folder, 'renderer-files.json'), `${table}\n`);
}

/** How long the bundler takes on a busy machine is no fault of the program's. */
const checks = { bundlerTimings: false };

/** Electron's own module is not to be had in another thread or in plain Node; what asks for it there can do without. */
const noElectron = {
  name: 'no-electron',
  enforce: 'pre',
  resolveId: (id) => (id === 'electron' ? '\0electron' : null),
  load: (id) => (id === '\0electron' ? 'export default {};' : null),
};

function program(name, outDir) {
  const isPlain = name === 'cli' || name.endsWith('-worker');
  const input = path.join(root, 'main', `${name}.ts`);
  return {
    root,
    plugins: isPlain ? [noElectron] : [],
    ssr: { noExternal: true, external: isPlain ? [] : ['electron'] },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: false,
      target: 'node20',
      rolldownOptions: {
        checks,
        input,
        output: {
          format: 'cjs',
          entryFileNames: `${path.basename(name)}.cjs`,
          codeSplitting: name === 'main' && startOfMain(input),
          chunkFileNames: 'main-[name].cjs',
        },
      },
    },
  };
}

/** What the main process needs for a start stands in one file, whatever it shares with what it loads later. */
function startOfMain(input) {
  const forStart = loadedBy(input);
  return { groups: [{ name: (id, graph) => (forStart(id, graph) ? 'start' : null) }] };
}

/**
 * The pages' policy refuses whatever stands in the page itself, so scripts, styles and fonts are files of
 * their own.
 */
function pages(outDir) {
  const room = path.join(root, 'renderer');
  const names = ['index.html', 'print.html'].filter((name) => existsSync(path.join(room, name)));
  return {
    root: room,
    base: './',
    build: {
      outDir,
      emptyOutDir: false,
      target: 'chrome130',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        checks,
        input: names.map((name) => path.join(room, name)),
        output: { codeSplitting: { groups: startingFiles(room) } },
      },
    },
  };
}

/**
 * What the reader's page needs for its first text stands in one file, and what it shares with the page of print in another:
 * left to itself the bundler makes a file for each set of what is loaded later, and every file is one more request at the start.
 */
function startingFiles(room) {
  const forText = loadedBy(path.join(room, 'main.ts'));
  const forPrint = loadedBy(path.join(room, 'print', 'main.ts'));
  return [
    {
      name: (id, graph) => (forText(id, graph) && forPrint(id, graph) ? 'both' : null),
      debugName: 'both',
      priority: 2,
    },
    { name: (id, graph) => (forText(id, graph) ? 'text' : null), debugName: 'text', priority: 1 },
  ];
}

/** Whether a module is loaded along with `start`, as a function of its id and the bundler's graph. */
function loadedBy(start) {
  const known = new Map([[start, true]]);
  return function isLoaded(id, graph) {
    const before = known.get(id);
    if (before !== undefined) return before;
    known.set(id, false);
    const loaded = graph.getModuleInfo(id)?.importers.some((importer) => isLoaded(importer, graph)) ?? false;
    known.set(id, loaded);
    return loaded;
  };
}

/** What the app may serve to its own pages: URL path to MIME type. */
async function servedFiles(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const urls = entries
    .filter((entry) => entry.isFile())
    .map(
      (entry) =>
        `/${path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/')}`,
    );
  return Object.fromEntries(
    urls.sort().map((url) => {
      const type = mimeTypes[path.extname(url)];
      if (type === undefined)
        throw new Trouble(
          `${url} is of a kind that the app does not serve: scripts/build.mjs lists those it does.`,
        );
      return [url, type];
    }),
  );
}

/**
 * Puts a new folder in the place of an old one; a build that ran beside this one and was quicker is as good.
 */
async function replace(old, fresh) {
  const aside = `${fresh}.old`;
  await rename(old, aside).catch((error) => {
    if (error.code !== 'ENOENT') throw error;
  });
  await rename(fresh, old).catch((error) => {
    if (!existsSync(path.join(old, '.built-from'))) throw error;
  });
  await rm(aside, { recursive: true, force: true });
}

command(import.meta.url, build);
