import { cutTo } from './cut.ts'

/** Line and paragraph ends, control characters: what a name or a title cannot have. */
const breaks = /[\p{Cc}\p{Zl}\p{Zp}]+/gu
/** Direction overrides and embeddings would turn round whatever is written after the name. */
const overrides = /[\u202A-\u202E\u2066-\u2069\uFEFF]/gu

/** A name or a title as it is kept: one line, well-formed, without invisible tricks, at most `limit` UTF-16 units. */
export function cleanLine(text: string, limit: number): string {
  const line = text.toWellFormed().replace(overrides, '').replace(breaks, ' ').replace(/\s+/gu, ' ').trim()
  return cutTo(line, limit).trimEnd()
}
