import type { Brief } from '../../core/brief.ts';
import type { Change } from '../../core/history.ts';
import type { Decision, Position, Positions } from '../../core/position.ts';
import { state, words } from '../state.ts';
import { say } from './places.ts';
import { commit } from './writing.ts';

export function decide(proposal: string, decision: Decision): void {
  if ((state.positions.get()[proposal]?.decision ?? 'to-study') === decision) return;
  commit([movedPosition(proposal, { decision })]);
  const title = state.brief.get()?.proposals.find(({ id }) => id === proposal)?.title ?? proposal;
  say(words.get().said.position(title, words.get().decisions[decision]));
}

export function setRemark(proposal: string, remark: string): void {
  if ((state.positions.get()[proposal]?.remark ?? '') === remark) return;
  commit([movedPosition(proposal, { remark })], `remark ${proposal}`);
}

export function link(proposal: string, annotation: string): void {
  const passages = state.positions.get()[proposal]?.passages ?? [];
  if (!passages.includes(annotation))
    commit([movedPosition(proposal, { passages: [...passages, annotation] })]);
}

export function unlink(proposal: string, annotation: string): void {
  const passages = state.positions.get()[proposal]?.passages ?? [];
  commit([movedPosition(proposal, { passages: passages.filter((id) => id !== annotation) })]);
}

/** The change that gives a proposal another position, dated now. */
export function movedPosition(
  proposal: string,
  change: Partial<Position>,
  positions: Positions = state.positions.get(),
): Change {
  const before = positions[proposal] ?? null;
  const date = new Date().toISOString();
  const untouched: Position = { decision: 'to-study', remark: '', passages: [], date };
  return { of: 'position', id: proposal, before, after: { ...untouched, ...before, ...change, date } };
}

/** The proposals an annotation is linked to. */
export function proposalsOf(annotation: string): Brief['proposals'] {
  const positions = state.positions.get();
  return (state.brief.get()?.proposals ?? []).filter(({ id }) =>
    positions[id]?.passages.includes(annotation),
  );
}
