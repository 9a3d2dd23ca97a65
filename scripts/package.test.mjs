import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { root } from './command.mjs';

const read = (file) => readFileSync(path.join(root, file), 'utf8');
const config = parse(read('electron-builder.yml'));
const type = 'scripts/installers/aide-memoire.xml';
const installed = 'usr/share/mime/packages/aide-memoire.xml';

describe('what is handed out', () => {
  it('is made for each system, hardened on macOS', () => {
    expect(config.linux.target).toEqual(['AppImage', 'deb']);
    expect(config.mac).toMatchObject({ target: ['dmg'], hardenedRuntime: true });
    expect(config.win.target).toEqual(['nsis']);
  });

  it('is started in its sandbox: by itself, electron-builder writes a switch that the app refuses', () => {
    expect(config.appImage.executableArgs).toEqual([]);
    expect(config.linux).not.toHaveProperty('executableArgs');
    expect(config.deb).not.toHaveProperty('executableArgs');
  });
});

describe('a file called NAME.brief.md', () => {
  it('has a type on Linux, in the deb and in the AppImage, that the app opens', () => {
    expect(config.linux.mimeTypes).toEqual(['text/x-brief']);
    expect(config.deb.fpm).toEqual([`${type}=/${installed}`]);
    expect(config.linux.extraFiles).toEqual([{ from: type, to: installed }]);
    expect(config).not.toHaveProperty('fileAssociations');
  });

  it.skipIf(spawnSync('update-mime-database', ['-v']).error)('is a kind of Markdown to the desktop', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'aide-memoire-types-'));
    try {
      mkdirSync(path.join(folder, 'packages'));
      cpSync(path.join(root, type), path.join(folder, 'packages/aide-memoire.xml'));
      expect(spawnSync('update-mime-database', [folder]).status).toBe(0);
      const made = (name) => readFileSync(path.join(folder, name), 'utf8');
      expect(made('globs2')).toContain('50:text/x-brief:*.brief.md\n');
      expect(made('subclasses')).toBe('text/x-brief text/markdown\n');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('is offered to the app on macOS and Windows, by what stands after its last dot, and taken from no other program', () => {
    expect(config.mac.fileAssociations).toEqual([
      { ext: 'md', name: 'Brief', role: 'Viewer', rank: 'Alternate' },
    ]);
    const script = read(config.nsis.include);
    expect(script).toContain(
      'WriteRegNone SHELL_CONTEXT "Software\\Classes\\.md\\OpenWithProgids" "AideMemoire.Brief"',
    );
    expect(script).toContain(
      'DeleteRegValue SHELL_CONTEXT "Software\\Classes\\.md\\OpenWithProgids" "AideMemoire.Brief"',
    );
    expect(script).toContain(
      '"Software\\Classes\\AideMemoire.Brief\\shell\\open\\command" "" \'"$appExe" "%1"\'',
    );
    // The extension's own value is whose default it is.
    expect(script).not.toMatch(/WriteRegStr SHELL_CONTEXT "Software\\Classes\\\.md"/);
  });
});
