import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from './build.mjs';
import { command, npm, output, root, say, Trouble } from './command.mjs';
import { getElectron } from './electron.mjs';
import { writeIcons } from './icons.mjs';

/**
 * What must stand on the fuse wire of what ships, in the order of the wire: 48 off, 49 on. The ninth,
 * WasmTrapHandlers, is in newer Electrons only and stays as it comes.
 */
const wire = [48, 49, 48, 48, 49, 49, 48, 48, 49];

/**
 * Packs the app for this system: `npm run package [-- dir|AppImage|deb|dmg|nsis …]`, by default as a folder.
 */
command(import.meta.url, async (args) => {
  const origin = args.includes('deb') ? await originOfDeb() : {};
  const electron = await getElectron();
  await build();
  await writeIcons(path.join(root, 'out/icons'));
  const { build: pack, Platform } = await import('electron-builder');
  let packed;
  await pack({
    projectDir: root,
    targets: Platform.current().createTarget(args.length > 0 ? args : ['dir']),
    config: {
      electronDist: electron.folder,
      electronVersion: electron.version,
      ...origin,
      afterPack: async ({ appOutDir, packager }) => {
        packed = executable(appOutDir, packager);
        await rm(path.join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true });
        await rm(path.join(appOutDir, 'version'), { force: true });
      },
    },
  }).catch((error) => {
    throw new Trouble(`The app could not be packed: ${error.message}`);
  });
  await verifyFuses(packed);
  const materials = await writeMaterials(path.join(root, 'out/package'), electron.version);
  say(`Packed: ${path.relative(root, packed)}, with ${path.relative(root, materials)}.`);
});

/** A deb is answered for by who makes it, named as Debian's own tools name them, or as Git does. */
async function originOfDeb() {
  const { DEBFULLNAME, DEBEMAIL, HOMEPAGE } = process.env;
  const name = DEBFULLNAME ?? (await output('git', ['config', 'user.name'])).trim();
  const address = DEBEMAIL ?? (await output('git', ['config', 'user.email'])).trim();
  if (!name || !address || !HOMEPAGE)
    throw new Trouble('A deb names who made it, and from where: set DEBFULLNAME, DEBEMAIL and HOMEPAGE.');
  return { deb: { maintainer: `${name} <${address}>` }, extraMetadata: { homepage: HOMEPAGE } };
}

function executable(folder, packager) {
  const name = packager.appInfo.productFilename;
  return path.join(
    folder,
    { darwin: `${name}.app`, win32: `${name}.exe` }[process.platform] ?? packager.executableName,
  );
}

/** A fuse that stands otherwise than it should, or that this list does not know, must not ship unnoticed. */
async function verifyFuses(file) {
  const { getCurrentFuseWire } = await import('@electron/fuses');
  const { version: _, ...fuses } = await getCurrentFuseWire(file);
  const wrong = Object.entries(fuses).filter(([at, state]) => state !== wire[at]);
  if (wrong.length === 0) return;
  const list = wrong.map(([at, state]) => `${at} is ${state}, not ${wire[at]}`).join('; ');
  throw new Trouble(
    `The fuses of ${file} are not as they must be (${list}): electron-builder.yml sets them.`,
  );
}

/**
 * Writes the software bill of materials (CycloneDX) of what ships: the packages whose code is in the bundles, as the lock file has them, and the
 * Electron around them.
 */
async function writeMaterials(folder, electronVersion) {
  // Without those of development npm leaves out what a tool needs too, so the choice is made here. A build has set NODE_ENV.
  const words = ['sbom', '--sbom-format=cyclonedx', '--package-lock-only', '--include=dev'];
  const { code, stdout } = await npm(words, { stdio: ['ignore', 'pipe', 'ignore'] });
  if (code !== 0) throw new Trouble('The bill of materials could not be made: `npm sbom` tells why.');
  const { name, version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  const materials = JSON.parse(stdout);
  // npm takes a name from the folder.
  Object.assign(materials.metadata.component, { type: 'application', name });
  materials.components = materials.components.filter(({ scope }) => scope === 'required');
  const shipped = new Set([
    materials.metadata.component['bom-ref'],
    ...materials.components.map((one) => one['bom-ref']),
  ]);
  materials.dependencies = materials.dependencies
    .filter(({ ref }) => shipped.has(ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((one) => shipped.has(one)) }));
  materials.components.push({
    'bom-ref': `electron@${electronVersion}`,
    type: 'framework',
    name: 'electron',
    version: electronVersion,
    scope: 'required',
    purl: `pkg:npm/electron@${electronVersion}`,
    licenses: [{ license: { id: 'MIT' } }],
  });
  const file = path.join(folder, `${name}-${version}.cdx.json`);
  await writeFile(file, `${JSON.stringify(materials, null, 2)}\n`);
  return file;
}
