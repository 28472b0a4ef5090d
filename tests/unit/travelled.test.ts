import { expect, test } from 'vitest'
import { adoptedId, lineageOf, type LineageBoard } from '#shared/statements/lineage.ts'
import { phrasesOf } from '#shared/statements/lineage-phrases.ts'
import { travelledWords } from '#shared/statements/travelled.ts'

const sentence = 'We plug in the city before dawn so that nobody waits at a closed gate.'

const board: LineageBoard = {
  notes: [
    { id: 'mine', text: 'We plug in the city before dawn', cluster: null, step: 'why/write' },
    { id: 'hers', text: 'so that nobody waits at a closed gate', cluster: null, step: 'why/write' },
  ],
  clusters: [],
  statements: [{ id: 's', number: 1, from: ['mine', 'hers'], text: sentence }],
  versions: [{ id: 'v', statement: 's', number: 1, text: sentence, parents: [] }],
  adoptions: [{ version: 'v', text: sentence }],
}
const phrases = phrasesOf(lineageOf(board), adoptedId, () => [], 'en')
const wordsOf = (texts: Parameters<typeof travelledWords>[2]) =>
  travelledWords(sentence, phrases, texts, 'en')

test('the words of a sentence that came in with somebody’s note are theirs, and all stretches are the sentence', () => {
  const { stretches, own, perhaps } = wordsOf([{ text: 'We plug in the city before dawn', note: 'mine' }])
  expect(stretches.map(({ text }) => text).join('')).toBe(sentence)
  expect(stretches.find(({ from }) => from === 'own')?.text).toContain('plug in the city before dawn')
  expect(stretches.find(({ text }) => text.includes('closed gate'))?.from).toBeNull()
  expect([own, perhaps]).toEqual([['We plug in the city before dawn'], []])
})

test('shared words alone are offered to their author, never asserted', () => {
  const text = 'Long ago I stood before a closed gate that nobody waits at'
  const { stretches, own, perhaps } = wordsOf([{ text, note: 'elsewhere' }])
  expect([own, perhaps]).toEqual([[], [text]])
  expect(stretches.some(({ from }) => from === 'own')).toBe(false)
  expect(stretches.some(({ from }) => from === 'perhaps')).toBe(true)
})

test('a person whose words are not in it is told of none', () => {
  const { stretches, own, perhaps } = wordsOf([{ text: 'Tea is better than coffee', note: null }])
  expect([own, perhaps, stretches]).toEqual([[], [], [{ text: sentence, from: null }]])
})
