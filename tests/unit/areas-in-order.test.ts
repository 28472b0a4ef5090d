import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { BoardModel } from '#client/model/contract/board-model.ts'
import { Plan } from '#client/model/view/plan.ts'
import { tidyBoard } from '#client/model/view/tidy.ts'
import { areasOf, placeAreas } from '#shared/board/area.ts'
import { addCluster } from '#shared/board/change-cluster.ts'
import { addNote, shiftNotes } from '#shared/board/note.ts'
import { centreOf, contains, encloses, inset, intersects } from '#shared/geometry/rect.ts'
import { disorderOf } from '#tests/support/order.ts'
import { openForPeople } from '#tests/support/sorting-people.ts'
import { fuzzScale, seededRandom, testSeed, type Random } from '#tests/support/random.ts'

const pitch = 224

function raise(): never {
  throw new Error('somebody is missing')
}

/** Three fields side by side, twelve notes in the first, and one outside. */
function fill(doc: Y.Doc): void {
  const fields = ['start', 'stop', 'go-on'].map((id) => ({ id, title: { en: id } }))
  const [start = ''] = placeAreas(doc, 'look-back', { id: 'write', fields })
  const [area] = areasOf(doc)
  for (let index = 0; index < 12; index += 1) {
    addNote(doc, {
      id: `n${index}`,
      text: `n${index}`,
      x: (area?.x ?? 0) + 32 + (index % 3) * pitch,
      y: (area?.y ?? 0) + 72 + Math.floor(index / 3) * pitch,
      area: start,
      author: null,
      created: 1,
    })
  }
  addNote(doc, { id: 'out', text: 'out', x: -600, y: 0, author: null, created: 1 })
}

function areaOf(model: BoardModel, id: string) {
  return [...model.scene.areas.values()].find(({ field }) => field === id) ?? raise()
}

/** Notes and groups that are not within the area that they belong in, and areas on one another. */
function strays({ scene }: BoardModel): readonly string[] {
  const areas = [...scene.areas.values()]
  const things = [...scene.clusters.values(), ...[...scene.notes.values()].filter(({ cluster }) => !cluster)]
  return [
    ...things.flatMap(({ id, area, rect }) => {
      const here = scene.areasIn(rect).filter((one) => encloses(one.rect, rect))
      // An area may grow over a note that was put below it.
      const isOutside = areas.every((one) => !contains(inset(one, 1), centreOf(rect)))
      const isHome = area === null ? isOutside : here.some((one) => one.id === area)
      return isHome ? [] : [`${id} does not lie in ${area ?? 'no area'}`]
    }),
    ...areas.flatMap((one, index) =>
      areas
        .slice(index + 1)
        .flatMap((other) => (intersects(one.rect, other.rect) ? [`${one.id} lies on ${other.id}`] : [])),
    ),
  ]
}

test('a drop puts a note into the area that is there, wholly inside, in one entry and one step of undo', () => {
  const [{ model } = raise()] = openForPeople(1, fill).people
  const doc = () => model.scene.notes.get('out')
  const stop = areaOf(model, 'stop')
  const before = doc()
  model.commands.moveNotes([{ id: 'out', x: stop.x + stop.width - 110, y: stop.y + 300 }])
  expect(doc()).toMatchObject({ area: stop.id, x: stop.x + stop.width - 208, y: stop.y + 300 })
  model.commands.moveNotes([{ id: 'out', x: -600, y: 0 }])
  expect(doc()?.area).toBeNull()
  model.undo.undo()
  expect(doc()?.area).toBe(stop.id)
  model.undo.undo()
  expect(doc()).toEqual(before)
})

test('a new note, a copy and a pasted note belong to the area in which they lie', () => {
  const [{ model } = raise()] = openForPeople(1, fill).people
  const stop = areaOf(model, 'stop')
  const at = { x: stop.x + 300, y: stop.y + 300 }
  const id = model.commands.addNote(at, { text: 'new' })
  expect(model.scene.notes.get(id)).toMatchObject({ area: stop.id, step: 'look-back/write', field: 'stop' })
  const goOn = areaOf(model, 'go-on')
  const [copy = ''] = model.commands.duplicate([id], { x: goOn.x - stop.x, y: 0 })
  expect(model.scene.notes.get(copy)).toMatchObject({ area: goOn.id, field: 'go-on' })
  const outside = model.commands.addNote({ x: -900, y: -900 }, { text: 'outside' })
  expect(model.scene.notes.get(outside)).toMatchObject({ area: null })
  expect(model.scene.notes.get(outside)?.step).toBeUndefined()
})

