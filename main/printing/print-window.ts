import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import {
  app,
  BrowserWindow,
  type IpcMainInvokeEvent,
  session,
  type WebContents,
  WebContentsView,
  type WebPreferences,
} from 'electron';
import type { PrintDocument, RunningHeads } from '../../core/printing/print-document.ts';
import { runningHeads } from '../../core/printing/print-schema.ts';
import { hardenSession } from '../hardening.ts';
import { addressOf, isOurs } from '../origin.ts';
import type { Serve } from '../scheme.ts';

/** Laying out a book of hundreds of pages takes seconds; what takes longer than this will not end. */
const timeLimit = 120_000;

/** How long a page that nobody prints on is kept, in milliseconds: it is a process of its own. */
const patience = 3 * 60_000;

/** What a page of print needs from the app. */
export interface PrintRoom {
  readonly serve: Serve;
  /** The built app's folder. */
  readonly dist: string;
}

type Use<T> = (contents: WebContents, heads: RunningHeads) => Promise<T>;

/**
 * Lays the document out where nobody sees it, hands its contents on, and ends them whatever happens. Where their process ends
 * before its time, all of it is done once more, except on paper.
 * @throws The signal's reason once it is given.
 */
export async function withPages<T>(
  room: PrintRoom,
  printed: PrintDocument,
  signal: AbortSignal,
  use: Use<T>,
): Promise<T> {
  signal.throwIfAborted();
  // The system's print dialog needs a window of the system's, though a hidden one; a PDF needs none.
  if (printed.marks === 'painted') return onPage(blankPage(room, 'window'), printed, signal, use);
  try {
    return await onPage(takeReady() ?? blankPage(room, 'view'), printed, signal, use);
  } catch (error) {
    if (!(error instanceof PageGone) || isEnding) throw error;
    // A page that is made while Chromium still tells of the end of another never loads.
    await setImmediate();
    return await onPage(blankPage(room, 'view'), printed, signal, use);
  }
}

class PageGone extends Error {
  constructor(reason: string) {
    super(`the print page is gone: ${reason}`);
  }
}

/** A page that is laid out on, once: a fresh one for each document, so that nothing of one is left for another. */
interface BlankPage {
  readonly contents: WebContents;
  /** Answers when the document is laid out. */
  readonly layOut: (printed: PrintDocument) => Promise<RunningHeads>;
  /** Is rejected when the page cannot be loaded, or its process ends before its time. */
  readonly gone: Promise<never>;
  readonly close: () => void;
}

async function onPage<T>(
  page: BlankPage,
  printed: PrintDocument,
  signal: AbortSignal,
  use: Use<T>,
): Promise<T> {
  atWork.add(page);
  page.contents.once('destroyed', () => atWork.delete(page));
  const limit = AbortSignal.timeout(timeLimit);
  const ended = Promise.race([
    page.layOut(printed).then((heads) => use(page.contents, heads)),
    page.gone,
    rejection(limit, () => new Error('the pages took too long to make')),
  ]);
  try {
    return await Promise.race([ended, rejection(signal, () => signal.reason)]);
  } finally {
    page.close();
  }
}

function rejection(signal: AbortSignal, reason: () => unknown): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(reason()), { once: true });
  });
}

/**
 * Makes a PDF of a page that is laid out.
 * @throws Where there is none.
 */
export async function makePdf(
  contents: WebContents,
  options: Electron.PrintToPDFOptions,
): Promise<Uint8Array> {
  const pages = await contents.printToPDF(options);
  // To have taken over those of a book is long enough at one go.
  await setImmediate();
  if (pages.length === 0) throw new Error('no pages came');
  return pages;
}

/**
 * Sees to it that a PDF which cannot be made, or whose page is closed meanwhile, is in no other's way: there are no bytes of it,
 * but it comes to its end. Electron before 43 begins each PDF when the one before is done, of whatever page, and after one that
 * failed or hangs makes none until the program is started anew (electron#51174).
 */
