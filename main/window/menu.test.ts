import { describe, expect, it } from 'vitest';
import { commands } from '../../core/commands.ts';
import { contextTemplate, menuTemplate } from './menu.ts';

const items = (lang: 'fr' | 'en', platform: NodeJS.Platform, run = (_id: string) => {}) =>
  menuTemplate({ lang, platform, run }).flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));

describe('the menu', () => {
  it.each(['linux', 'darwin', 'win32'] as const)('holds every command once on %s', (platform) => {
    const ids = items('en', platform).flatMap(({ id }) => id ?? []);
    expect(ids.sort()).toEqual(commands.map(({ id }) => id).sort());
  });

  it('speaks the language of the interface', () => {
    const words = (lang: 'fr' | 'en') =>
      menuTemplate({ lang, platform: 'linux', run: () => {} }).map(({ label }) => label);
    expect(words('fr')).toEqual(['Fichier', 'Édition', 'Affichage', 'Aller', 'Annoter', 'Aide']);
    expect(words('en')).toEqual(['File', 'Edit', 'View', 'Go', 'Annotate', 'Help']);
    expect(items('fr', 'linux').every(({ label, type }) => label || type === 'separator')).toBe(true);
  });

  it('shows the keys of a command and takes none of them', () => {
    const print = items('en', 'linux').find(({ id }) => id === 'print-pdf');
    expect(print).toMatchObject({ accelerator: 'CmdOrCtrl+Shift+P', registerAccelerator: false });
    for (const { id, accelerator, registerAccelerator } of items('en', 'linux'))
      if (id && accelerator) expect(registerAccelerator).toBe(false);
  });

  it('gives no key of a command to a part of the system', () => {
    const keys = new Set(commands.flatMap((command) => command.keys));
    for (const { role, accelerator } of items('en', 'linux'))
      if (role && typeof accelerator === 'string') expect(keys).not.toContain(accelerator);
  });

  it('runs the command that is clicked', () => {
    const run: string[] = [];
    const found = items('en', 'linux', (id) => run.push(id)).find(({ id }) => id === 'palette');
    Reflect.apply(found?.click ?? (() => {}), undefined, []);
    expect(run).toEqual(['palette']);
  });
});

describe('the menu of a right click', () => {
  it('offers what can be done there', () => {
    const roles = (isEditable: boolean, selectionText: string) =>
      contextTemplate({ isEditable, selectionText }, 'fr').flatMap(({ role }) => role ?? []);
    expect(roles(true, '')).toEqual(['cut', 'copy', 'paste', 'selectAll']);
    expect(roles(false, 'mot')).toEqual(['copy']);
    expect(roles(false, ' ')).toEqual([]);
  });
});
