import { expect, it } from 'vitest';
import { type Annotation, annotate, contentOf, noteOf, revise } from '../core/annotation.ts';
import { type Packed, pack } from '../core/packed.ts';
import { createArrival } from './arrival.ts';

const at = '2026-01-01T00:00:00Z';

function noted(n: number, note = ''): Annotation {
  return annotate({
    uuid: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    at,
    source: 'urn:brief:x:fr',
    revision: '0'.repeat(64),
    selectors: [
      { type: 'TextQuoteSelector', exact: 'a', prefix: '', suffix: '' },
      { type: 'TextPositionSelector', start: n, end: n + 1 },
    ],
    content: { colour: 'yellow', note, tags: [] },
  });
}

/** A page, and what it is sent by a main process whose answers the test gives itself. */
function page() {
  const shown: (readonly [isAll: boolean, notes: readonly string[] | undefined])[] = [];
  const answers: ((packed: Packed<Annotation> | null) => void)[] = [];
  const inView: ((list: readonly Annotation[] | null) => void)[] = [];
  let taken = 0;
  const arrival = createArrival(
    {
      inView: () => new Promise((resolve) => inView.push(resolve)),
      read: () => new Promise((resolve) => answers.push(resolve)),
      painted: async () => {},
      taken: ({ length }) => {
        taken += length;
        return new Promise((resolve) => setTimeout(resolve));
      },
    },
    (list, isAll) => shown.push([isAll, list?.map((one) => `${Number(one.id.slice(-12))}${noteOf(one)}`)]),
  );
  const until = async (what: unknown[]): Promise<void> => {
    while (!what.length) await new Promise((resolve) => setTimeout(resolve));
  };
  return {
    arrival,
    shown,
    taken: () => taken,
    async answer(list: readonly Annotation[] | null): Promise<void> {
      await until(answers);
      answers.shift()?.(list && pack(list));
    },
    async answerInView(list: readonly Annotation[] | null): Promise<void> {
      await until(inView);
      inView.shift()?.(list);
    },
  };
}

const changed = (annotation: Annotation, note: string) => ({
  id: annotation.id,
  after: revise(annotation, { ...contentOf(annotation), note }, at),
});

it('shows all once they are there, some hundreds at a time', async () => {
  const { arrival, shown, taken, answer } = page();
  arrival.begin('x', true);
  const list = Array.from({ length: 250 }, (_, n) => noted(n));
  await answer(list);
  await arrival.all();
  expect(shown).toEqual([[true, list.map((_, n) => String(n))]]);
  expect(taken()).toBe(250);
});

it('lets what was changed meanwhile stand, and lays it in its place', async () => {
  const { arrival, shown, answer } = page();
  arrival.begin('x', true);
  const list = [1, 2, 3].map((n) => noted(n));
  const [first, second] = list;
  if (!first || !second) throw new Error('no marks');
  arrival.changed([changed(first, ' old'), { id: second.id, after: null }]);
  arrival.changed([changed(first, ' new'), { id: noted(4).id, after: noted(4, ' made') }]);
  // What was made and taken back again is not there, whatever the answer had seen of it.
  arrival.changed([{ id: noted(5).id, after: noted(5) }]);
  arrival.changed([{ id: noted(5).id, after: null }]);
  await answer([...list, noted(5)]);
  await arrival.all();
  expect(shown).toEqual([[true, ['1 new', '3', '4 made']]]);
});

it('has those in view brought first where they did not come with the text', async () => {
  const { arrival, shown, answer, answerInView } = page();
  arrival.begin('x', false);
  arrival.changed([changed(noted(2), ' changed')]);
  await answerInView([noted(2)]);
  await answer([noted(1), noted(2)]);
  await arrival.all();
  expect(shown).toEqual([
    [false, ['2 changed']],
    [true, ['1', '2 changed']],
  ]);
});

it('shows nothing on another brief, nor what was changed on the one before', async () => {
  const { arrival, shown, answer } = page();
  arrival.begin('x', true);
  arrival.changed([changed(noted(1), ' on x')]);
  arrival.begin('y', true);
  await answer([noted(1, ' of x')]);
  await answer([noted(1, ' of y')]);
  await arrival.all();
  expect(shown).toEqual([[true, ['1 of y']]]);
  arrival.begin('x', true);
  arrival.end();
  await answer([noted(1, ' of x')]);
  await arrival.all();
  expect(shown).toHaveLength(1);
});

it('says so where there are none to be had, and waits no longer', async () => {
  const { arrival, shown, answer } = page();
  arrival.begin('x', true);
  await answer(null);
  await arrival.all();
  expect(shown).toEqual([[true, undefined]]);
});
