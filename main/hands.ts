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

/** Where the reader wants a PDF, or `null` when the reader thinks better of it. */
export async function askWherePdf(window: BrowserWindow | null, offered: string): Promise<string | null> {
  const asked = { defaultPath: offered, filters: [{ name: 'PDF', extensions: ['pdf'] }] };
  const { canceled, filePath } = await (window
    ? dialog.showSaveDialog(window, asked)
    : dialog.showSaveDialog(asked));
  return canceled || !filePath ? null : filePath;
}
