import { deflateSync, inflateSync } from 'node:zlib';
import { markArtifacts } from './content.ts';
import { level } from './file.ts';

/** What is drawn on a page, as it stands in the file. Plain data: it goes from thread to thread. */
export interface PageContent {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly isPacked: boolean;
  /** Marked contents that are no longer part of the structure. */
  readonly forgotten: ReadonlySet<number> | undefined;
}

/** Marks what belongs to no structure element on pages; answers them packed, in their order. */
export function markPages(contents: readonly PageContent[]): Uint8Array<ArrayBuffer>[] {
  return contents.map(({ bytes, isPacked, forgotten }) => {
    const plain = isPacked ? inflateSync(bytes, { chunkSize: Math.max(64, 8 * bytes.length) }) : bytes;
    const marked = markArtifacts(Buffer.from(plain).toString('latin1'), forgotten);
    return new Uint8Array(deflateSync(Buffer.from(marked, 'latin1'), { level }));
  });
}
