import { expect, test } from 'vitest'
import { dateWords } from '#client/panels/agenda/ahead.tsx'
import { lastOpened } from '#client/panels/home/home-page.tsx'
import { shownBlank } from '#shared/board/blanks.ts'
import { dayInWords } from '#shared/text/long-date.ts'

test('the first of a month is an ordinal in French, in every form of a date', () => {
  const first = new Date(2026, 11, 1, 9, 5).getTime()
  expect(dayInWords('fr', '2026-12-01')).toBe('1er\u00A0décembre\u00A02026')
  expect(shownBlank('2026-12-01', 'fr')).toBe('1er déc. 2026')
  expect(dateWords(first, 'fr')).toContain('mardi 1er décembre')
  expect(lastOpened(first, new Date(2027, 5, 1).getTime(), 'fr')).toBe('1er déc. 2026')
})

test('no other day and no other language has it', () => {
  expect(shownBlank('2026-12-11', 'fr')).toBe('11 déc. 2026')
  expect(shownBlank('2026-12-21', 'fr')).toBe('21 déc. 2026')
  expect(dayInWords('en', '2026-12-01')).toBe('1\u00A0December\u00A02026')
})
