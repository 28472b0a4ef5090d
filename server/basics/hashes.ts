import { createHash } from 'node:crypto'

/** A photo's id: SHA-256 of its stored bytes, base64url. */
export function photoHash(data: Uint8Array): string {
  return createHash('sha256').update(data).digest('base64url')
}

/** SHA-256 of a text in UTF-8, in hexadecimal digits: two texts with the same one are the same byte for byte. */
export function hashOfText(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}
