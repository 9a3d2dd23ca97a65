import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, mkdirSync, mkdtempSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { app, type BrowserWindow, dialog, Menu, protocol, session } from 'electron';
import type { Added } from '../core/api.ts';
import type { Settings, UiLang } from '../core/settings.ts';
import { noticeSentence } from '../core/trouble-words.ts';
import { answersFrom } from './answers.ts';
import { verbs } from './command-line/command-line.ts';
import { inUseSentence } from './exchange/exchange-words.ts';
import { exchangeInThread } from './exchange/exchange-work.ts';
import { hardenContents, hardenSession } from './hardening.ts';
import { openGate, tell } from './ipc.ts';
import { briefsInThread } from './library/brief-work.ts';
import type { Shelf } from './library/library.ts';
import { callsInstead, filesAmong, openFiles } from './library/opened-files.ts';
import { readOwnFolder } from './library/own-folder.ts';
import { openOwnRoom } from './library/own-room.ts';
import { scheme } from './origin.ts';
import { openPrinting } from './printing/print.ts';
import { readSource } from './printing/print-attachments.ts';
import { printInThread } from './printing/print-work.ts';
import { type Profile, profileOf } from './profile.ts';
import { takeProfileSoon } from './profile-lock.ts';
import { serveFrom } from './scheme.ts';
import { searchInThread } from './searching/search.ts';
import { foldInThread } from './stores/folding.ts';
import { forgetHistories } from './stores/histories.ts';
import { openStores, saveAll } from './stores/stores.ts';
import { refusedSwitch, switches } from './switches.ts';
import { uiLangOf } from './ui-lang.ts';
import { askFolder, askWhere, askWhich, handsOver } from './window/hands.ts';
import { followLink } from './window/links.ts';
import { followTheme, openWindow, setMenu } from './window/window.ts';

const dist = join(app.getAppPath(), 'dist');
const printWorker = join(dist, 'main', 'print-worker.cjs');
const now = () => new Date();

const refused = app.isPackaged ? refusedSwitch((name) => app.commandLine.hasSwitch(name)) : null;
if (refused !== null) {
  complain(`--${refused} is not allowed.`);
  app.exit(2);
} else {
  protect();
  const words = appArguments();
  const verb = words.find((word) => !word.startsWith('-'));
  if (verb === 'print') run(() => printing(words.toSpliced(words.indexOf(verb), 1)));
  else if (words.includes('--help') || verbs.some((known) => known === verb)) run(() => otherVerb(words));
  else read(words);
}

/** What follows the app on the command line. Switches of Chromium's may stand before it. */
function appArguments(): string[] {
  const [, ...behind] = process.argv;
  return app.isPackaged ? behind : behind.slice(behind.findIndex((word) => !word.startsWith('-')) + 1);
}

/** What must be settled before Electron is ready. */
function protect(): void {
  // As root, Chromium runs with --no-sandbox or not at all, and aborts when both are asked for.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  // The name that Electron would send has an accent in it, which its own protocol handler takes for an error.
  app.userAgentFallback = `AideMemoire/${app.getVersion()}`;
  for (const [name, value] of switches) app.commandLine.appendSwitch(name, value);
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
  // Electron would make one of its own first, which takes a start longer.
  Menu.setApplicationMenu(null);
  app.on('web-contents-created', (_event, contents) => hardenContents(contents));
}

/** Runs a verb to its end, and the program with it. */
function run(verb: () => Promise<number>): void {
  // The hidden window that pages are made in closes before their file is written.
  app.on('window-all-closed', () => {});
  useCache(join(givenProfile().cache, 'verbs'));
  verb()
    .then((code) => app.exit(code))
    .catch((error) => {
      complain(error);
      app.exit(1);
    });
}

