import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** The UUID a name stands for, always the same (version 8 of RFC 9562, from the name's SHA-256). */
export function uuidOf(name: string): string {
  const hex = bytesToHex(sha256(utf8ToBytes(name)));
  const variant = '89ab'[Number.parseInt(hex[16] ?? '0', 16) % 4];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
