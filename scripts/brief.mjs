import path from 'node:path';
import { build } from './build.mjs';
import { command, openly, root, run } from './command.mjs';
import { withDisplay } from './display.mjs';
import { appArguments, getElectron } from './electron.mjs';

command(import.meta.url, async (args) => {
  await build();
  // npm starts scripts in the project's folder; files are named from where the person is.
  const cwd = process.env.npm_lifecycle_event === 'brief' ? process.env.INIT_CWD : undefined;
  const options = { cwd: cwd ?? process.cwd(), stdio: openly };
  if (args.find((arg) => !arg.startsWith('-')) !== 'print') {
    const { code } = await run(process.execPath, [path.join(root, 'dist/main/cli.cjs'), ...args], options);
    return code;
  }
  const { executable } = await getElectron({ quiet: true });
  return withDisplay(async (env) => {
    const { code } = await run(executable, appArguments(args), { ...options, env });
    return code;
  });
});