/** What the app may have open beside it on the same profile is only read. */
async function printing(words: readonly string[]): Promise<number> {
  const profile = givenProfile();
  const stores = openStores(profile, { now, access: 'read' });
  const { printFromCommandLine } = await import('./command-line/print-command.ts');
  await app.whenReady();
  const work = printInThread(printWorker);
  return printFromCommandLine(words, {
    serve: serveFrom(dist),
    dist,
    work,
    shelves: shelvesOf(profile),
    stores,
    systemLangs: app.getPreferredSystemLanguages(),
    at: now().toISOString(),
    cwd: process.cwd(),
    say: (line) => process.stdout.write(`${line}\n`),
    complain: (line) => process.stderr.write(`${line}\n`),
  }).finally(work.end);
}

async function otherVerb(words: readonly string[]): Promise<number> {
  const { runVerb } = await import('./command-line/verbs.ts');
  await app.whenReady();
  const { code, out, err } = await runVerb(words, {
    systemLangs: app.getPreferredSystemLanguages(),
    cwd: process.cwd(),
    shelves: () => shelvesOf(givenProfile()),
    profile: givenProfile,
    now,
    work: exchangeInThread(join(dist, 'main', 'exchange-worker.cjs')),
  });
  process.stdout.write(out);
  process.stderr.write(err);
  return code;
}

/** The app as a window to read in; a second start shows the window of the first. */
function read(words: readonly string[]): void {
  const profile = givenProfile();
  useCache(profile.cache);
  const calls = callsInstead(process.argv, words, process.cwd());
  if (calls.length) {
    callInTurn(calls).then(() => app.exit(0), complain);
    return;
  }
  if (!app.requestSingleInstanceLock()) {
    app.exit(0);
    return;
  }
  const release = takeProfileSoon(profile.lock);
  if (typeof release !== 'function') {
    // A command has been writing for so long that something is wrong with it: better two messages than two writers.
    dialog.showErrorBox(
      app.getName(),
      inUseSentence(release, uiLangOf('', null, app.getPreferredSystemLanguages())),
    );
    app.exit(1);
    return;
  }
  app.on('quit', release);
  const serve = serveFrom(dist);
  const stores = openStores(profile, {
    now,
    access: 'write',
    foldElsewhere: foldInThread(join(dist, 'main', 'fold-worker.cjs')),
    noticed: (notice) => window && tell(window.webContents, 'notice', noticeSentence(notice, lang)),
  });
  let window: BrowserWindow | null = null;
  /** The file to import that was opened last. */
  let offered: string | null = null;
  let lang: UiLang = 'en';
  let tags: Settings['tags'] = {};
  const langNow = () => lang;

  const heed = (settings: Settings) => {
    lang = uiLangOf(app.commandLine.getSwitchValue('lang'), settings.lang, app.getPreferredSystemLanguages());
    followTheme(settings);
    tags = settings.tags;
  };
  let menuLang: UiLang | null = null;
  const nameMenu = () => {
    if (menuLang !== lang) setMenu(lang, process.platform);
    menuLang = lang;
  };

  const room = openOwnRoom(
    profile,
    briefsInThread(join(dist, 'main', 'brief-worker.cjs')),
    now,
    () => window,
    () => {
      search.changed(null);
      if (window) tell(window.webContents, 'libraryChanged', null);
    },
  );
  const shelves = [...shelvesOf(profile).filter(({ origin }) => origin === 'bundled'), room.shelf];
  const hands = handsOver(() => window);
  const printing = openPrinting({
    serve,
    dist,
    work: printInThread(printWorker),
    lang: langNow,
    now,
    complain,
    askWhere: (offered) => askWhere(window, offered, 'pdf'),
    askFolder: (offered) => askFolder(window, offered),
    documents: app.getPath('documents'),
    source: (edition) => readSource(shelves, edition),
    progress: (done, of) => window && tell(window.webContents, 'printing', { done, of }),
  });
  const search = searchInThread(join(dist, 'main', 'search-worker.cjs'), () => ({ shelves, profile, tags }));
  const answers = answersFrom({
    shelves,
    cached: {
      path: join(profile.cache, 'library.catalogue'),
      program: `${app.getName()} ${app.getVersion()}`,
    },
    own: room.own,
    stores,
    search,
    lang: langNow,
    now,
    settingsChanged: (settings) => {
      heed(settings);
      nameMenu();
    },
    followLink: (url) => followLink(url, lang, hands),
    exchange: {
      askWhere: (offered, extension) => askWhere(window, offered, extension),
      askWhich: (kind) => askWhich(window, kind),
      documents: app.getPath('documents'),
      opened: () => {
        const path = offered;
        offered = null;
        return path;
      },
      work: exchangeInThread(join(dist, 'main', 'exchange-worker.cjs')),
    },
    printing,
  });

  async function start(): Promise<void> {
    hardenSession(session.defaultSession, serve, !app.isPackaged);
    const isWindow = (sender: unknown) => window !== null && sender === window.webContents;
    openGate({ answers, underWay: new Set(), isWindow, lang: langNow, complain });
    const settings = (await stores.settings).value;
    heed(settings);
    window = openWindow({
      dist,
      devTools: !app.isPackaged,
      settings,
      lang: langNow,
      saveAll: () => saveAll(stores),
      keepPlace: async (place) => (await stores.settings).change({ window: place }),
    });
    window.once('closed', () => {
      window = null;
    });
    // The page is still starting: what stands around it is made meanwhile, and what it is going to ask for is read.
    nameMenu();
    await answers.start();
    await forgetHistories(profile.histories, now());
    await room.watch();
  }

  /** Files are opened once the page listens, and not all at once. */
  let opened: Promise<void> = Promise.resolve();
  const openThese = (paths: readonly string[]) => {
    const shown = window?.webContents;
    if (!shown || !paths.length) return;
    const loaded = shown.isLoading()
      ? new Promise<void>((resolve) => shown.once('did-finish-load', () => resolve()))
      : Promise.resolve();
    const told = {
      arrived: (added: Added) => tell(shown, 'arrived', added),
      notice: (sentence: string) => tell(shown, 'notice', sentence),
      offered: (path: string) => {
        offered = path;
        tell(shown, 'offered', null);
      },
    };
    // What went wrong with some must not keep those that are opened later from being opened.
    opened = Promise.all([opened, loaded])
      .then(() => openFiles(paths, room.own.folder(), answers, told, langNow))
      .catch(complain);
  };
  const files = [...filesAmong(words, process.cwd())];
  app.on('open-file', (event, path) => {
    event.preventDefault();
    if (window) openThese([path]);
    else files.push(path);
  });

  app.on('second-instance', (_event, argv, cwd) => {
    openThese(filesAmong(argv.slice(1), cwd));
    if (window?.isMinimized()) window.restore();
    window?.show();
    window?.focus();
  });
  app.on('window-all-closed', () => app.quit());
  app
    .whenReady()
    .then(start)
    .then(() => openThese(files))
    .catch(complain);
}

