import { expect, test } from 'vitest'
import type { Person } from '#client/model/contract/board-model.ts'
import { distinctPeople, listPeople, maxListed } from '#client/panels/people/people-drawer.tsx'

const nameOf = ({ name }: Person) => name

test('the number of people without a row is right with any number of them, in a crowd too', () => {
  expect(listPeople(people(9), 9, { query: '', nameOf })).toMatchObject({ more: 0, unnamed: 0 })
  expect(listPeople(people(198), 198, { query: '', nameOf }).more).toBe(198 - maxListed)
  // 301 people, this one included, and the browser knows the states of 198 others.
  const crowd = listPeople(people(198), 300, { query: '', nameOf })
  expect([crowd.rows.length, crowd.more, crowd.unnamed]).toEqual([maxListed, 300 - maxListed, 102])
  // The count is a second behind.
  expect(listPeople(people(3), 2, { query: '', nameOf }).more).toBe(0)
})

test('a search finds names without accents and capitals, and counts matches only', () => {
  const all = [person('Zoé'), person('Zoe B.'), ...people(80)]
  const { rows, more } = listPeople(all, 300, { query: ' zoe ', nameOf })
  expect(rows.map(nameOf)).toEqual(['Zoé', 'Zoe B.'])
  expect(more).toBe(0)
  expect(listPeople(all, 300, { query: 'person', nameOf }).more).toBe(20)
})

test('a person on two devices has one row, and facilitators come first', () => {
  const here = [person('Ana'), { ...person('Ana'), isWriting: true, index: 7 }, person('Me')]
  const listed = distinctPeople([...here, { ...person('Zoé'), leads: true }], 'Me')
  expect(listed.map(({ name, isWriting }) => [name, isWriting])).toEqual([
    ['Zoé', false],
    ['Ana', true],
  ])
})

function people(count: number): readonly Person[] {
  return Array.from({ length: count }, (_, index) => person(`Person ${index}`))
}

function person(name: string): Person {
  return {
    participant: name,
    index: 0,
    name,
    colour: 0,
    leads: false,
    isWriting: false,
    isLooking: false,
  }
}
