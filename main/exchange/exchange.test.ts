import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, it } from 'vitest';
import { pack } from '../../core/packed.ts';
import { saveAll } from '../stores/stores.ts';
import { type HeldFile, weighHeld } from './exchange.ts';
import { runImport } from './import-job.ts';
import { reader } from './reader.fixture.ts';

const { stores: storesOf, profile } = reader(() => new Date('2026-11-24T06:00:00.000Z'));

/** A file that names so many briefs, none of which is there. */
const naming = (about: readonly string[]): HeldFile => ({
  name: 'a.jsonld',
  content: {
    briefs: [],
    items: pack([]),
    positions: about.map((brief) => ({
      brief,
      proposal: 'p1',
      position: { decision: 'support', remark: '', passages: [], date: '2026-11-24T06:00:00.000Z' },
    })),
    settings: null,
    titles: new Map([['kept', { fr: 'Gardée' }]]),
    about,
  },
  chosen: new Map(),
  open: null,
  at: '2026-11-24T06:00:00.000Z',
});

const others = Array.from({ length: 50_000 }, (_, n) => `unknown-${n}`);

it('a file that names fifty thousand unknown briefs opens a store for none of them', async () => {
  const written = storesOf('first', 'write');
  const mine = {
    decision: 'oppose' as const,
    remark: 'Non.',
    passages: [],
    date: '2026-11-23T06:00:00.000Z',
  };
  await (await written.positions.of('kept')).change({ titles: {}, positions: { p1: mine } });
  expect(await saveAll(written)).toBe(true);

  const stores = storesOf('first', 'read');
  const work = { runImport };
  const weighed = await weighHeld(
    { stores, editions: async () => [], work },
    naming(['kept', ...others]),
    null,
  );
  if ('trouble' in weighed) throw new Error(JSON.stringify(weighed));
  const [first, second] = weighed.preview.positions;
  expect(first).toMatchObject({ brief: 'kept', state: 'conflicting', mine });
  expect(second).toMatchObject({ brief: 'unknown-0', state: 'source-unknown', mine: null });
  expect([(await stores.annotations.opened()).length, (await stores.positions.opened()).length]).toEqual([
    0, 1,
  ]);
});

it('a folder that cannot be looked into may hold something on each', async () => {
  const { annotations } = profile('second');
  mkdirSync(dirname(annotations), { recursive: true });
  // As good as a disk that answers with an error.
  writeFileSync(annotations, '');
  const stores = storesOf('second', 'read');
  expect((await stores.annotations.holds())('any')).toBe(true);
  expect((await stores.positions.holds())('any')).toBe(false);
});
