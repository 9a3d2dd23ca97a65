import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  _electron,
  test as base,
  type ElectronApplication,
  expect,
  type Locator,
  type Page,
} from '@playwright/test';
import type { Api } from '../core/api.ts';

declare global {
  interface Window {
    readonly api: Api;
  }
}

/** The checkout, which is the app's folder. */
export const root = path.join(import.meta.dirname, '..');

/** The Electron to test on; the scripts name it, and find it where a test is run by hand. */
export const electronPath =
  process.env.AIDE_MEMOIRE_ELECTRON ??
  execFileSync(process.execPath, ['scripts/electron.mjs'], { cwd: root, encoding: 'utf8' }).trim();

/** Chromium refuses its sandbox to root, in tests alone. */
export const rootArguments = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/**
 * Starts the app. The Electron that stands in for the newest one dies now and then while the inspector attaches, before a line
 * of the app has run; then it is started once more.
 */
export async function launch(
  args: readonly string[],
  executablePath = electronPath,
): Promise<ElectronApplication> {
  const once = () => _electron.launch({ executablePath, args: [...rootArguments, ...args], cwd: root });
  try {
    return await once();
  } catch (error) {
    if (!String(error).includes('signal=SIGSEGV')) throw error;
    return once();
  }
}

/** One run of the app, driven as a person would. */
export interface Reader {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly text: Locator;
  /** Waits until the footer says that all is saved on disk. */
  saved(): Promise<void>;
  close(): Promise<void>;
  /** Ends the whole program as a crash or a power button does. */
  kill(): Promise<void>;
}

interface Fixtures {
  /** Whether the test tries on purpose what the app refuses. All others fail if anything is refused while they run. */
  attacks: boolean;
  /** What the pages of this test were refused by their policy, and what they asked for that is not the app's own. */
  breaches: string[];
  /** An empty profile of this test's own. */
  profile: string;
  /** Starts the app on the test's profile. */
  start: (...args: string[]) => Promise<Reader>;
  /** The app started once, in French. */
  reader: Reader;
}

/** The app's own files, and what its pages make themselves. */
const ownAddress = /^(?:blob:)?aide-memoire:\/\/app\/|^data:/;

export const test = base.extend<Fixtures>({
  attacks: [false, { option: true }],

  breaches: async ({ attacks }, use) => {
    const breaches: string[] = [];
    await use(breaches);
    if (!attacks) expect(breaches).toEqual([]);
  },

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
  profile: async ({}, use) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'aide-memoire-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  },

  start: async ({ profile, breaches }, use, info) => {
    const started: ElectronApplication[] = [];
    const said: string[] = [];
    await use(async (...args) => {
      const app = await launch([`--user-data-dir=${profile}`, ...args, root]);
      started.push(app);
      app.process().stderr?.on('data', (chunk) => said.push(String(chunk)));
      app.context().on('request', (request) => {
        if (!ownAddress.test(request.url())) breaches.push(`asked for ${request.url()}`);
      });
      app.context().on('console', (message) => {
        if (/Content Security Policy|Trusted/.test(message.text())) breaches.push(message.text());
      });
      const page = await app.firstWindow();
      // Clear of the screen's own pointer: where it rests in a window it would end a drag of the test's.
      // Now and then the inspector loses the answer, so it may be asked again.
      await expect(() =>
        app.evaluate(({ BrowserWindow }) => {
          BrowserWindow.getAllWindows()[0]?.setPosition(0, 0);
        }),
      ).toPass();
      page.on('console', (message) => said.push(`${message.type()}: ${message.text()}\n`));
      page.on('pageerror', (error) => said.push(`uncaught: ${error.message}\n`));
      // Once in some hundred starts on a virtual display the page is never told how wide its window is, until the window changes.
      await expect(async () => {
        if ((await page.evaluate(() => innerWidth)) > 0) return;
        await app.evaluate(({ BrowserWindow }) => {
          const [window] = BrowserWindow.getAllWindows();
          const [width = 0, height = 0] = window?.getSize() ?? [];
          window?.setSize(width, height - 1);
          window?.setSize(width, height);
        });
        expect(await page.evaluate(() => innerWidth)).toBeGreaterThan(0);
      }).toPass();
      const text = page.getByRole('article').first();
      await text.getByRole('heading', { level: 1 }).waitFor();
      // Bars and panes come after the text; a person waits for them too.
      await page.locator('status-bar').waitFor();
      // Words move as long as letters are still coming.
      await page.evaluate(() => document.fonts.ready);
      return {
        app,
        page,
        text,
        saved: async () => {
          await page.getByText(/^(Enregistré sur cet ordinateur|Saved on this computer) · /).waitFor();
        },
        close: () => app.close(),
        kill: async () => {
          const ended = app.waitForEvent('close');
          app.process().kill('SIGKILL');
          await ended;
        },
      };
    });
    await Promise.all(started.map((app) => app.close().catch(() => undefined)));
    if (info.status !== info.expectedStatus) await info.attach('output', { body: said.join('') });
  },

  reader: async ({ start }, use) => {
    await use(await start('--lang=fr'));
  },
});

