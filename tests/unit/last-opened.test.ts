import { expect, test } from 'vitest'
import { lastOpened } from '#client/panels/home/home-page.tsx'

test('the last visit of a board is told as a duration, and after a month as a date', () => {
  const now = new Date(2026, 4, 20, 15, 30).getTime()
  const at = (...when: readonly [month: number, day: number, hour: number, minute: number]) =>
    new Date(2026, ...when).getTime()
  const said = (opened: number) => [lastOpened(opened, now, 'en'), lastOpened(opened, now, 'fr')]
  expect(said(now - 20_000)).toEqual(['now', 'maintenant'])
  expect(said(now + 20_000)).toEqual(['now', 'maintenant'])
  expect(said(at(4, 20, 15, 5))).toEqual(['25 minutes ago', 'il y a 25 minutes'])
  expect(said(at(4, 20, 9, 0))).toEqual(['6 hours ago', 'il y a 6 heures'])
  expect(said(at(4, 19, 23, 0))).toEqual(['yesterday', 'hier'])
  expect(said(at(4, 14, 9, 0))).toEqual(['6 days ago', 'il y a 6 jours'])
  expect(said(at(2, 2, 9, 0))).toEqual(['2 Mar 2026', '2 mars 2026'])
})
