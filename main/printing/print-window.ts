import { join } from 'node:path';
import {
  BrowserWindow,
  type IpcMainInvokeEvent,
  session,
  type WebContents,
  WebContentsView,
  type WebPreferences,
} from 'electron';
import type { PrintDocument, RunningHeads } from '../../core/printing/print-document.ts';
import { runningHeads } from '../../core/printing/print-schema.ts';
import { hardenContents, hardenSession } from '../hardening.ts';
import { addressOf, isOurs } from '../origin.ts';
import type { Serve } from '../scheme.ts';

/** Laying out a book of hundreds of pages takes seconds; what takes longer than this will not end. */
const timeLimit = 120_000;

/** What a page of print needs from the app. */
export interface PrintRoom {
  readonly serve: Serve;
  /** The built app's folder. */
  readonly dist: string;
}

/**
 * Lays the document out where nobody sees it, hands its contents on, and ends them whatever happens.
 * @throws The signal's reason once it is given.
 */
export async function withPages<T>(
  room: PrintRoom,
  printed: PrintDocument,
  signal: AbortSignal,
  use: (contents: WebContents, heads: RunningHeads) => Promise<T>,
): Promise<T> {
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
  // A PDF needs no window of the system's, not even a hidden one; the system's print dialog does.
  const host =
    printed.marks === 'painted'
      ? new BrowserWindow({ show: false, webPreferences })
      : new WebContentsView({ webPreferences });
  const contents = host.webContents;
  hardenContents(contents);
  const limit = AbortSignal.timeout(timeLimit);
  try {
    return await Promise.race([
      laidOut(contents, printed).then((heads) => use(contents, heads)),
      new Promise<never>((_resolve, reject) => {
        if (signal.aborted) reject(signal.reason);
        signal.addEventListener('abort', () => reject(signal.reason));
        limit.addEventListener('abort', () => reject(new Error('the pages took too long to make')));
        contents.once('render-process-gone', (_event, { reason }) =>
          reject(new Error(`the print page is gone: ${reason}`)),
        );
      }),
    ]);
  } finally {
    // Naming the host here keeps it from being collected while its contents are at work.
    if (host instanceof BrowserWindow) host.destroy();
    else if (!host.webContents.isDestroyed()) host.webContents.close();
  }
}

/** In memory, apart from the reader's own window, and hardened once. */
let ownSession: Electron.Session | undefined;
function printSession(serve: Serve): Electron.Session {
  if (!ownSession) {
    ownSession = session.fromPartition('print');
    hardenSession(ownSession, serve, false);
  }
  return ownSession;
}

function laidOut(contents: WebContents, printed: PrintDocument): Promise<RunningHeads> {
  return new Promise((resolve, reject) => {
    contents.ipc.handle('print.document', (event) => {
      refuseOthers(event);
      return printed;
    });
    contents.ipc.handle('print.ready', (event, heads: unknown) => {
      refuseOthers(event);
      resolve(runningHeads.parse(heads));
    });
    contents.loadURL(addressOf('/print.html')).catch(reject);
  });
}

function refuseOthers({ senderFrame, sender }: IpcMainInvokeEvent): void {
  if (!senderFrame || senderFrame !== sender.mainFrame || !isOurs(senderFrame.url))
    throw new Error('not the print page');
}
