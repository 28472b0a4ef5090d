import { expect, test } from 'vitest'
import { blankAreas, wallGroupsIn } from '#client/panels/projector/wall.tsx'
import { parkingLot } from '#shared/board/parking-lot.ts'

type Scene = Parameters<typeof wallGroupsIn>[0]
type Note = ReturnType<Scene['notes']['values']> extends Iterable<infer One> ? One : never

const [near, far, earlier] = ['how/write/near', 'how/write/far', 'why/write/proposals']
const ofStep = new Set([far, near])

test('a room sees the areas of the step, from left to right, until something is written for it', () => {
  const others = [note('old', earlier, 'why/write'), note('moved', null, 'why/write')]
  expect(blankAreas(sceneOf(others), ofStep)?.map(({ area }) => area?.id)).toEqual([near, far])
  expect(blankAreas(sceneOf([...others, note('late', parkingLot)]), ofStep)).toBeDefined()
  expect(blankAreas(sceneOf([...others, note('new', near, 'how/write')]), ofStep)).toBeUndefined()
})

test('notes outside the areas of the step are shown when the step made them', () => {
  const notes = [note('other', null, 'why/write'), note('own', null, 'how/write'), note('free', null)]
  notes.push(note('elsewhere', earlier, 'how/write'), note('later', parkingLot, 'how/write'))
  const shown = wallGroupsIn(sceneOf(notes), ofStep).flatMap((group) => group.notes.map(({ id }) => id))
  expect(shown).toEqual(['elsewhere', 'own', 'free'])
})

function sceneOf(notes: readonly Note[]): Scene {
  const areas = [earlier, near, far, parkingLot].map((id, x) => [id, { id, x, y: 0 }] as const)
  return {
    notes: new Map(notes.map((each) => [each.id, each])),
    clusters: new Map(),
    areas: new Map(areas),
  } as unknown as Scene
}

let placed = 0
function note(id: string, area: string | null, step?: string): Note {
  return { id, x: (placed += 300), y: 0, z: 0, cluster: null, text: id, area, step } as unknown as Note
}
