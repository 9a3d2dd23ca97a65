import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from './command.mjs';

const ofElectron = createRequire(path.join(root, 'node_modules/electron/package.json'));

/** Unpacks a ZIP file into a folder, with the extractor that the `electron` package brings for itself. */
export async function unzip(file, folder) {
  await ofElectron('@electron-internal/extract-zip').extract(file, { dir: folder });
}
