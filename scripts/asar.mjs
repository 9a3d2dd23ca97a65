/**
 * An Electron archive (asar) of a few files in its root: a header with each file's size and offset, then the
 * files one after another. The header is framed as Chromium pickles: length of the length (4), length of the
 * header's pickle, length of its payload, length of the JSON, the JSON padded to 4 bytes; all of them 32-bit
 * little-endian. https://github.com/electron/asar#format
 * @param {Record<string, string>} files name to text
 * @returns {Buffer}
 */
export function packAsar(files) {
  const contents = Object.entries(files).map(([name, text]) => ({ name, bytes: Buffer.from(text) }));
  let offset = 0;
  const entries = contents.map(({ name, bytes }) => {
    const entry = [name, { size: bytes.length, offset: String(offset) }];
    offset += bytes.length;
    return entry;
  });
  const json = Buffer.from(JSON.stringify({ files: Object.fromEntries(entries) }));
  const padding = -json.length & 3;
  const payload = 4 + json.length + padding;
  const frame = Buffer.alloc(16);
  for (const [at, number] of [4, 4 + payload, payload, json.length].entries())
    frame.writeUInt32LE(number, 4 * at);
  return Buffer.concat([frame, json, Buffer.alloc(padding), ...contents.map(({ bytes }) => bytes)]);
}
