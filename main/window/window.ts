import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { BrowserWindow, dialog, Menu, nativeTheme, screen } from 'electron';
import type { CommandId } from '../../core/commands.ts';
import type { Settings, UiLang, WindowPlace } from '../../core/settings.ts';
import { settle, tell } from '../ipc.ts';
import { addressOf, isOurs } from '../origin.ts';
import { contextTemplate, menuTemplate } from './menu.ts';
import { standingOn } from './place.ts';
import { goneWords, unsavedWords } from './window-words.ts';

/** How long a page that hangs may keep its window from closing, in milliseconds. */
const patience = 5000;

/** What stands behind the page until it paints: the desk's colour in each theme of `renderer/look/theme.css`. */
const desk = { light: '#f4f1ea', dark: '#1d2126', sepia: '#eee2c8', contrast: '#000000' } as const;

export interface WindowOptions {
  /** The built app's folder. */
  readonly dist: string;
  readonly devTools: boolean;
  readonly settings: Settings;
  readonly lang: () => UiLang;
  /** Writes what the disk refused before; answers whether all is on disk now. */
  readonly saveAll: () => Promise<boolean>;
  /** Keeps where the window was for the next start, as well as it can. */
  readonly keepPlace: (place: WindowPlace) => Promise<unknown>;
}

/** The reader's window, shown once its page has painted. */
export function openWindow(options: WindowOptions): BrowserWindow {
  followTheme(options.settings);
  const kept = options.settings.window;
  const screens = screen.getAllDisplays().map(({ workArea }) => workArea);
  const window = new BrowserWindow({
    show: false,
    width: 1280,
    height: 820,
    ...(kept && standingOn(kept, screens)),
    minWidth: 480,
    minHeight: 400,
    title: 'Aide-mémoire',
    backgroundColor: desk[themeShown(options.settings)],
    // Elsewhere the system takes it from the program.
    ...(process.platform === 'linux' ? { icon: join(options.dist, 'main', 'icon.png') } : {}),
    webPreferences: {
      preload: join(options.dist, 'main', 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      spellcheck: false,
      devTools: options.devTools,
    },
  });
  window.once('ready-to-show', () => (kept?.maximised ? window.maximize() : window.show()));
  window.webContents.on('context-menu', (_event, place) => {
    const template = contextTemplate(place, options.lang());
    if (template.length) Menu.buildFromTemplate(template).popup({ window });
  });
  window.webContents.on('render-process-gone', () => offerReload(window, options.lang()));
  // Chromium asks nobody before it shows `about:blank`.
  window.webContents.on('did-navigate', (_event, url) => {
    if (!isOurs(url)) show(window);
  });
  closeWhenSaved(window, options);
  show(window);
  return window;
}

/** A page that could not be loaded says so by its absence; the log says why. */
function show(window: BrowserWindow): void {
  window.loadURL(addressOf('/index.html')).catch((error) => process.stderr.write(`${error}\n`));
}

/** The system's menu in the interface's language. A command goes to the page of the window in front. */
export function setMenu(lang: UiLang, platform: NodeJS.Platform): void {
  const run = (command: CommandId) => {
    const window =
      BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows().find((shown) => shown.isVisible());
    if (window) tell(window.webContents, 'command', command);
  };
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate({ lang, platform, run })));
}

/** Lets menus, scroll bars and title bars follow the theme that the reader has chosen. */
export function followTheme({ theme }: Settings): void {
  nativeTheme.themeSource =
    theme === null ? 'system' : theme === 'light' || theme === 'sepia' ? 'light' : 'dark';
}

function themeShown({ theme }: Settings): keyof typeof desk {
  return theme ?? (nativeTheme.shouldUseDarkColors ? 'dark' : 'light');
}

/** A window closes once its page has saved; it never hangs, and it never loses what the disk refused without asking. */
function closeWhenSaved(window: BrowserWindow, { saveAll, lang, keepPlace, settings }: WindowOptions): void {
  let closing = false;
  window.on('close', async (close) => {
    close.preventDefault();
    if (closing) return;
    closing = true;
    const place = { ...window.getNormalBounds(), maximised: window.isMaximized() };
    closing = await mayClose(window, saveAll, lang());
    if (!closing) return;
    // Last of all: nobody is asked about a disk that refuses no more than this.
    if (!isDeepStrictEqual(place, settings.window)) await within(patience, keepPlace(place));
    window.destroy();
  });
}

async function mayClose(
  window: BrowserWindow,
  saveAll: () => Promise<boolean>,
  lang: UiLang,
): Promise<boolean> {
  await within(patience, settle(window.webContents));
  if (await within(patience, saveAll())) return true;
  const { message, detail, stay, leave } = unsavedWords[lang];
  const asked = {
    type: 'warning',
    message,
    detail,
    buttons: [stay, leave],
    defaultId: 0,
    cancelId: 0,
  } as const;
  return (await dialog.showMessageBox(window, { ...asked, buttons: [...asked.buttons] })).response === 1;
}

/** What the promise gives, or `undefined` where it takes longer. */
function within<T>(milliseconds: number, promise: Promise<T>): Promise<T | undefined> {
  return Promise.race([
    promise,
    new Promise<undefined>((resolve) => setTimeout(resolve, milliseconds, undefined)),
  ]);
}

async function offerReload(window: BrowserWindow, lang: UiLang): Promise<void> {
  const { message, detail, reload, quit } = goneWords[lang];
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message,
    detail,
    buttons: [reload, quit],
    defaultId: 0,
    cancelId: 1,
  });
  if (response === 0) window.reload();
  else window.destroy();
}
