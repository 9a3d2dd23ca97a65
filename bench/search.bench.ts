import { below, type Random, random } from './anchor-corpus.ts';
import { type MadeBrief, makeBriefs, pick } from './search-corpus.ts';
import { type Engine, flexSearch, memory, miniSearch, ours, plainScan } from './search-peers.ts';

/**
 * The search beside MiniSearch, FlexSearch and a plain scan, on the same made briefs in the same run: how long an index takes
 * to build and how large it is, how long each letter typed takes, and how often the brief that was meant is among the first
 * twenty where the words were typed with a slip, without accents, or in another number. Times are of the processor, so that
 * what else runs on the machine counts little; the wall's stand beside them. `BRIEFS` sets how many there are.
 */
const count = Number(process.env.BRIEFS ?? 5000);
const queriesTyped = 60;
const queriesJudged = 150;
const frame = 16;
const mostMeant = 10;

const briefs = makeBriefs(count, 800, 2026);
const size = briefs.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
print(`${count} briefs of 800 words, ${(size / 1e6).toFixed(1)} MB`);
print('');
print('engine       build ms  index MB  memory MB   p50 ms  p95 ms  wall p95  exact  slip  accents  number');

const lowered = briefs.map(({ text }) => text.toLowerCase());
const rand = random(7);
const typed = Array.from({ length: queriesTyped }, () =>
  words(pick(briefs, rand), 1 + below(3, rand), rand).join(' '),
);
const judged = Array.from({ length: queriesJudged }, () => {
  const brief = pick(briefs, rand);
  return { brief, words: telling(brief, rand) };
});
const changes: Readonly<Record<string, (words: readonly string[], rand: Random) => readonly string[]>> = {
  exact: (words) => words,
  slip: (words, rand) => words.map((word, index) => (index === 0 ? slip(word, rand) : word)),
  accents: (words) => words.map((word) => word.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase()),
  number: (words) => words.map(otherNumber),
};

const p95s = new Map<string, number>();
for (const make of [ours, miniSearch, flexSearch, plainScan]) measure(make);
const own = p95s.get('ours') ?? Number.NaN;
print('');
for (const [name, p95] of p95s) if (name !== 'ours') print(`p95: ${name} / ours = ${(p95 / own).toFixed(2)}`);
print(`p95: ours / one frame of ${frame} ms = ${(own / frame).toFixed(2)}`);

function measure(make: (briefs: readonly MadeBrief[]) => Engine): void {
  const before = memory();
  const begun = cpu();
  const engine = make(briefs);
  const built = cpu() - begun;
  const alive = memory() - before;
  for (const query of typed.slice(0, 5)) engine.find(query);
  const times: number[] = [];
  const walls: number[] = [];
  for (const query of typed) {
    for (let length = 1; length <= query.length; length += 1) {
      const [start, wall] = [cpu(), performance.now()];
      engine.find(query.slice(0, length));
      times.push(cpu() - start);
      walls.push(performance.now() - wall);
    }
  }
  const recalls = Object.values(changes).map((change) => {
    const seeded = random(11);
    const found = judged.filter(({ brief, words }) =>
      engine.find(`${change(words, seeded).join(' ')} `).includes(brief.doc.id ?? ''),
    );
    return (found.length / judged.length).toFixed(2);
  });
  p95s.set(engine.name, part(times, 0.95));
  print(
    [
      engine.name.padEnd(12),
      built.toFixed(0).padStart(8),
      (engine.size === null ? '–' : (engine.size / 1e6).toFixed(1)).padStart(9),
      (alive / 1e6).toFixed(0).padStart(10),
      part(times, 0.5).toFixed(2).padStart(8),
      part(times, 0.95).toFixed(2).padStart(7),
      part(walls, 0.95).toFixed(2).padStart(9),
      ...recalls.map((recall, index) => recall.padStart([6, 5, 8, 7][index] ?? 6)),
    ].join(' '),
  );
}

/** Neighbouring words of a brief. */
function words({ text }: MadeBrief, count: number, rand: Random): readonly string[] {
  const all = text.split(/\s+/);
  const from = below(all.length - count, rand);
  return all.slice(from, from + count);
}

/** Two neighbours of five letters and more that so few briefs hold that all of them can be among the first. */
function telling(brief: MadeBrief, rand: Random): readonly string[] {
  for (;;) {
    const pair = words(brief, 2, rand);
    if (!pair.every((word) => /^\p{L}{5,}$/u.test(word))) continue;
    const [first = '', second = ''] = pair.map((word) => word.toLowerCase());
    if (lowered.filter((text) => text.includes(first) && text.includes(second)).length <= mostMeant)
      return pair;
  }
}

/** One letter too many, too few, another one, or two in the wrong order; the first stays. */
function slip(word: string, rand: Random): string {
  const at = 1 + below(word.length - 2, rand);
  const letter = String.fromCharCode(97 + below(26, rand));
  switch (below(4, rand)) {
    case 0:
      return word.slice(0, at) + letter + word.slice(at);
    case 1:
      return word.slice(0, at) + word.slice(at + 1);
    case 2:
      return word.slice(0, at) + letter + word.slice(at + 1);
    default:
      return word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
  }
}

/** The plural for the singular, the singular for the plural, as both languages form them. */
function otherNumber(word: string): string {
  if (word.endsWith('aux')) return `${word.slice(0, -3)}al`;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (word.endsWith('s')) return word.slice(0, -1);
  return word.endsWith('al') ? `${word.slice(0, -2)}aux` : `${word}s`;
}

/** Milliseconds of the processor that this program has used. */
function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function part(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
