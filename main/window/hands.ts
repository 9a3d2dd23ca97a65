import { type BrowserWindow, clipboard, dialog, shell } from 'electron';
import type { Hands } from './links.ts';

/** The system's own dialogs and what stands behind them, over the window where there is one. */
export function handsOver(window: () => BrowserWindow | null): Hands {
  return {
    ask: async ({ message, detail, buttons }) => {
      const asked = { message, detail, buttons: [...buttons], defaultId: 0, cancelId: buttons.length - 1 };
      const over = window();
      const { response } = await (over ? dialog.showMessageBox(over, asked) : dialog.showMessageBox(asked));
      return response;
    },
    open: (url) => shell.openExternal(url),
    copy: (text) => clipboard.writeText(text),
  };
}

/** Where the reader wants a file, or `null` when the reader thinks better of it. */
export async function askWhere(
  window: BrowserWindow | null,
  offered: string,
  extension: string,
): Promise<string | null> {
  const asked = {
    defaultPath: offered,
    filters: [{ name: extension.toUpperCase(), extensions: [extension] }],
  };
  const { canceled, filePath } = await (window
    ? dialog.showSaveDialog(window, asked)
    : dialog.showSaveDialog(asked));
  return canceled || !filePath ? null : filePath;
}

/** The folder that several files go to, or `null` when the reader thinks better of it. */
export async function askFolder(window: BrowserWindow | null, offered: string): Promise<string | null> {
  const asked = {
    defaultPath: offered,
    properties: ['openDirectory' as const, 'createDirectory' as const],
  };
  const { canceled, filePaths } = await (window
    ? dialog.showOpenDialog(window, asked)
    : dialog.showOpenDialog(asked));
  return canceled ? null : (filePaths[0] ?? null);
}

/** The file that the reader wants read, or `null` when the reader thinks better of it. */
export async function askWhich(
  window: BrowserWindow | null,
  kind: 'annotations' | 'archive',
): Promise<string | null> {
  const asked = {
    properties: ['openFile' as const],
    filters: [
      kind === 'archive'
        ? { name: 'ZIP', extensions: ['zip'] }
        : { name: 'Annotations', extensions: ['pdf', 'jsonld', 'json', 'annotations', 'annotation', 'zip'] },
      { name: '*', extensions: ['*'] },
    ],
  };
  const { canceled, filePaths } = await (window
    ? dialog.showOpenDialog(window, asked)
    : dialog.showOpenDialog(asked));
  return canceled ? null : (filePaths[0] ?? null);
}
