import { expect, test } from 'vitest'
import { differencesOf, excerptLimit, excerptOf } from '#shared/text/excerpt.ts'

const statement = 'We exist so that every neighbour can repair what they own and share it. '

test('a statement of a few sentences is shown whole', () => {
  for (const length of [0, 333, excerptLimit]) expect(excerptOf('a'.repeat(length))).toBeUndefined()
})

test('a text of thousands of characters is cut between two words', () => {
  const excerpt = excerptOf(statement.repeat(40))
  expect(excerpt?.difference).toBe('')
  expect(excerpt?.beginning.length).toBeGreaterThan(excerptLimit - 20)
  expect(excerpt?.beginning.length).toBeLessThanOrEqual(excerptLimit)
  expect(statement.repeat(40)[excerpt?.beginning.length ?? 0]).toBe(' ')
})

test('two long texts that begin alike are shown from their first difference on', () => {
  const alike = statement.repeat(30)
  const texts = [`${alike}Only the first says this. ${statement.repeat(9)}`, `${alike}The second does not.`]
  const differences = differencesOf([...texts, statement, 'x'.repeat(2_000)])
  expect([...differences.keys()].sort()).toEqual([...texts].sort())
  const [first, second] = texts.map((text) => excerptOf(text, differences.get(text)))
  expect(first?.difference).toContain('Only the first says this.')
  expect(second?.difference).toContain('The second does not.')
  expect(first?.beginning).toBe(second?.beginning)
})

test('a text that ends where a longer one goes on differs at its end', () => {
  const alike = statement.repeat(30)
  const differences = differencesOf([alike, `${alike}And more.`])
  expect(excerptOf(`${alike}And more.`, differences.get(`${alike}And more.`))?.difference).toContain(
    'And more.',
  )
  expect(excerptOf(alike, differences.get(alike))?.difference).not.toBe('')
})

test('texts that begin alike by chance for a few words keep their beginning', () => {
  const texts = [`We ${'a'.repeat(900)}`, `We ${'b'.repeat(900)}`]
  expect(differencesOf(texts).size).toBe(0)
})

test('a cut never halves a character', () => {
  for (const text of ['😀'.repeat(900), `a${'😀'.repeat(900)}`])
    for (const at of [0, 700, 701, 702]) {
      const { beginning = '', difference = '' } = excerptOf(text, at) ?? {}
      expect(beginning.isWellFormed() && difference.isWellFormed(), String(at)).toBe(true)
    }
})
