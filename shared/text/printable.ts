/**
 * Text for print: well formed, with one kind of line end, without control characters and invisible ones that have no
 * glyph. Direction overrides are dropped: they would reach beyond their note.
 */
export function printable(text: string): string {
  return (
    text
      .toWellFormed()
      .replaceAll(/\r\n?|[\u2028\u2029\u0085\v\f]/g, '\n')
      .replaceAll('\t', ' ')
      // Controls, overrides and isolates, the soft hyphen, zero-width space and marks, byte order mark, tags.
      .replaceAll(
        /(?!\n)\p{Cc}|[\u00AD\u061C\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]|\p{Noncharacter_Code_Point}/gu,
        '',
      )
      .normalize('NFC')
  )
}

/** The same on one line, for titles and names. No-break spaces stay: French sets them before its signs. */
export function printableLine(text: string): string {
  return printable(text)
    .replaceAll(/[^\S\u00A0\u202F]+/g, ' ')
    .trim()
}
