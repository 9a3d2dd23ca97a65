import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from './command.mjs';

/** For files in each room: what they may write, and what the linter must refuse. */
const rooms = {
  'core/x.ts': {
    allowed: [
      "import { z } from 'zod'",
      "import { parse } from 'yaml'",
      "import { sha256 } from '@noble/hashes/sha2.js'",
      "import { b } from './brief.ts'",
    ],
    refused: [
      "import { app } from 'electron'",
      "import fs from 'node:fs'",
      "import fs from 'fs'",
      "import { html } from 'lit'",
      "import { html } from 'lit/html.js'",
      "import Store from 'electron-store'",
      "import { a } from '../main/store.ts'",
      "import type { A } from '../renderer/state.ts'",
      "export { a } from '../main/store.ts'",
      "await import('node:fs')",
      "await import('../main/store.ts')",
    ],
  },
  'core/x.test.ts': {
    allowed: ["import { test } from 'vitest'", "import { readFileSync } from 'node:fs'"],
    refused: ["import { app } from 'electron'", "import { launch } from '../e2e/launch.ts'"],
  },
  'main/x.ts': {
    allowed: [
      "import { app } from 'electron'",
      "import Store from 'electron-store'",
      "import fs from 'node:fs'",
      "import { b } from '../core/brief.ts'",
    ],
    refused: [
      "import { ipcMain } from 'electron'",
      "import { ipcMain as bus } from 'electron'",
      "import electron from 'electron'",
      "import * as electron from 'electron'",
      "import { ipcRenderer } from 'electron'",
      "import { contextBridge } from 'electron'",
      "import { ipcMain } from 'electron/main'",
      "import { html } from 'lit'",
      "import { a } from '../renderer/state.ts'",
      "import { a } from '../scripts/build.mjs'",
      "const { ipcMain } = require('electron')",
    ],
  },
  'main/ipc.ts': {
    allowed: ["import { ipcMain } from 'electron'"],
    refused: ["import { html } from 'lit'", "import { a } from '../renderer/state.ts'"],
  },
  'main/preload.ts': {
    allowed: [
      "import { contextBridge, ipcRenderer } from 'electron'",
      "import type { Api } from '../core/api.ts'",
    ],
    refused: ["import { a } from '../renderer/state.ts'"],
  },
  'main/print-preload.ts': {
    allowed: ["import { contextBridge, ipcRenderer } from 'electron'"],
    refused: [],
  },
  'renderer/x.ts': {
    allowed: [
      "import { html } from 'lit'",
      "import { classMap } from 'lit/directives/class-map.js'",
      "import { signal } from '@lit-labs/signals'",
      "import { b } from '../core/brief.ts'",
      "import { fr } from './words/fr.ts'",
    ],
    refused: [
      "import { ipcRenderer } from 'electron'",
      "import fs from 'node:fs'",
      "import { a } from '../main/store.ts'",
      "import MarkdownIt from 'markdown-it'",
      "import { unsafeHTML } from 'lit/directives/unsafe-html.js'",
      "import { unsafeSVG } from 'lit/directives/unsafe-svg.js'",
      "import { unsafeMathML } from 'lit/directives/unsafe-mathml.js'",
      "import { styleMap } from 'lit/directives/style-map.js'",
      "import { html } from 'lit/static-html.js'",
      "import { unsafeHTML } from 'lit-html/directives/unsafe-html.js'",
    ],
  },
  'renderer/print/x.ts': {
    allowed: ["import { b } from '../../core/brief.ts'", "import { s } from '../state.ts'"],
    refused: ["import { a } from '../../main/store.ts'"],
  },
  'e2e/x.spec.ts': {
    allowed: ["import { test } from '@playwright/test'", "import { b } from '../core/brief.ts'"],
    refused: ["import { a } from '../main/store.ts'", "import { a } from '../renderer/state.ts'"],
  },
  'bench/x.ts': {
    allowed: ["import { b } from '../core/brief.ts'"],
    refused: ["import { a } from '../main/store.ts'", "import { a } from '../renderer/state.ts'"],
  },
};

test('each room imports what it may, and nothing else', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rooms-'));
  try {
    await copyFile(path.join(root, 'biome.json'), path.join(folder, 'biome.json'));
    for (const [file, { allowed, refused }] of Object.entries(rooms)) {
      await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
      await writeFile(path.join(folder, file), [...allowed, ...refused].map((line) => `${line};\n`).join(''));
    }
    const found = restricted(folder);
    for (const [file, { allowed, refused }] of Object.entries(rooms)) {
      const lines = [...allowed, ...refused];
      expect(
        lines.filter((_, at) => found.has(`${file}:${at + 1}`)),
        file,
      ).toEqual(refused);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});

/** Where the linter refuses an import, each as `file:line`. */
function restricted(folder) {
  const linter = path.join(root, 'node_modules/@biomejs/biome/bin/biome');
  const rules = ['--only=style/noRestrictedImports', '--only=performance/noNamespaceImport'];
  const report = ['--reporter=github', '--colors=off', '--max-diagnostics=none', '--vcs-enabled=false'];
  const { stdout } = spawnSync(process.execPath, [linter, 'lint', ...rules, ...report], {
    cwd: folder,
    encoding: 'utf8',
  });
  const places = stdout.matchAll(/title=lint\/[^,]+,file=([^,]+),line=(\d+)/g);
  return new Set([...places].map(([, file, line]) => `${path.relative(folder, file)}:${line}`));
}