/** Starts the app once for each call. One that stays open is the first; all others end as soon as they have told it their words. */
async function callInTurn(calls: readonly (readonly string[])[]): Promise<void> {
  for (const call of calls) {
    const called = spawn(process.execPath, call, { detached: true, stdio: 'ignore' });
    called.unref();
    await Promise.race([once(called, 'exit'), setTimeout(3000)]);
  }
}

function givenProfile(): Profile {
  const { platform, env } = process;
  const surroundings = { platform, env, home: homedir(), cwd: process.cwd() };
  return profileOf(surroundings, app.commandLine.getSwitchValue('user-data-dir'));
}

function shelvesOf(profile: Profile): Shelf[] {
  return [
    { origin: 'bundled', folder: join(app.getAppPath(), 'briefs'), parsed: join(dist, 'briefs') },
    { origin: 'own', folder: readOwnFolder(profile) },
  ];
}

/** Chromium's own files go where caches go; on a disk that takes none, to a place that is cleared for it. */
function useCache(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
    app.setPath('userData', folder);
  } catch {
    app.setPath('userData', mkdtempSync(join(tmpdir(), 'aide-memoire-')));
  }
}

/** For the log, never for the page. */
function complain(reason: unknown): void {
  process.stderr.write(`aide-memoire: ${reason instanceof Error ? reason.message : reason}\n`);
}
