import { createHash } from 'node:crypto'

/** A photo's id: SHA-256 of its stored bytes, base64url. */
export function photoHash(data: Uint8Array): string {
  return createHash('sha256').update(data).digest('base64url')
}
