import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from './build.mjs';
import { command, output, root, run, say, Trouble } from './command.mjs';
import { withDisplay } from './display.mjs';
import { appArguments, getElectron } from './electron.mjs';

const validator = { group: 'org.verapdf.apps', name: 'greenfield-apps', version: '1.28.2' };
/** Marks a brief, of every colour, with and without notes, many of them over one another. */
const marks = 60;

/** Prints every bundled edition, marked all over, and what is made of several, and asks veraPDF whether the files are PDF/UA-1. */
command(import.meta.url, async () => {
  const out = path.join(root, 'out', 'verapdf');
  await mkdir(out, { recursive: true });
  const jar = await getValidator(out);
  const { executable } = await getElectron({ quiet: true });
  await build();
  const profile = await mkdtemp(path.join(tmpdir(), 'aide-memoire-'));
  const files = await withDisplay(async (env) => {
    const editions = await markAll(executable, profile, env);
    return printAll(executable, editions, profile, out, env);
  }).finally(() => rm(profile, { recursive: true, force: true }));
  const program = ['-cp', jar, 'org.verapdf.apps.GreenfieldCliWrapper', '-f', 'ua1', '--format', 'text'];
  const said = (await run('java', [...program, ...files], { stdio: ['ignore', 'pipe', 'ignore'] })).stdout;
  const passed = files.filter((file) => said.includes(`PASS ${file} `));
  for (const file of files)
    process.stdout.write(`${passed.includes(file) ? 'PASS' : 'FAIL'} ${path.relative(root, file)}\n`);
  if (passed.length < files.length)
    throw new Trouble(
      `${files.length - passed.length} of ${files.length} files are not PDF/UA-1: \`java -cp ${jar} ${program[2]} -f ua1 FILE\` tells why.`,
    );
});

async function getValidator(folder) {
  const { group, name, version } = validator;
  const jar = path.join(folder, `${name}-${version}.jar`);
  if (existsSync(jar)) return jar;
  for (const [program, switches, brings] of [
    ['java', ['--version'], 'default-jre-headless'],
    ['mvn', ['--version'], 'maven'],
  ]) {
    if ((await output(program, switches)) === '')
      throw new Trouble(`${program} is missing: \`apt-get install ${brings}\` brings it.`);
  }
  say(`Getting veraPDF ${version} from Maven Central…`);
  const { code } = await run('mvn', [
    '-q',
    '-B',
    'dependency:copy',
    `-Dartifact=${group}:${name}:${version}`,
    `-DoutputDirectory=${folder}`,
  ]);
  if (code !== 0 || !existsSync(jar)) throw new Trouble('veraPDF could not be had: Maven says why above.');
  return jar;
}

/** Marks every edition of the library in a reader that nobody sees. */
async function markAll(executable, profile, env) {
  const { _electron } = await import('@playwright/test');
  const args = appArguments([`--user-data-dir=${profile}`, '--lang=fr']);
  const app = await _electron.launch({ executablePath: executable, args, cwd: root, env });
  try {
    const window = await app.firstWindow();
    await window.getByRole('article').waitFor();
    const editions = await bundledEditions();
    await window.evaluate(markInPage, { editions, count: marks });
    return editions;
  } finally {
    await app.close();
  }
}

async function bundledEditions() {
  const files = await readdir(path.join(root, 'briefs'), { recursive: true });
  return files
    .filter((file) => file.endsWith('.md'))
    .map((file) => ({ id: path.dirname(file), lang: path.basename(file, '.md') }))
    .sort((a, b) => `${a.id}${a.lang}`.localeCompare(`${b.id}${b.lang}`));
}

/** Runs in the reader's page. */
async function markInPage({ editions, count }) {
  const api = Reflect.get(globalThis, 'api');
  const colours = ['yellow', 'green', 'blue', 'pink'];
  for (const { id, lang } of editions) {
    const { value: brief } = await api.library.open({ id, lang });
    const letters = Array.from(brief.text);
    const annotations = Array.from({ length: count }, (_, index) => {
      const start = Math.floor(((letters.length - 200) * index) / count);
      const end = start + 20 + ((index * 37) % 160);
      const part = (from, to) => letters.slice(Math.max(0, from), to).join('');
      const note = {
        type: 'TextualBody',
        purpose: 'commenting',
        format: 'text/markdown',
        value: `Note ${index}`,
      };
      return {
        '@context': 'http://www.w3.org/ns/anno.jsonld',
        id: `urn:uuid:${crypto.randomUUID()}`,
        type: 'Annotation',
        motivation: index % 2 ? 'commenting' : 'highlighting',
        created: '2026-01-01T00:00:00Z',
        modified: '2026-01-01T00:00:00Z',
        body: index % 2 ? [note, { type: 'TextualBody', purpose: 'tagging', value: 'x' }] : [],
        target: {
          type: 'SpecificResource',
          source: `urn:brief:${id}:${lang}`,
          styleClass: colours[index % 4],
          selector: [
            {
              type: 'TextQuoteSelector',
              exact: part(start, end),
              prefix: part(start - 32, start),
              suffix: part(end, end + 32),
            },
            { type: 'TextPositionSelector', start, end },
          ],
          state: `urn:sha256:${brief.revision}`,
        },
      };
    });
    const saved = await api.annotations.save(id, annotations, []);
    if (!saved.ok) throw new Error(saved.error.sentence);
  }
}

/** Each edition by itself, and every kind of document that is made of several. */
async function printAll(executable, editions, profile, out, env) {
  const ids = [...new Set(editions.map(({ id }) => id))];
  const [one = ''] = ids;
  const jobs = [
    ...editions.map(({ id, lang }, index) => [
      `${id}.${lang}`,
      id,
      `--lang=${lang}`,
      `--paper=${index % 2 ? 'letter' : 'a4'}`,
    ]),
    ['all', ...ids, '--lang=fr'],
    ['all-beside', ...ids, '--lang=en', '--editions=side-by-side', '--paper=letter'],
    ['in-turn', one, '--lang=en', '--editions=in-turn', '--text-size=large', '--margins=narrow'],
    ['beside', one, '--lang=fr', '--editions=side-by-side', '--text-size=small', '--margins=wide'],
    ['delegation', one, '--lang=fr', '--copy=delegation', '--tags=x', '--circulation=Diffusion restreinte'],
    [
      'margin',
      one,
      '--lang=fr',
      '--annotations=margin',
      '--without=summary,proposals,sources',
      '--no-numbers',
    ],
    ['clean-beside', one, '--lang=fr', '--editions=side-by-side', '--clean'],
  ];
  const files = [];
  for (const [name, ...words] of jobs) {
    const file = path.join(out, `${name}.pdf`);
    const verb = ['print', ...words, `--to=${file}`, `--user-data-dir=${profile}`];
    const { code } = await run(executable, ['--log-level=3', ...appArguments(verb)], { env });
    if (code !== 0) throw new Trouble(`${name} could not be printed.`);
    files.push(file);
  }
  return files;
}
