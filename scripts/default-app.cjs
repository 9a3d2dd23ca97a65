// What Electron runs when it is given an app's folder on the command line: `electron [SWITCHES] [-r FILE] FOLDER [ARGUMENTS]`.
// It gives the app its name, version and folder, then loads the app's main file at once, since an app may register schemes
// only before Electron is ready. `process.argv` stays as it was.
const { readFileSync } = require('node:fs');
const path = require('node:path');
const { app } = require('electron');

const { folder, modules } = commandLine(process.argv.slice(1));
if (folder === undefined) {
  console.error('electron: name the folder of an app.');
  process.exit(2);
}

const appFolder = path.resolve(folder);
const manifest = JSON.parse(readFileSync(path.join(appFolder, 'package.json'), 'utf8'));
const name = manifest.productName ?? manifest.name;

Object.defineProperty(process, 'defaultApp', { enumerable: true, value: true });
if (manifest.version !== undefined) app.setVersion(manifest.version);
if (name !== undefined) app.setName(name);
if (process.platform === 'linux') app.setDesktopName(manifest.desktopName ?? `${name}.desktop`);
app.setAppPath(appFolder);

for (const file of modules) require(path.resolve(file));
require(path.join(appFolder, manifest.main ?? 'index.js'));

function commandLine(args) {
  const modules = [];
  for (let at = 0; at < args.length; at += 1) {
    if (args[at] === '-r' || args[at] === '--require') {
      at += 1;
      modules.push(args[at]);
    } else if (!args[at].startsWith('-')) {
      return { folder: args[at], modules };
    }
  }
  return { folder: undefined, modules };
}
