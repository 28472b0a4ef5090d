import { cutTo, hasWords } from './letters.ts'

/** Line ends, paragraph ends and control characters. Names and titles have none. */
const breaks = /[\p{Cc}\p{Zl}\p{Zp}]+/gu
/** Direction overrides and embeddings, which would reverse the text after a name. */
const overrides = /[\u202A-\u202E\u2066-\u2069\uFEFF]/gu

/**
 * Cleans a name, a title or a reason: one well-formed line without hidden characters, at most `limit` UTF-16 units. Empty
 * when nothing of it can be seen.
 */
export function cleanLine(text: string, limit: number): string {
  const line = text.toWellFormed().replace(overrides, '').replace(breaks, ' ').replace(/\s+/gu, ' ').trim()
  const cut = cutTo(line, limit).trimEnd()
  return hasWords(cut) ? cut : ''
}

/**
 * A text as one well-formed line; empty when nothing of it can be seen. Its spaces stay as they are: French sets no-break
 * spaces on purpose.
 */
export function oneLine(text: string): string {
  const line = text.toWellFormed().replace(overrides, '').replace(breaks, ' ').trim()
  return hasWords(line) ? line : ''
}
