import { expect, test } from 'vitest'
import type { Language } from '#shared/board/document.ts'
import { likelyPairs } from '#shared/sorting/duplicates.ts'

const idsOf = (texts: readonly string[], language: Language = 'en') =>
  likelyPairs(
    texts.map((text, index) => ({ id: String(index), text })),
    language,
  ).map(({ one, other }) => [one, other])

test.each([
  [
    'the same words in another order',
    'A refund should take a minute, not a form',
    'Not a form: a refund should take a minute',
  ],
  [
    'a slip of the finger',
    'Publish our data so the city can plan better',
    'Publish are data so the citty can plan beter',
  ],
  ['singular and plural', 'Zéro coupure pendant la cérémonie', 'Zéro coupure pendant les cérémonies'],
  ['accents and capitals', 'Un bénévole doit comprendre', 'UN BENEVOLE DOIT COMPRENDRE'],
  ['the same words in other forms', 'Elles ont décidé des priorités', 'Décider de la priorité'],
])('notes with %s may say the same thing', (_, one, other) => {
  expect(idsOf([one, 'Something quite different from both', other])).toEqual([['0', '2']])
})

test('notes with a few words in common, and very short ones, are not proposed', () => {
  expect(idsOf(['We want more time to test', 'We want fewer meetings', 'ok', 'ok', '', ''])).toEqual([])
})

test('one word in common is not enough for notes whose letters differ', () => {
  expect(idsOf(['Trust', 'The trust of our elected members'])).toEqual([])
})

test('a note is read in its own language on a board of another', () => {
  expect(idsOf(['Elles ont décidé des priorités', 'Décider de la priorité'], 'en')).toEqual([['0', '1']])
})

test('a proposal names the words that both notes have, and the most alike come first', () => {
  const [first, second] = likelyPairs(
    [
      { id: 'a', text: 'Share what we learn' },
      { id: 'b', text: 'Share what we learned' },
      { id: 'c', text: 'Answer every letter within two days' },
      { id: 'd', text: 'Answer every letter within two days' },
    ],
    'en',
  )
  expect(first).toMatchObject({ one: 'c', other: 'd', likeness: 1 })
  expect(second).toMatchObject({ one: 'a', other: 'b', words: ['share', 'learn'] })
})

test('every pair that the rules accept is found, however many notes there are', () => {
  const words = 'wait answer letter family night train driver roster'.split(' ')
  const notes = Array.from({ length: 40 }, (_, index) => ({
    id: String(index),
    text: [0, 1, 2, 3].map((step) => words[(index * (step + 1) + step * step) % words.length]).join(' '),
  }))
  const alone = notes.flatMap((one, index) =>
    notes.slice(index + 1).flatMap((other) => likelyPairs([one, other], 'en')),
  )
  const together = likelyPairs(notes, 'en')
  expect(together).toHaveLength(Math.min(50, alone.length))
  expect(
    alone
      .map(({ likeness }) => likeness)
      .sort((a, b) => b - a)
      .slice(0, 50),
  ).toEqual(together.map(({ likeness }) => likeness))
})
