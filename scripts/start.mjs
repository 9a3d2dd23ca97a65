import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { build } from './build.mjs';
import { command, output, root, run, say, Trouble } from './command.mjs';
import { hasDisplay, withDisplay } from './display.mjs';
import { appArguments, getElectron } from './electron.mjs';

/** How long (in ms) the reader may take to show a brief on a virtual display. */
const patience = 60_000;

command(import.meta.url, async (args) => {
  const { executable } = await getElectron();
  await build();
  if (hasDisplay()) {
    const { code } = await run(executable, appArguments(args), { stdio: 'inherit' });
    if (code !== 0) throw new Trouble(`The reader ended with code ${code}: \`npm run check\` may tell why.`);
    return;
  }
  say('There is no display here: the reader opens on a virtual one, where nobody sees it.');
  await withDisplay((env) => show(executable, args, env));
});

/** Opens the reader, takes a picture of its window, and prints the brief that it shows first. */
async function show(executable, args, env) {
  const out = path.join(root, 'out');
  await mkdir(out, { recursive: true });
  const { _electron } = await import('@playwright/test');
  const app = await _electron.launch({
    executablePath: executable,
    args: appArguments(args),
    cwd: root,
    env,
  });
  try {
    const window = await app.firstWindow({ timeout: patience });
    await window.getByRole('article').getByRole('heading', { level: 1 }).waitFor({ timeout: patience });
    await window.evaluate(() => document.fonts.ready);
    await window.screenshot({ path: path.join(out, 'window.png') });
  } catch (error) {
    throw new Trouble(`The reader's window did not show a brief: ${error.message.split('\n', 1)[0]}`);
  } finally {
    await app.close();
  }
  say('Its window is in out/window.png.');

  const profile = args.filter((arg) => /^--(?:user-data-dir|lang)=/.test(arg));
  const listed = await output(process.execPath, ['dist/main/cli.cjs', 'list', '--json', ...profile], env);
  const brief = listed === '' ? undefined : JSON.parse(listed).briefs[0]?.id;
  if (brief === undefined)
    throw new Trouble('There is no brief to print: `npm run brief -- list` tells which ones there are.');
  const print = ['print', brief, `--to=${path.join(out, `${brief}.pdf`)}`, ...profile];
  const { code } = await run(executable, appArguments(print), { env });
  if (code !== 0)
    throw new Trouble(
      `The brief ${brief} could not be printed: \`npm run brief -- ${print.join(' ')}\` tells why.`,
    );
  say(`Its first brief is printed in out/${brief}.pdf.`);
}