test('people who add a note to one field at the same moment see all of them side by side', () => {
  const board = openForPeople(5, fill)
  for (const [person, { model }] of board.people.entries())
    model.commands.addToField({ step: 'look-back/write', field: 'stop' }, [{ text: `of ${person}` }])
  board.settle()
  for (const { model } of board.people) {
    const there = [...model.scene.notes.values()].filter(({ field }) => field === 'stop')
    expect(there).toHaveLength(5)
    const pairs = there.flatMap((one, index) =>
      there.slice(index + 1).map((other) => [one.rect, other.rect] as const),
    )
    expect(pairs.filter(([one, other]) => intersects(one, other))).toEqual([])
    expect(strays(model)).toEqual([])
  }
})

test.for([[fill], [() => undefined]])(
  'a note added before the areas of its step are there lies on the ground of no table',
  ([before = raise()]) => {
    const [{ model } = raise()] = openForPeople(1, before).people
    const [id = ''] = model.commands.addToField({ step: 'opening/round', field: 'cards' }, [{ text: 'card' }])
    const centre = centreOf(model.scene.notes.get(id)?.rect ?? raise())
    const others = new Y.Doc()
    before(others)
    placeAreas(others, 'opening', { id: 'round', fields: [{ id: 'cards', title: { en: 'Cards' } }] }, 3)
    expect(areasOf(others).filter((area) => contains(area, centre))).toEqual([])
  },
)

test('notes added to a field that is full make its area longer, also the first one of a new row', () => {
  const [{ model } = raise()] = openForPeople(1, fill).people
  const before = areaOf(model, 'stop').rect
  for (let index = 0; index < 20; index += 1) {
    const [id = ''] = model.commands.addToField({ step: 'look-back/write', field: 'stop' }, [
      { text: `${index}` },
    ])
    expect(model.scene.notes.get(id)?.area).toBe(areaOf(model, 'stop').id)
  }
  expect(areaOf(model, 'stop').rect.height).toBeGreaterThan(before.height)
  expect(strays(model)).toEqual([])
  expect(disorderOf(model.scene)).toEqual([])
})

test('a group takes its notes into another area, grows no wider than its area, and its neighbours stay inside', () => {
  const [{ model } = raise()] = openForPeople(1, fill).people
  const group = model.commands.dropOnNote(['n1'], 'n0') ?? ''
  for (let index = 2; index < 9; index += 1)
    model.commands.moveNotes([{ id: `n${index}`, x: 0, y: 0 }], group)
  expect(disorderOf(model.scene)).toEqual([])
  expect(strays(model)).toEqual([])
  const stop = areaOf(model, 'stop')
  const { members = [], rect = stop } = model.scene.clusters.get(group) ?? {}
  const by = { x: stop.x + 60 - rect.x, y: stop.y + 120 - rect.y }
  model.commands.moveNotes(
    members.map((id) => {
      const { x, y } = model.scene.notes.get(id) ?? raise()
      return { id, x: x + by.x, y: y + by.y }
    }),
  )
  expect(members.map((id) => model.scene.notes.get(id)?.area)).toEqual(members.map(() => stop.id))
  model.commands.moveNotes([{ id: 'out', x: 0, y: 0 }], group)
  expect(model.scene.notes.get('out')?.area).toBe(stop.id)
  expect(disorderOf(model.scene)).toEqual([])
  expect(strays(model)).toEqual([])
})

test('a group whose notes stand apart by a little more than its area is wide comes together again', () => {
  const placed = { n0: [32, 830], n1: [256, 830], n2: [494, 1350] } as const
  const [{ model } = raise()] = openForPeople(1, (doc) => {
    fill(doc)
    addCluster(doc, Object.keys(placed), { id: 'group' })
    shiftNotes(
      doc,
      Object.entries(placed).map(([id, [x, y]]) => ({ id, x, y })),
    )
  }).people
  const widthOf = () => areaOf(model, 'start').rect.width
  expect(widthOf()).toBeGreaterThan(areaOf(model, 'start').width)
  const plan = new Plan(model.scene, () => true)
  plan.mend(['group'], () => true)
  model.commands.moveNotes(plan.moves())
  expect(widthOf()).toBe(areaOf(model, 'start').width)
  expect(strays(model)).toEqual([])
})

