import { createHash } from 'node:crypto'

/** A picture's id: SHA-256 of its bytes as they are kept, base64url. */
export function photoHash(data: Uint8Array): string {
  return createHash('sha256').update(data).digest('base64url')
}
