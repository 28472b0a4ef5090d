import { expect, test } from 'vitest'
import { distribution, quotes } from '#shared/blocks/builders.ts'

test('a distribution has a bar for each answer, and one for passes where somebody passed', () => {
  const column = {
    label: 'Your temperature',
    labelOf: (degree: number) => `${degree} of 10`,
    counts: [
      { answer: 7, count: 2 },
      { answer: 8, count: 0 },
    ],
    passed: 1,
    passLabel: 'Pass',
  }
  const { heading, bars } = distribution(column)
  expect(heading).toBe('Your temperature')
  expect(bars).toEqual([
    { label: '7 of 10', count: 2, amount: '2', side: 'for' },
    { label: '8 of 10', count: 0, amount: '0', side: 'for' },
    { label: 'Pass', count: 1, amount: '1', side: 'outside' },
  ])
  expect(distribution({ ...column, passed: 0 }).bars).toHaveLength(2)
  expect(distribution({ ...column, label: '' }).heading).toBeNull()
})

test('a quote has the words of a person without control characters, and nobody’s name', () => {
  expect(quotes({ label: '', texts: ['  warm\u202E and\u0007 dry\r\n'] })).toEqual({
    kind: 'quotes',
    heading: null,
    quotes: [{ text: 'warm and dry', name: null, about: '', answers: [], remark: '' }],
  })
})