test('a group for which a full row has no room begins in the free rows of its area, not below the board', () => {
  const [{ model } = raise()] = openForPeople(1, (doc) => {
    const fields = ['drives', 'expected'].map((id) => ({ id, title: { en: id } }))
    const places = placeAreas(doc, 'start', { id: 'write', fields })
    const areas = [...areasOf(doc)]
    for (const [which, count] of [17, 8].entries())
      for (let index = 0; index < count; index += 1)
        addNote(doc, {
          id: `n${which}-${index}`,
          text: 'word',
          x: (areas[which]?.x ?? 0) + 32 + (index % 4) * pitch,
          y: (areas[which]?.y ?? 0) + 72 + Math.floor(index / 4) * pitch,
          area: places[which] ?? null,
          author: null,
          created: 1,
        })
  }).people
  const { scene, commands } = model
  // At the left and at the right edge of an area.
  for (const [dropped, onto] of [
    ['n1-7', 'n1-0'],
    ['n1-4', 'n1-3'],
    ['n0-8', 'n0-10'],
  ] as const) {
    const from = scene.notes.get(onto)?.rect ?? raise()
    const group = scene.clusters.get(commands.dropOnNote([dropped], onto) ?? '')?.rect ?? raise()
    const area = areaOf(model, onto.startsWith('n0') ? 'drives' : 'expected')
    const rows = Math.max(...[...scene.notes.values()].filter(({ cluster }) => !cluster).map(({ y }) => y))
    // Straight below the rows of its area at the latest.
    expect(group.y).toBeLessThanOrEqual(rows + pitch + 8)
    expect(group.y).toBeGreaterThanOrEqual(from.y - pitch)
    expect(encloses(area.rect, group)).toBe(true)
  }
  expect(strays(model)).toEqual([])
})

test('many groups in a narrow area make it longer, not wider', () => {
  const [{ model } = raise()] = openForPeople(1, fill).people
  const start = areaOf(model, 'start')
  for (let index = 0; index < 12; index += 2) model.commands.dropOnNote([`n${index + 1}`], `n${index}`)
  expect(disorderOf(model.scene)).toEqual([])
  expect(strays(model)).toEqual([])
  expect(areaOf(model, 'start').rect).toMatchObject({ x: start.x, width: start.width })
})

test('a board that is laid out anew keeps every thing in its area, and the others beside the areas', () => {
  const [{ model } = raise()] = openForPeople(1, fill).people
  for (let index = 0; index < 10; index += 2) model.commands.dropOnNote([`n${index + 1}`], `n${index}`)
  const before = [...model.scene.notes.values()].map(({ id, area }) => [id, area])
  model.commands.layOut(tidyBoard)
  expect([...model.scene.notes.values()].map(({ id, area }) => [id, area])).toEqual(before)
  expect(disorderOf(model.scene)).toEqual([])
  expect(strays(model)).toEqual([])
})

test('whatever three people drop into areas at once, every screen shows the same, each thing in its area', () => {
  const seed = testSeed()
  console.info(`SEED=${seed}`)
  for (let round = 0; round < 4 * fuzzScale; round += 1) {
    const random = seededRandom(seed + round)
    const board = openForPeople(3, fill)
    const docs = () => board.people.map(({ model }) => placesOf(model))
    for (let step = 0; step < 12; step += 1) {
      for (const { model } of board.people) dropSomething(model, random)
      if (random.chance(0.5)) board.settle()
    }
    board.settle()
    const [first, ...others] = docs()
    for (const other of others) expect(other).toEqual(first)
    for (const { model } of board.people) expect(strays(model)).toEqual([])
  }
})

function placesOf({ scene }: BoardModel) {
  return Object.fromEntries(
    [...scene.notes.values()]
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ id, x, y, cluster, area }) => [id, [x, y, cluster, area]]),
  )
}

function dropSomething({ scene, commands }: BoardModel, random: Random): void {
  const pick = <T>(things: Iterable<T>): T => random.pick([...things])
  const note = pick(scene.notes.values())
  const area = pick(scene.areas.values())
  const at = { x: area.x + random.below(area.width) - 100, y: area.y + random.below(area.height) }
  const how = random.next()
  if (how < 0.4) commands.moveNotes([{ id: note.id, ...at }], null)
  else if (how < 0.7) commands.dropOnNote([note.id], pick(scene.notes.keys()))
  else if (scene.clusters.size > 0) {
    const { members, rect } = pick(scene.clusters.values())
    commands.moveNotes(
      members.flatMap((id) => {
        const { x, y } = scene.notes.get(id) ?? note
        return [{ id, x: x + at.x - rect.x, y: y + at.y - rect.y }]
      }),
    )
  }
}
