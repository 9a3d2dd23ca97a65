import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { output, run, say, Trouble } from './command.mjs';
import { hasDisplay } from './display.mjs';

/**
 * Each system's packages for what this program needs from it: Electron's libraries, the virtual display, the
 * reading of PDFs in tests.
 */
const managers = [
  {
    program: 'apt-get',
    install: 'apt-get install -y --no-install-recommends',
    Electron: [
      'libgtk-3-0',
      'libnss3',
      'libasound2',
      'libgbm1',
      'libatk-bridge2.0-0',
      'libatspi2.0-0',
      'libcups2',
      'libdrm2',
      'libdbus-1-3',
      'libxkbcommon0',
    ],
    Xvfb: ['xvfb'],
    pdftotext: ['poppler-utils'],
  },
  {
    program: 'dnf',
    install: 'dnf install -y',
    Electron: [
      'gtk3',
      'nss',
      'alsa-lib',
      'mesa-libgbm',
      'at-spi2-atk',
      'cups-libs',
      'libdrm',
      'dbus-libs',
      'libxkbcommon',
    ],
    Xvfb: ['xorg-x11-server-Xvfb'],
    pdftotext: ['poppler-utils'],
  },
  {
    program: 'zypper',
    install: 'zypper install -y',
    Electron: [
      'libgtk-3-0',
      'mozilla-nss',
      'libasound2',
      'libgbm1',
      'libatk-bridge-2_0-0',
      'libcups2',
      'libdrm2',
    ],
    Xvfb: ['xorg-x11-server-Xvfb'],
    pdftotext: ['poppler-tools'],
  },
  {
    program: 'pacman',
    install: 'pacman -S --needed',
    Electron: ['gtk3', 'nss', 'alsa-lib', 'mesa', 'at-spi2-core', 'libcups', 'libdrm'],
    Xvfb: ['xorg-server-xvfb'],
    pdftotext: ['poppler'],
  },
  { program: 'brew', install: 'brew install', pdftotext: ['poppler'] },
  { program: 'choco', install: 'choco install', pdftotext: ['poppler'] },
];

/**
 * Makes sure that Electron finds its shared libraries, a display to draw on and, for tests, the programs they
 * read PDFs with. Installs what is missing where that can be done without asking (apt, as root); elsewhere
 * says which command brings it.
 * @param {string} electron path of the binary
 */
export async function installLibraries(electron, { tests }) {
  const missing = await lacking(electron, tests);
  if (missing.length > 0) await install(missing, electron, tests);
  requireSandbox(electron);
}

/** What is missing, by the names of `managers`, with the names of the libraries. */
async function lacking(electron, tests) {
  const missing = [];
  if (process.platform === 'linux') {
    const libraries = await missingLibraries(electron);
    if (libraries.length > 0) missing.push({ what: 'Electron', names: libraries });
    if (!hasDisplay() && !onPath('Xvfb')) missing.push({ what: 'Xvfb', names: ['Xvfb'] });
  }
  if (tests && !onPath('pdftotext')) missing.push({ what: 'pdftotext', names: ['pdftotext'] });
  return missing;
}

async function missingLibraries(electron) {
  const listing = await output('ldd', [electron]);
  if (listing === '') {
    throw new Trouble(
      '`ldd` cannot read Electron, which runs on Linux with the GNU C library only: a Debian, Ubuntu or Fedora has it.',
    );
  }
  return listing.split('\n').flatMap((line) => /^\s*(\S+) => not found/.exec(line)?.slice(1) ?? []);
}

async function install(missing, electron, tests) {
  const manager = managers.find(({ program }) => onPath(program));
  const names = missing.flatMap(({ names }) => names).join(', ');
  if (manager === undefined) {
    throw new Trouble(
      `This system lacks ${names}, and no package manager known here is on it: install them with its own.`,
    );
  }
  const isApt = manager.program === 'apt-get';
  const isRoot = process.getuid?.() === 0;
  if (isApt && isRoot) {
    say(`Installing what the system lacks (${names})…`);
    await run('apt-get', ['update', '-qq'], aptOptions);
  }
  const wanted = missing.flatMap(({ what }) => manager[what] ?? []);
  const packages = isApt ? await spellForApt(wanted) : wanted;
  const line = `${manager.install} ${packages.join(' ')}`;
  if (isApt && isRoot) {
    const [program, ...args] = line.split(' ');
    await run(program, args, aptOptions);
    if ((await lacking(electron, tests)).length === 0) return;
    throw new Trouble(
      `The system lacks ${names}, and apt could not bring them (is its archive reachable?): \`apt-get update && ${line}\` does.`,
    );
  }
  const asRoot = isRoot || manager.program === 'brew' || process.platform === 'win32' ? '' : 'sudo ';
  throw new Trouble(`The system lacks ${names}: \`${asRoot}${line}\` brings them.`);
}

const aptOptions = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };

/**
 * Debian 13 and Ubuntu 24.04 renamed the libraries whose interface depends on the width of time
 * (`libgtk-3-0t64`); takes the name that this system's archive can install.
 */
async function spellForApt(packages) {
  const policy = await output('apt-cache', ['policy', ...packages.map((name) => `${name}t64`)], {
    ...process.env,
    LC_ALL: 'C',
  });
  const renamed = new Set(
    [...policy.matchAll(/^(\S+):\n {2}Installed: .*\n {2}Candidate: (?!\(none\))/gm)].map(([, name]) => name),
  );
  return packages.map((name) => (renamed.has(`${name}t64`) ? `${name}t64` : name));
}

/** What Linux must answer for ordinary programs to make namespaces; a setting that is absent forbids nothing. */
const namespaceSettings = { apparmor_restrict_unprivileged_userns: '0', unprivileged_userns_clone: '1' };

/** Where ordinary programs may not make namespaces, Chromium's sandbox needs its helper to belong to root. */
function requireSandbox(electron) {
  if (process.platform !== 'linux' || process.getuid?.() === 0) return;
  const allowed = Object.entries(namespaceSettings).every(([name, wanted]) => {
    const file = `/proc/sys/kernel/${name}`;
    return !existsSync(file) || readFileSync(file, 'utf8').trim() === wanted;
  });
  const helper = path.join(path.dirname(electron), 'chrome-sandbox');
  const setUserId = 0o4000;
  if (allowed || (statSync(helper, { throwIfNoEntry: false })?.mode ?? 0) & setUserId) return;
  const command = `sudo chown root:root ${helper} && sudo chmod 4755 ${helper}`;
  throw new Trouble(
    `This system allows Chromium's sandbox only with a helper that belongs to root: \`${command}\` arranges it.`,
  );
}

function onPath(program) {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', '.bat'] : [''];
  return (process.env.PATH ?? '').split(path.delimiter).some((folder) =>
    endings.some((ending) => {
      try {
        accessSync(path.join(folder, program + ending), constants.X_OK);
        return true;
      } catch {
        return false;
      }
    }),
  );
}
