import { expect, test } from 'vitest'
import { mergedDraft } from '#shared/workshop/merged-draft.ts'
import { emptyDraft, purposeLimits, type PurposeDraft } from '#shared/workshop/purpose-page.ts'

const base: PurposeDraft = {
  ...emptyDraft,
  name: 'We',
  meanings: [{ phrase: 'the river', means: '' }],
  promises: ['An answer.', 'A date.'],
  translations: { one: 'un' },
}
const merged = (mine: Partial<PurposeDraft>, theirs: Partial<PurposeDraft>) =>
  mergedDraft(base, { ...base, ...mine }, { ...base, ...theirs })

test('what one of two facilitators has changed is in the merged texts, whoever of them it was', () => {
  expect(merged({ name: 'The team' }, { reviewOn: '2027-05-31', people: ['ada'] })).toEqual({
    draft: { ...base, name: 'The team', reviewOn: '2027-05-31', people: ['ada'] },
    leftOut: [],
  })
  expect(merged({}, { name: 'The house' }).draft.name).toBe('The house')
  const colours = { sentence: '#000000', accent: emptyDraft.colours.accent }
  expect(
    merged({ colours }, { colours: { ...emptyDraft.colours, accent: '#111111' } }).draft.colours,
  ).toEqual({
    sentence: '#000000',
    accent: '#111111',
  })
})

test('lists have the entries of both, without those that one has taken out', () => {
  const { draft, leftOut } = merged(
    { promises: ['An answer today.', 'A date.'], people: ['ada'], translations: { one: 'un', two: 'deux' } },
    { promises: ['An answer.', 'A date.', 'A name.'], people: ['ben', 'ada'], translations: { one: 'une' } },
  )
  expect(draft.promises).toEqual(['A date.', 'A name.', 'An answer today.'])
  expect(draft.people).toEqual(['ada', 'ben'])
  expect(draft.translations).toEqual({ one: 'une', two: 'deux' })
  expect(leftOut).toEqual([])
  // Two meanings of one phrase stand one under the other.
  const [mine, theirs] = ['clear', 'deep'].map((means) => ({ phrase: 'the river', means }))
  expect(merged({ meanings: [mine!] }, { meanings: [theirs!] }).draft.meanings).toEqual([theirs, mine])
})

test('of a text that both have changed, mine stays and theirs is told; so is what has no room', () => {
  expect(merged({ name: 'The team' }, { name: 'The house' })).toMatchObject({
    draft: { name: 'The team' },
    leftOut: [{ part: 'name', text: 'The house' }],
  })
  const many = (who: string) => Array.from({ length: 10 }, (_, index) => `${who} ${index}`)
  const { draft, leftOut } = merged({ promises: many('mine') }, { promises: many('theirs') })
  expect(draft.promises).toHaveLength(purposeLimits.promises)
  expect([...draft.promises, ...leftOut.map(({ text }) => text)].toSorted()).toEqual(
    [...many('mine'), ...many('theirs')].toSorted(),
  )
})
