import { expect, test } from 'vitest'
import { firstWordsOf, groupName } from '#shared/board/group-name.ts'

const words = { untitledCluster: 'Untitled group', groupOf: (first: string) => `“${first}”` }
const note = (id: string, text: string, created: number) => ({ id, text, created })

test('a group is called by its name, or by the first words of its oldest note that has words', () => {
  const notes = [note('c', 'The third', 3), note('b', 'The second', 2), note('a', '  ', 1)]
  expect(firstWordsOf(notes)).toBe('The second')
  expect(firstWordsOf(notes.toReversed())).toBe('The second')
  expect(groupName({ title: '', firstWords: 'The second' }, words)).toBe('“The second”')
  expect(groupName({ title: ' Doors ', firstWords: 'The second' }, words)).toBe('Doors')
  expect(groupName({ title: ' ', firstWords: '' }, words)).toBe('Untitled group')
})

test('rows that were pasted together give one name in every order, and notes without a time in theirs', () => {
  const pasted = [note('b', 'Two', 1), note('a', 'One', 1)]
  expect([pasted, pasted.toReversed()].map(firstWordsOf)).toEqual(['One', 'One'])
  expect(
    firstWordsOf([
      { id: 'z', text: 'First' },
      { id: 'a', text: 'Last' },
    ]),
  ).toBe('First')
})
