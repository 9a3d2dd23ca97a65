import type { Fault } from './faults.ts';
import type { Rule } from './rule.ts';
import { codePoint, unwritable } from './unwritable.ts';

/**
 * The text of a file: UTF-8, its byte order mark taken off, its line ends made `\n`, without control characters.
 * @param maximum Bytes; a longer file is not read.
 */
export function decode(
  bytes: Uint8Array,
  maximum: number,
): { readonly text: string } | { readonly fault: Fault } {
  if (bytes.length > maximum)
    return { fault: fileFault(1, String(bytes.length), { code: 'file-size', maximum }) };
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const [sound = ''] = new TextDecoder('utf-8').decode(bytes).split('\ufffd', 1);
    return { fault: fileFault(lineCount(sound), '', { code: 'encoding' }) };
  }
  text = text.replace(/\r\n?/g, '\n');
  const control = unwritable.exec(text);
  if (!control) return { text };
  const line = lineCount(text.slice(0, control.index));
  return { fault: fileFault(line, codePoint(control[0]), { code: 'control-character' }) };
}

export function fileFault(line: number, found: string, rule: Rule): Fault {
  return { line, field: 'file', found, rule };
}

export function lineCount(text: string): number {
  return text.split('\n').length;
}
