import { hasWords } from './has-words.ts'

/** Line ends, paragraph ends and control characters. */
const breaks = /[\p{Cc}\p{Zl}\p{Zp}]+/gu
/** Direction overrides and embeddings, which would reverse the words after it. */
const overrides = /[\u202A-\u202E\u2066-\u2069\uFEFF]/gu

/**
 * A text as one well-formed line; empty when nothing of it can be seen. Its spaces stay as they are: French sets no-break
 * spaces on purpose.
 */
export function oneLine(text: string): string {
  const line = text.toWellFormed().replace(overrides, '').replace(breaks, ' ').trim()
  return hasWords(line) ? line : ''
}
