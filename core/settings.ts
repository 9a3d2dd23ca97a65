import { defaultPrintOptions } from './printing/print.ts';
import type { Settings, UiLang } from './settings-schema.ts';

export type { Settings, UiLang, WindowPlace } from './settings-schema.ts';

export const uiLangs = ['fr', 'en'] as const satisfies readonly UiLang[];

/** How narrow and how wide the outer columns may be made, in CSS pixels. */
export const columnWidths = {
  library: { least: 180, most: 480 },
  side: { least: 280, most: 640 },
} as const;

export const defaultSettings: Settings = {
  lang: null,
  theme: null,
  textSize: 18,
  paragraphNumbers: false,
  showLibrary: true,
  showSidePane: true,
  libraryWidth: null,
  sideWidth: null,
  sideBySide: false,
  sidePane: 'summary',
  librarySort: 'series',
  read: {},
  tags: {},
  print: defaultPrintOptions,
  last: null,
  reading: {},
  window: null,
};

/** What of the settings to change. */
export type SettingsChange = { readonly [K in keyof Settings]?: Settings[K] | undefined };

/** Named settings replace the old ones; `reading`, `read` and `tags` are merged by brief. */
export function changeSettings(old: Settings, change: SettingsChange): Settings {
  return {
    lang: change.lang === undefined ? old.lang : change.lang,
    theme: change.theme === undefined ? old.theme : change.theme,
    textSize: change.textSize ?? old.textSize,
    paragraphNumbers: change.paragraphNumbers ?? old.paragraphNumbers,
    showLibrary: change.showLibrary ?? old.showLibrary,
    showSidePane: change.showSidePane ?? old.showSidePane,
    libraryWidth: change.libraryWidth === undefined ? old.libraryWidth : change.libraryWidth,
    sideWidth: change.sideWidth === undefined ? old.sideWidth : change.sideWidth,
    sideBySide: change.sideBySide ?? old.sideBySide,
    sidePane: change.sidePane ?? old.sidePane,
    librarySort: change.librarySort ?? old.librarySort,
    read: { ...old.read, ...change.read },
    tags: { ...old.tags, ...change.tags },
    print: change.print ?? old.print,
    last: change.last === undefined ? old.last : change.last,
    reading: { ...old.reading, ...change.reading },
    window: change.window === undefined ? old.window : change.window,
  };
}
