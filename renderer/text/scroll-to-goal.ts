import type { Brief } from '../../core/brief.ts';
import type { Goal } from '../state.ts';
import { blockElement, toRange } from './text-range.ts';

/** Scrolls the pane to a goal in one of its texts; the eye is drawn to one that is shown among its neighbours. */
export function scrollToGoal(pane: HTMLElement, article: HTMLElement, brief: Brief, goal: Goal): void {
  const index = brief.blocks.findIndex(({ end }) => goal.start <= end);
  const block = blockElement(article, index);
  if (!block) return;
  if (goal.at === 'top') {
    if (index === 0) pane.scrollTop = 0;
    else block.scrollIntoView({ block: 'start' });
    return;
  }
  block.scrollIntoView({ block: 'center' });
  const box = toRange(article, brief, goal)?.getBoundingClientRect();
  if (box)
    pane.scrollTop += box.top + box.height / 2 - pane.getBoundingClientRect().top - pane.clientHeight * 0.4;
  block.classList.remove('arrived');
  // Reading the width restarts the animation where the block is arrived at again.
  void block.offsetWidth;
  block.classList.add('arrived');
}
