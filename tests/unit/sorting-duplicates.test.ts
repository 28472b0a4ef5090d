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

test('notes with a few words in common, and very short ones that differ, are not proposed', () => {
  expect(idsOf(['We want more time to test', 'We want fewer meetings', 'ok', 'oh', '', ''])).toEqual([])
})

test('very short notes that are the same are proposed', () => {
  expect(idsOf(['Oui', 'a', 'oui !', '🎉', 'We want a party', '🎉'])).toEqual([
    ['0', '2'],
    ['3', '5'],
  ])
})

const differenceOf = (one: string, other: string, language: Language = 'en') =>
  likelyPairs(
    [one, other].map((text, index) => ({ id: String(index), text })),
    language,
  )[0]?.difference

test.each([
  ['a denial', 'Do not publish', 'Publish', [['not'], []]],
  ['a denial in short', 'We can’t open the doors', 'We can open the doors', [['not'], []]],
  ['a denial by "ne" alone', 'Nous ne voulons plus de badges', 'Nous voulons plus de badges', [['ne'], []]],
  ['a limit', 'Only doctors may decide', 'Doctors may decide', [['only'], []]],
  ['a number', 'Répondre en 2 jours', 'Répondre en trois jours', [['2'], ['trois']]],
  ['another word', 'Open the city archive', 'Close the city archive', [['open'], ['close']]],
  ['who does it and to whom', 'Employers choose', 'Employees choose', [['employers'], ['employees']]],
  ['swapped sides', 'Speed before quality', 'Quality before speed', [[], []]],
  ['swapped sides of some', 'We choose truth even over speed', 'We choose speed even over truth', [[], []]],
  ['swapped roles', 'Teachers learn from pupils', 'Pupils learn from teachers', [[], []]],
  ['swapped limits', 'Moins de chefs, plus d’idées', 'Plus de chefs, moins d’idées', [[], []]],
  ['before and after', 'Vote avant le débat', 'Vote après le débat', [['avant'], ['après']]],
] as const)(
  'notes that differ in %s may be opposites, and the words that differ are named',
  (_, one, other, words) => {
    expect(differenceOf(one, other)).toMatchObject({ isOpposite: true, words })
  },
)

test.each([
  ['order', 'Avant de livrer, tester avec eux', 'Tester avec eux avant de livrer', [[], []]],
  ['the order of a list', 'Calm, honest, kind', 'Kind, honest, calm', [[], []]],
  [
    '"before" and "after" with their sides',
    'Lunch before the vote',
    'The vote after lunch',
    [['before'], ['after']],
  ],
  ['the word that denies', 'Never sell our data', 'Do not sell our data', [['never'], ['not']]],
  ['a missing "ne"', 'On ne ferme jamais', 'On ferme jamais', [['ne'], []]],
  [
    'form',
    'Share what we learn',
    'Sharing what we learned',
    [
      ['share', 'learn'],
      ['sharing', 'learned'],
    ],
  ],
  [
    'letters',
    'Keep the lights on at night',
    'Kepe the lights on at nigth',
    [
      ['keep', 'night'],
      ['kepe', 'nigth'],
    ],
  ],
  ['how a number is written', 'Two people on call', '2 people on call', [[], []]],
  ['how a word is joined', 'A weekend without alerts', 'A week-end without alerts', [[], []]],
] as const)('notes that differ in %s are no opposites', (_, one, other, words) => {
  expect(differenceOf(one, other)).toMatchObject({ isOpposite: false, words })
})

test('opposites come last, however alike they are', () => {
  const texts = [
    'Speed before quality',
    'Quality before speed',
    'Share what we learn',
    'Share what we learned',
  ]
  expect(idsOf(texts)).toEqual([
    ['2', '3'],
    ['0', '1'],
  ])
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
