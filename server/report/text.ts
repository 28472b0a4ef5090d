/**
 * Text as it may be printed: well formed, one kind of line end, no control characters, no direction overrides
 * (they would reach beyond their note), nothing invisible that a font has no glyph for.
 */
export function printable(text: string): string {
  return (
    text
      .toWellFormed()
      .replaceAll(/\r\n?|[\u2028\u2029\u0085\v\f]/g, '\n')
      .replaceAll('\t', ' ')
      // Controls, overrides and isolates, the soft hyphen, zero-width space and marks, byte order mark, tags.
      .replaceAll(
        /[\p{Cc}--\n]|[\u00AD\u061C\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]|\p{Noncharacter_Code_Point}/gv,
        '',
      )
      .normalize('NFC')
  )
}

/** One line of it: titles and names. No-break spaces stay: French has them before its signs. */
export function printableLine(text: string): string {
  return printable(text)
    .replaceAll(/[^\S\u00A0\u202F]+/g, ' ')
    .trim()
}
