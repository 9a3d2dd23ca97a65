import { contextBridge, ipcRenderer } from 'electron';
import type { Result } from '../core/api.ts';
import { channels, events, settled } from './channels.ts';

/**
 * Exposes `core/api.ts` as `window.api`, one function a channel, and nothing else: no event object and no way to name a
 * channel oneself.
 */
type Ask = (...question: unknown[]) => Promise<Result<unknown>>;
type Listen = (value: unknown) => void;

/** Has no channel's shape. Asked in place of what cannot be sent at all, so that the gate words the refusal. */
const unanswerable: unknown = null;

const underWay = new Set<Promise<unknown>>();
const listeners = new Map<string, Set<Listen>>(events.map((event) => [event, new Set()]));

const api: Record<string, Ask | Record<string, Ask> | typeof on> = { on };
for (const channel of channels) {
  const [group = channel, method] = channel.split('.');
  const ask: Ask = (...question) => invoke(channel, question);
  api[group] = method === undefined ? ask : { ...groupOf(group), [method]: ask };
}

/**
 * Asked before the page's own script has loaded, so that its first question finds its answer ready. Asked so early, it may be
 * refused, since the page may not yet be known to stand in its frame.
 */
let begun: Promise<Result<unknown>> | null = invoke('start', []);
api.start = async () => {
  const first = await begun;
  begun = null;
  return first?.ok ? first : invoke('start', []);
};

function groupOf(name: string): Record<string, Ask> {
  const group = api[name];
  return typeof group === 'object' ? group : {};
}

function invoke(channel: string, question: readonly unknown[]): Promise<Result<unknown>> {
  const asked: Promise<Result<unknown>> = ipcRenderer
    .invoke(channel, ...question)
    .catch(() => ipcRenderer.invoke(channel, unanswerable));
  underWay.add(asked);
  return asked.finally(() => underWay.delete(asked));
}

/** What was said while nobody listened yet: panes come after the text, and the first listener still hears it. */
const missed = new Map<string, unknown[]>();

function on(event: string, listen: Listen): () => void {
  listeners.get(event)?.add(listen);
  for (const value of missed.get(event) ?? []) listen(value);
  missed.delete(event);
  return () => listeners.get(event)?.delete(listen);
}

for (const [event, listening] of listeners)
  ipcRenderer.on(event, async (_event, value: unknown) => {
    if (!listening.size) missed.set(event, [...(missed.get(event) ?? []), value].slice(-20));
    for (const listen of listening) listen(value);
    if (event === 'closing') await tellWhenSettled();
  });

/** An answer may lead to another question, so it is looked again until nothing is under way. */
async function tellWhenSettled(): Promise<void> {
  do {
    await Promise.all(underWay);
    await new Promise((resolve) => setTimeout(resolve));
  } while (underWay.size);
  ipcRenderer.send(settled);
}

contextBridge.exposeInMainWorld('api', api);
