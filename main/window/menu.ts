import type { MenuItemConstructorOptions } from 'electron';
import { type Command, type CommandId, commands, menuNames, menus } from '../../core/commands.ts';
import type { UiLang } from '../../core/settings.ts';
import { menuWords } from './window-words.ts';

export interface MenuOptions {
  readonly lang: UiLang;
  readonly platform: NodeJS.Platform;
  readonly run: (command: CommandId) => void;
}

/**
 * The system's menu, made of the one list of commands. It shows their keys but takes none of them: the page does, so that
 * a key is never acted on twice and a text field keeps its own.
 */
export function menuTemplate(options: MenuOptions): MenuItemConstructorOptions[] {
  const menusOfCommands = menus.map((menu) => ({
    label: menuNames[options.lang][menu],
    submenu: join(commandItems(menu, options), systemItems(menu, options)),
  }));
  return options.platform === 'darwin' ? [applicationMenu(options), ...menusOfCommands] : menusOfCommands;
}

/** The menu a text field, or selected words, open by a right click; empty where there is nothing to do. */
export function contextTemplate(
  { isEditable, selectionText }: { readonly isEditable: boolean; readonly selectionText: string },
  lang: UiLang,
): MenuItemConstructorOptions[] {
  const { cut, copy, paste, selectAll } = menuWords[lang];
  const copyItem: MenuItemConstructorOptions = { role: 'copy', label: copy };
  if (!isEditable) return selectionText.trim() ? [copyItem] : [];
  return [
    { role: 'cut', label: cut },
    copyItem,
    { role: 'paste', label: paste },
    { type: 'separator' },
    { role: 'selectAll', label: selectAll },
  ];
}

function commandItems(menu: Command['menu'], { lang, run }: MenuOptions): MenuItemConstructorOptions[] {
  return commands
    .filter((command) => command.menu === menu)
    .map(({ id, words, keys }) => ({
      id,
      label: words[lang],
      // A lone sign is no accelerator of Electron's.
      ...(keys[0] && keys[0].length > 1 ? { accelerator: keys[0], registerAccelerator: false } : {}),
      click: () => run(id),
    }));
}

function systemItems(menu: Command['menu'], { lang, platform }: MenuOptions): MenuItemConstructorOptions[] {
  const words = menuWords[lang];
  switch (menu) {
    case 'file':
      return platform === 'darwin'
        ? [{ role: 'close', label: words.close }]
        : [{ role: 'quit', label: words.quit, accelerator: 'CmdOrCtrl+Q' }];
    case 'edit':
      return [
        { role: 'cut', label: words.cut },
        { role: 'copy', label: words.copy },
        { role: 'paste', label: words.paste },
        { role: 'selectAll', label: words.selectAll },
      ];
    case 'view':
      // The keys these roles have by themselves belong to the size of the text.
      return [
        { role: 'zoomIn', label: words.zoomIn, accelerator: 'CmdOrCtrl+Alt+=' },
        { role: 'zoomOut', label: words.zoomOut, accelerator: 'CmdOrCtrl+Alt+-' },
        { role: 'resetZoom', label: words.resetZoom, accelerator: 'CmdOrCtrl+0' },
        { role: 'togglefullscreen', label: words.fullScreen },
      ];
    default:
      return [];
  }
}

function applicationMenu({ lang }: MenuOptions): MenuItemConstructorOptions {
  const { about, hide, quit } = menuWords[lang];
  return {
    role: 'appMenu',
    submenu: [
      { role: 'about', label: about },
      { type: 'separator' },
      { role: 'hide', label: hide },
      { type: 'separator' },
      { role: 'quit', label: quit },
    ],
  };
}

function join(
  first: MenuItemConstructorOptions[],
  second: MenuItemConstructorOptions[],
): MenuItemConstructorOptions[] {
  return first.length && second.length ? [...first, { type: 'separator' }, ...second] : [...first, ...second];
}
