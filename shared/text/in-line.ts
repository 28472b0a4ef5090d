import { cutTo } from './letters.ts'
import { withoutEndlessSigns } from './endless-signs.ts'

/**
 * A text in one line, for the name of a button or of a thing on a map: as many letters as tell which one it is. No-break
 * spaces stay.
 */
export function inLine(text: string, letters = 120): string {
  const line = cutTo(text, 4 * letters)
    .replaceAll(/[^\S\u00A0\u202F]+/gu, ' ')
    .trim()
  const isWhole = line.length <= letters && text.length <= 4 * letters
  return withoutEndlessSigns(isWhole ? line : `${cutTo(line, letters).trimEnd()}…`)
}
