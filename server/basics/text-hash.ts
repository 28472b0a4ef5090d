import { createHash } from 'node:crypto'

/** SHA-256 of a text in UTF-8, in hexadecimal digits: two texts with the same one are the same byte for byte. */
export function hashOfText(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}
