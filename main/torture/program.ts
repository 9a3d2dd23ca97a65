import { join } from 'node:path';
import { build, type Plugin } from 'vite';

const noElectron: Plugin = {
  name: 'no-electron',
  enforce: 'pre',
  resolveId: (id) => (id === 'electron' ? '\0electron' : null),
  load: (id) => (id === '\0electron' ? 'export default {};' : null),
};

/** Makes the tortured program, and the thread that writes its files, as the app's own are made. Answers their paths. */
export async function makePrograms(
  folder: string,
): Promise<{ readonly child: string; readonly worker: string }> {
  const make = async (name: string, input: string) => {
    await build({
      root: import.meta.dirname,
      configFile: false,
      logLevel: 'error',
      publicDir: false,
      plugins: [noElectron],
      ssr: { noExternal: true },
      build: {
        ssr: true,
        outDir: folder,
        emptyOutDir: false,
        target: 'node20',
        rolldownOptions: {
          input: join(import.meta.dirname, input),
          output: { format: 'es', entryFileNames: `${name}.mjs`, codeSplitting: false },
        },
      },
    });
    return join(folder, `${name}.mjs`);
  };
  return { child: await make('child', 'child.ts'), worker: await make('worker', '../stores/fold-worker.ts') };
}
