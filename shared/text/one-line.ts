/** Line ends, paragraph ends and control characters. */
const breaks = /[\p{Cc}\p{Zl}\p{Zp}]+/gu
/** Direction overrides and embeddings, which would reverse the words after it. */
const overrides = /[\u202A-\u202E\u2066-\u2069\uFEFF]/gu

/** A text as one well-formed line. Its spaces stay as they are: French sets no-break spaces on purpose. */
export function oneLine(text: string): string {
  return text.toWellFormed().replace(overrides, '').replace(breaks, ' ').trim()
}