/** Selects the first occurrence of `words` in the text by dragging the mouse over it. */
export async function dragOver({ page, text }: Reader, words: string): Promise<void> {
  await scrollTo(text, words);
  const [from, to] = await text.evaluate((article, wanted) => {
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const at = node.textContent?.indexOf(wanted) ?? -1;
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      const boxes = range.getClientRects();
      const first = boxes[0];
      const last = boxes[boxes.length - 1];
      if (!first || !last) continue;
      return [
        { x: first.left + 0.5, y: first.top + first.height / 2 },
        { x: last.right - 0.5, y: last.top + last.height / 2 },
      ];
    }
    throw new Error(`the text does not hold: ${wanted}`);
  }, words);
  if (!from || !to) throw new Error('no place to drag over');
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, to.y, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
}

/** Clicks in the middle of the first occurrence of `words`. */
export async function clickOn({ page, text }: Reader, words: string): Promise<void> {
  await scrollTo(text, words);
  const place = await text.evaluate((article, wanted) => {
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const at = walker.currentNode.textContent?.indexOf(wanted) ?? -1;
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(walker.currentNode, at);
      range.setEnd(walker.currentNode, at + wanted.length);
      const box = range.getClientRects()[0];
      if (box) return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
    }
    throw new Error(`the text does not hold: ${wanted}`);
  }, words);
  await page.mouse.click(place.x, place.y);
}

async function scrollTo(text: Locator, words: string): Promise<void> {
  const block = text.locator('[data-block]').filter({ hasText: words }).first();
  // Blocks that come into view are only laid out in the next frame, and may move the others once more.
  await block.evaluate(async (element) => {
    for (let frame = 0; frame < 3; frame += 1) {
      element.scrollIntoView({ block: 'center' });
      await new Promise(requestAnimationFrame);
    }
  });
}

/** The words painted in a colour, one string a range. */
export function painted({ page }: Pick<Reader, 'page'>, name: string): Promise<string[]> {
  return page.evaluate(
    (highlight) => [...(CSS.highlights.get(`mark-${highlight}`) ?? [])].map((range) => String(range)),
    name,
  );
}

/** Drops a file on the window, as a person does from the system's file manager. */
export async function drop(page: Page, name: string, content: string): Promise<void> {
  // What takes it is loaded once the text is shown.
  await page.locator('brief-list .brief').first().waitFor();
  await page.evaluate(
    ([fileName, text]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text ?? ''], fileName ?? ''));
      for (const type of ['dragover', 'drop'])
        document.body.dispatchEvent(
          new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true, composed: true }),
        );
    },
    [name, content],
  );
}

/**
 * Has something done while a folder is a disk of its own with little room, such as `64k`. Only root on Linux can make one;
 * elsewhere the test is skipped.
 */
export async function onSmallDisk(folder: string, room: string, use: () => Promise<void>): Promise<void> {
  test.skip(
    process.platform !== 'linux' || process.getuid?.() !== 0,
    'Only root on Linux can make a small disk.',
  );
  mkdirSync(folder);
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${room}`, 'tmpfs', folder]);
  try {
    await use();
  } finally {
    execFileSync('umount', ['--lazy', folder]);
  }
}