function letPdfsEnd(contents: WebContents): void {
  const make: unknown = Reflect.get(contents, '_printToPDF');
  if (typeof make !== 'function') return;
  const none = Buffer.alloc(0);
  const closed = new Promise((resolve) => {
    contents.once('destroyed', () => resolve(none));
  });
  const ending = async (settings: unknown): Promise<unknown> => {
    if (contents.isDestroyed()) return none;
    const made = Promise.resolve(Reflect.apply(make, contents, [settings]));
    return Promise.race([made.catch(() => none), closed]);
  };
  Reflect.set(contents, '_printToPDF', ending);
}

/** Loads the page of print, its letters and patterns; it then waits for its document. */
function blankPage(room: PrintRoom, kind: 'view' | 'window'): BlankPage {
  const webPreferences: WebPreferences = {
    session: printSession(room.serve),
    preload: join(room.dist, 'main', 'print-preload.cjs'),
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    devTools: false,
    spellcheck: false,
    backgroundThrottling: false,
  };
  const host =
    kind === 'window'
      ? new BrowserWindow({ show: false, webPreferences })
      : new WebContentsView({ webPreferences });
  const contents = host.webContents;
  letPdfsEnd(contents);
  const document = deferred<PrintDocument>();
  const heads = deferred<RunningHeads>();
  const gone = deferred<never>();
  contents.ipc.handle('print.document', async (event) => {
    refuseOthers(event);
    const printed = await document.promise;
    // To write a book down, and to hand it on, is each long enough at one go.
    await setImmediate();
    const written = JSON.stringify(printed);
    await setImmediate();
    return written;
  });
  contents.ipc.handle('print.ready', (event, given: unknown) => {
    refuseOthers(event);
    heads.resolve(runningHeads.parse(given));
  });
  contents.once('render-process-gone', (_event, { reason }) => gone.reject(new PageGone(reason)));
  contents.loadURL(addressOf('/print.html')).catch((error) => gone.reject(new PageGone(error.message)));
  return {
    contents,
    layOut: (printed) => {
      document.resolve(printed);
      return heads.promise;
    },
    gone: gone.promise,
    close: () => {
      // Naming the host here keeps it from being collected while its contents are at work.
      if (host instanceof BrowserWindow) host.destroy();
      else if (!host.webContents.isDestroyed()) host.webContents.close();
    },
  };
}

let ready: BlankPage | null = null;
let timer: NodeJS.Timeout | undefined;

/** Sees to it that a page waits for the next document, for some minutes. */
export function keepReady(room: PrintRoom): void {
  clearTimeout(timer);
  timer = setTimeout(() => takeReady()?.close(), patience).unref();
  if (ready || isEnding) return;
  const page = blankPage(room, 'view');
  ready = page;
  page.gone.catch(() => {
    if (ready === page) takeReady()?.close();
  });
}

function takeReady(): BlankPage | null {
  const page = ready;
  ready = null;
  return page;
}

/** Pages that are at work. */
const atWork = new Set<BlankPage>();

/**
 * The program ends after its pages of print: a PDF that is still being made would crash it, and a page made meanwhile keep it
 * from ending.
 */
let isEnding = false;
app.on('will-quit', (quitting) => {
  isEnding = true;
  takeReady()?.close();
  if (atWork.size === 0) return;
  quitting.preventDefault();
  for (const page of atWork) page.contents.once('destroyed', () => setImmediate().then(() => app.quit()));
  for (const page of atWork) page.close();
});

/** In memory, apart from the reader's own window, and hardened once. */
let ownSession: Electron.Session | undefined;
function printSession(serve: Serve): Electron.Session {
  if (!ownSession) {
    ownSession = session.fromPartition('print');
    hardenSession(ownSession, serve, false);
  }
  return ownSession;
}

function refuseOthers({ senderFrame, sender }: IpcMainInvokeEvent): void {
  if (!senderFrame || senderFrame !== sender.mainFrame || !isOurs(senderFrame.url))
    throw new Error('not the print page');
}

function deferred<T>() {
  let resolve: (value: T) => void = () => undefined;
  let reject: (reason: unknown) => void = () => undefined;
  const promise = new Promise<T>((fulfil, fail) => {
    resolve = fulfil;
    reject = fail;
  });
  return { promise, resolve, reject };
}
