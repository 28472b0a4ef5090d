import { expect, test } from 'vitest'
import type { Language } from '#shared/board/document.ts'
import { wornShare, wornWords } from '#shared/statements/worn-words.ts'

const found = (text: string, language: Language) =>
  wornWords(text, language).map(({ start, end, question }) => `${text.slice(start, end)} → ${question}`)

test('worn words are found with the question that each raises, a turn of phrase as a whole', () => {
  expect(found('Mettre l’innovation au cœur de nos métiers, chaque jour.', 'fr')).toEqual([
    'innovation → choice',
    'au cœur de → phrase',
    'métiers → who',
    'chaque jour → phrase',
  ])
  expect(found('We deliver world-class solutions to our customers, faster than tomorrow.', 'en')).toEqual([
    'deliver → how',
    'world-class → phrase',
    'solutions → what',
    'customers → who',
    'tomorrow → when',
  ])
})

test('accents, capitals and apostrophes make no difference; other words with the same letters do', () => {
  expect(found("L'EXCELLENCE, l’équipe et l'équipage du fournisseur", 'fr')).toEqual([
    'EXCELLENCE → choice',
    'équipe → who',
  ])
  expect(found('Every driver waits for the captain.', 'en')).toEqual([])
})

test('a verb that became a noun asks who does what; a thing that one can touch does not', () => {
  expect(found('The harmonization of the station', 'en')).toEqual(['harmonization → verb'])
  expect(found('L’externalisation du bâtiment', 'fr')).toEqual(['externalisation → verb'])
})

test('names, numbers and limits make a sentence less worn', () => {
  const plain = wornShare('We bring trust to people.', 'en')
  expect(wornShare('We bring trust to people in Lyon.', 'en')).toBeLessThan(plain)
  expect(wornShare('We bring trust to people within 3 minutes.', 'en')).toBeLessThan(plain)
  expect(wornShare('We never bring trust to people.', 'en')).toBeLessThan(plain)
  expect(wornShare('', 'en')).toBe(0)
})
