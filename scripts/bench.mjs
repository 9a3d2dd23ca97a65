import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { build } from './build.mjs';
import { command, openly, root, run, say, Trouble } from './command.mjs';
import { withDisplay } from './display.mjs';
import { getElectron } from './electron.mjs';

/** Runs the benches named, or all: `npm run bench -- [NAME] [ARGUMENTS FOR IT]`. */
command(import.meta.url, async ([name, ...args]) => {
  const all = (await readdir(path.join(root, 'bench')))
    .flatMap((file) => /^(.+)\.bench\.ts$/.exec(file)?.[1] ?? [])
    .sort();
  if (name !== undefined && !all.includes(name)) {
    throw new Trouble(
      `There is no bench "${name}": \`npm run bench -- NAME\` takes ${all.join(', ') || 'none yet'}.`,
    );
  }
  const { executable } = await getElectron();
  await build();
  return withDisplay(async (env) => {
    let failed = 0;
    for (const bench of name === undefined ? all : [name]) {
      say(`\n— ${bench}`);
      const { code } = await run(process.execPath, [await translate(bench), ...args], {
        env: { ...env, AIDE_MEMOIRE_ELECTRON: executable },
        stdio: openly,
      });
      if (code !== 0) failed += 1;
    }
    return failed === 0 ? 0 : 1;
  });
});

/**
 * Turns a bench into JavaScript, with the rooms in it and the packages outside, as they are for those who use
 * them.
 */
async function translate(name) {
  const { build: bundle } = await import('vite');
  const outDir = path.join(root, 'out', 'bench');
  await bundle({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      ssr: true,
      outDir,
      emptyOutDir: false,
      target: 'node20',
      rolldownOptions: {
        input: path.join(root, 'bench', `${name}.bench.ts`),
        output: { entryFileNames: `${name}.mjs`, codeSplitting: false },
      },
    },
  });
  return path.join(outDir, `${name}.mjs`);
}
