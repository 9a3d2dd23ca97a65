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

/** Opens the reader, takes a picture of its window, and prints the brief that it shows. */
async function show(executable, args, env) {
  const out = path.join(root, 'out');
  await mkdir(out, { recursive: true });
  const title = await photograph(executable, args, env, path.join(out, 'window.png'));
  say('Its window is in out/window.png.');

  const profile = args.filter((arg) => arg.startsWith('--user-data-dir='));
  const listed = await output(process.execPath, ['dist/main/cli.cjs', 'list', '--json', ...profile], env);
  const { id, lang } = editionNamed(title, listed);
  const file = path.join(out, `${id}.pdf`);
  const print = ['print', id, '--lang', lang, '--to', file, ...profile];
  const { code } = await run(executable, appArguments(print), { env });
  if (code !== 0)
    throw new Trouble(`The brief could not be printed: \`npm run brief -- ${print.join(' ')}\` tells why.`);
  say(`The brief is printed in out/${id}.pdf.`);
}

/** Opens the reader and takes a picture of its window once a brief is shown; answers the brief's title. */
async function photograph(executable, args, env, file) {
  const { _electron } = await import('@playwright/test');
  const started = performance.now();
  const app = await _electron
    .launch({ executablePath: executable, args: appArguments(args), cwd: root, env })
    .catch(() => {
      throw new Trouble(
        'The reader ended before it showed a window (is it open on the same profile already?): `npm start -- --user-data-dir=FOLDER` opens it on another.',
      );
    });
  const complaints = [];
  app.process().stderr?.on('data', (text) => complaints.push(text));
  try {
    const window = await app.firstWindow({ timeout: patience });
    const heading = window.getByRole('article').getByRole('heading', { level: 1 });
    await heading.waitFor({ timeout: patience });
    const title = (await heading.innerText()).trim();
    say(`It shows “${title}” after ${Math.round(performance.now() - started)} ms.`);
    await window.evaluate(() => document.fonts.ready);
    await window.screenshot({ path: file });
    return title;
  } catch (error) {
    process.stderr.write(complaints.join(''));
    throw new Trouble(`The reader's window did not show a brief: ${error.message.split('\n', 1)[0]}`);
  } finally {
    await app.close();
  }
}

function editionNamed(title, listed) {
  const briefs = listed === '' ? [] : JSON.parse(listed).briefs;
  for (const { id, editions } of briefs) {
    const edition = editions.find((edition) => edition.title === title);
    if (edition !== undefined) return { id, lang: edition.lang };
  }
  throw new Trouble(
    `No brief of the library is called “${title}”: \`npm run brief -- list\` tells which ones there are.`,
  );
}
