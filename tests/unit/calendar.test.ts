import { Buffer } from 'node:buffer'
import { expect, test } from 'vitest'
import { calendarFile, isDay, nextMonday } from '#shared/text/calendar.ts'

const stamp = Date.UTC(2026, 10, 28, 16, 5, 9)

test('a calendar file is RFC 5545, line by line', () => {
  const day = {
    id: 'a1@b1',
    date: '2026-12-01',
    title: 'Call one person; listen, then\\now\nwrite',
    about: 'Our purpose',
  }
  expect(calendarFile([day], stamp)).toBe(
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Boussole//Workshop//EN',
      'BEGIN:VEVENT',
      'UID:a1@b1',
      'DTSTAMP:20261128T160509Z',
      'DTSTART;VALUE=DATE:20261201',
      String.raw`SUMMARY:Call one person\; listen\, then\\now\nwrite`,
      'DESCRIPTION:Our purpose',
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ].join('\r\n'),
  )
})

test('long lines are folded at 75 octets, never inside a character, and unfold to the same words', () => {
  const title = `${'é'.repeat(60)} 👩🏽‍💻 ${'日本'.repeat(30)}`
  const file = calendarFile([{ id: 'x', date: '2026-12-01', title }], stamp)
  const lines = file.split('\r\n')
  expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75)
  for (const line of lines) expect(Buffer.from(line).toString()).toBe(line)
  expect(file.replaceAll('\r\n ', '')).toContain(`SUMMARY:${title}\r\n`)
})

test('no text of a person begins a line of its own', () => {
  const title = 'Quiet\r\nEND:VCALENDAR\u2028BEGIN:VEVENT\u0000'
  const lines = calendarFile([{ id: 'x\r\nDTSTART:1', date: '2026-12-01', title }], stamp).split('\r\n')
  expect(
    lines.filter((line) => line.startsWith('BEGIN:VEVENT') || line.startsWith('END:VCALENDAR')),
  ).toHaveLength(2)
  expect(lines).toContain(String.raw`SUMMARY:Quiet\nEND:VCALENDAR\nBEGIN:VEVENT `)
})

test('a day is one of the calendar', () => {
  expect(['2026-12-01', '2028-02-29', '2026-02-29', '2026-13-01', '1 Dec', ''].map(isDay)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ])
  const noon = (date: number) => new Date(2026, 10, date, 12).getTime()
  // 28 November 2026 is a Saturday.
  expect([28, 29, 30].map((date) => nextMonday(noon(date)))).toEqual([
    '2026-11-30',
    '2026-11-30',
    '2026-12-07',
  ])
})
