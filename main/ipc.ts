import { ipcMain, type WebContents } from 'electron';
import type { Events } from '../core/api.ts';
import { channels, more, settled } from './channels.ts';
import { answer, type Gate, mayAsk } from './gate.ts';
import { Parcels } from './parcel.ts';

/** Opens the gate: from now on every channel is answered, by it alone. */
export function openGate(gate: Gate): void {
  const parcels = new Parcels();
  for (const channel of channels)
    ipcMain.handle(channel, async (event, ...question: unknown[]) => {
      const { sender } = event;
      return parcels.wrap(sender, await answer(gate, channel, event, question));
    });
  ipcMain.handle(more, (event, id: unknown, from: unknown) =>
    mayAsk(gate, event) ? parcels.more(event.sender, id, from) : [],
  );
  // electron-store would answer any page that asks where its files are. None of ours does.
  ipcMain.on('newListener', () =>
    queueMicrotask(() => ipcMain.removeAllListeners('electron-store-get-data')),
  );
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
