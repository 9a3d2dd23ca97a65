import { ipcMain, type WebContents } from 'electron';
import type { Events } from '../core/api.ts';
import { channels, settled } from './channels.ts';
import { answer, type Gate } from './gate.ts';

/** Opens the gate: from now on every channel is answered, by it alone. */
export function openGate(gate: Gate): void {
  for (const channel of channels)
    ipcMain.handle(channel, (event, ...question: unknown[]) => answer(gate, channel, event, question));
}

/** Tells a page something unasked. A page that is gone is not told. */
export function tell<K extends keyof Events>(contents: WebContents, event: K, value: Events[K]): void {
  if (!contents.isDestroyed()) contents.send(event, value);
}

/** Tells the page that its window is about to close; resolves once all it had to save has been answered. */
export function settle(contents: WebContents): Promise<void> {
  return new Promise((resolve) => {
    contents.ipc.once(settled, () => resolve());
    tell(contents, 'closing', null);
  });
}
