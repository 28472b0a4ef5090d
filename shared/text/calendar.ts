/** A whole day in somebody's calendar. */
export interface CalendarDay {
  /** The same for the same thing: a calendar that takes the file again changes the entry. */
  readonly id: string
  /** As `2026-12-01`. */
  readonly date: string
  readonly title: string
  readonly about?: string
}

const lineEnd = '\r\n'
/** Octets of a line without its end (RFC 5545, 3.1). */
const lineOctets = 75

/** A calendar file (RFC 5545). `stamp`: when it was made, milliseconds since 1970. */
export function calendarFile(days: readonly CalendarDay[], stamp: number): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Boussole//Workshop//EN',
    ...days.flatMap(({ id, date, title, about }) => [
      'BEGIN:VEVENT',
      `UID:${escaped(id)}`,
      `DTSTAMP:${new Date(stamp).toISOString().replaceAll(/[-:]|\.\d+/gu, '')}`,
      `DTSTART;VALUE=DATE:${date.replaceAll('-', '')}`,
      `SUMMARY:${escaped(title)}`,
      ...(about === undefined || about === '' ? [] : [`DESCRIPTION:${escaped(about)}`]),
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}${lineEnd}`).join('')
}

/** The text as a value: line ends become `\n` (RFC 5545, 3.3.11). Other control characters have no place in it. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .trim()
    .replaceAll(/[\\;,]/gu, String.raw`\$&`)
    .replaceAll(/\r\n?|[\n\u2028\u2029]/gu, String.raw`\n`)
    .replaceAll(/\p{Cc}/gu, ' ')
}

/** Long lines go on in the next one behind a space, never in the middle of a character. */
function folded(line: string): string {
  let result = ''
  let octets = 0
  for (const character of line) {
    const length = octetsOf(character)
    if (octets + length > lineOctets) {
      result += `${lineEnd} `
      octets = 1
    }
    result += character
    octets += length
  }
  return result
}

/** In UTF-8. */
function octetsOf(character: string): number {
  const point = character.codePointAt(0) ?? 0
  if (point < 0x80) return 1
  if (point < 0x8_00) return 2
  return point < 0x1_00_00 ? 3 : 4
}

const day = /^\d{4}-\d{2}-\d{2}$/u

/** True for a day of the calendar, as `2026-12-01`. */
export function isDay(words: string): boolean {
  const time = day.test(words) ? Date.parse(`${words}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(words)
}

/** The next Monday after a moment, in the time zone of the person. */
export function nextMonday(nowMs: number): string {
  const date = new Date(nowMs)
  const ahead = (8 - date.getDay()) % 7 || 7
  const monday = new Date(date.getFullYear(), date.getMonth(), date.getDate() + ahead)
  const two = (number: number): string => String(number).padStart(2, '0')
  return `${monday.getFullYear()}-${two(monday.getMonth() + 1)}-${two(monday.getDate())}`
}
