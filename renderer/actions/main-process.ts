import type { Api, PackedEdition, Result } from '../../core/api.ts';
import type { Brief } from '../../core/brief.ts';
import { unpack } from '../../core/packed.ts';
import { state } from '../state.ts';

declare global {
  interface Window {
    readonly api: Api;
  }
}

/** The only way to the main process. Actions alone use it. */
export const api = window.api;

/** The value of an answer, or `null` after showing the sentence that says why there is none. */
export async function ask<T>(answer: Promise<Result<T>>): Promise<T | null> {
  const result = await answer;
  if (result.ok) return result.value;
  state.notice.set(result.error.sentence);
  return null;
}

/** The edition that was sent. */
export function unpackEdition({ blocks, layout, ...rest }: PackedEdition): Brief {
  return { ...rest, blocks: unpack(blocks), layout: unpack(layout) };
}
