import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium, expect, type Page, test } from '@playwright/test';
import { build } from 'vite';
import type { Brief } from '../core/brief.ts';
import { parse } from '../core/parse.ts';
import { defaultPrintOptions } from '../core/printing/print.ts';
import { printDocument } from '../core/printing/print-document.ts';
import { serveFrom } from '../main/scheme.ts';
import { root } from './app.ts';

/**
 * What ships has a newer Chromium than what the other tests run on, so the renderer is also opened, on an in-memory api,
 * in Debian's current one where that is installed.
 */
const executablePath = '/usr/bin/chromium';

test.skip(!existsSync(executablePath), 'Debian’s Chromium is not installed');

test('the renderer runs in the current Chromium under its own policy', async () => {
  const script = await memoryApiScript(['fr', 'en'].map(edition));
  await inChromium('index.html', script, async (page) => {
    const text = page.getByRole('article');
    await expect(text.getByRole('heading', { level: 1 })).toContainText('cinq propositions');
    await text.getByText('plus de 180 pays').click({ clickCount: 3 });
    await page.getByRole('toolbar', { name: 'Annoter' }).getByRole('button', { name: 'Vert' }).click();
    await expect.poll(() => page.evaluate(() => CSS.highlights.get('mark-green')?.size)).toBe(1);
    await page.getByRole('tab', { name: 'Propositions' }).click();
    await page.getByRole('radiogroup', { name: 'Position' }).first().getByText('Appuyer').click();
    await expect(page.getByRole('checkbox').first()).toBeChecked();
    await page.keyboard.press('F8');
    await expect(text).toHaveAttribute('lang', 'en');
    await page.getByRole('button', { name: 'Imprimer en PDF…' }).click();
    await expect(page.locator('pdf-page[drawn]')).toHaveCount(1);
  });
});

test('paper has its running heads in the current Chromium, which draws them itself', async () => {
  const printed = printDocument({
    briefs: [{ editions: [edition('fr')], annotations: [], positions: {} }],
    options: defaultPrintOptions,
    marks: 'painted',
    lang: 'fr',
    at: '2026-11-24T10:00:00.000Z',
  });
  const script = `window.printer = {
    document: async () => ${JSON.stringify(JSON.stringify(printed))},
    ready: async () => { window.isReady = true; },
  };`;
  await inChromium('print.html', script, async (page) => {
    await page.waitForFunction(() => Reflect.get(window, 'isReady') === true);
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    const words = execFileSync('pdftotext', ['-', '-'], { input: pdf, encoding: 'utf8' });
    const pages = words.replace(/\s+$/, '').split('\f');
    const head = 'Chine–Asie centrale : cinq propositions avant le sommet d’Astana';
    expect(pages.length).toBeGreaterThan(2);
    for (const [index, shown] of pages.entries()) {
      const line = shown.replace(/\s+/g, ' ');
      expect(line).toMatch(new RegExp(`${index + 1} ?/ ?${pages.length}( |$)`));
      expect(line).toContain('Aide-mémoire · version du 24 novembre 2026');
      // The first page begins with the title itself.
      expect(line.split(head)).toHaveLength(2);
      expect(line.startsWith('NOTE')).toBe(index === 0);
    }
  });
});

/** Opens a page of the built app in Debian's Chromium, in which nothing may go wrong. */
async function inChromium(name: string, script: string, use: (page: Page) => Promise<void>): Promise<void> {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(error.message));
    const serve = serveFrom(path.join(root, 'dist'));
    await page.route('**/*', async (route) => {
      const url = route.request().url().replace('https://reader.test', 'aide-memoire://app');
      const answer = await serve({ method: 'GET', url });
      await route.fulfill({
        status: answer.status,
        headers: Object.fromEntries(answer.headers),
        body: Buffer.from(await answer.arrayBuffer()),
      });
    });
    await page.addInitScript({ content: script });
    await page.goto(`https://reader.test/${name}`);
    await use(page);
    expect(said).toEqual([]);
  } finally {
    await browser.close();
  }
}

function edition(lang: string): Brief {
  const file = path.join(root, 'briefs/2025-04-26-almaty', `${lang}.md`);
  const parsed = parse(file, readFileSync(file));
  if (!('brief' in parsed)) throw new Error(`${file} has problems`);
  return parsed.brief;
}

/** The in-memory api as a script to run before the page's own. */
async function memoryApiScript(briefs: readonly Brief[]): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      lib: { entry: path.join(root, 'e2e/memory-api.ts'), formats: ['iife'], name: 'memory' },
    },
  });
  const [chunk] = [built].flat().flatMap((output) => ('output' in output ? output.output : []));
  if (chunk?.type !== 'chunk') throw new Error('the in-memory api was not built');
  return `${chunk.code};\nwindow.api = memory.memoryApi(${JSON.stringify({ lang: 'fr', briefs })});`;
}
