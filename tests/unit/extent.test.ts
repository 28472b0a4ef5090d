import * as decoding from 'lib0/decoding'
import { expect, onTestFinished, test, vi } from 'vitest'
import * as Y from 'yjs'
import { createScene } from '#client/model/document/scene.ts'
import { eachGridDot } from '#client/canvas/paint-grid.ts'
import { createLens } from '#client/canvas/brush.ts'
import { createPresence } from '#client/model/people/presence.ts'
import { createCamera } from '#client/model/view/camera.ts'
import { gatherEverybody } from '#server/commands/board-commands.ts'
import type { Session } from '#server/contracts/live-board.ts'
import { rewriteState } from '#server/relay/awareness.ts'
import { addCluster, setCollapsed } from '#shared/board/change-cluster.ts'
import { readCluster } from '#shared/board/cluster.ts'
import { clustersRoot, placeRoot } from '#shared/board/document.ts'
import { coordinateLimit, reachLimit, stackLimit, stackStep } from '#shared/board/limits.ts'
import { addNote, moveNotes, notesOf, readPlace } from '#shared/board/note.ts'
import { createGrid } from '#shared/geometry/grid.ts'
import { encodeCursor, readCursor } from '#shared/wire/cursor.ts'
import type { ServerHello } from '#shared/wire/message.ts'
import type { PresenceState } from '#shared/wire/presence.ts'
import { encodeStates } from '#tests/corpus/hostile-states.ts'
import { openToolBoard } from '#tests/support/tool-board.ts'
import { openModelAlone } from '#tests/support/open-model.ts'
import { codeOf, newGuardedBoard } from '#tests/support/guarded-board.ts'

const farAway = [1e6, 1e7, 1e9, 1e30, 1e308, Infinity, -Infinity, Number.NaN, 0.5]

test('two notes of one group at opposite ends: the guard refuses their places with a sentence', () => {
  const { check, updateOf } = newGuardedBoard()
  for (const far of [...farAway, coordinateLimit + 1]) {
    for (const place of [
      [far, 0, 1, 'group'],
      [0, -far, 1, 'group'],
    ]) {
      const verdict = check(updateOf((copy) => placeRoot(copy).set('mine', place)))
      // The parser takes no value for a number that is none.
      expect([far, codeOf(verdict)]).toEqual([far, Number.isFinite(far) ? 'outside_board' : 'malformed'])
    }
  }
  const atTheEdge = [coordinateLimit, -coordinateLimit, 1, 'group']
  expect(codeOf(check(updateOf((copy) => placeRoot(copy).set('mine', atTheEdge))))).toBe('ok')
})

test('a note cannot be put so high that nothing could ever cover it', () => {
  const { check, updateOf } = newGuardedBoard()
  const atHeight = (z: number) => codeOf(check(updateOf((copy) => placeRoot(copy).set('mine', [0, 0, z, 0]))))
  for (const z of [stackLimit, stackLimit + 1, 1e300, Infinity, Number.NaN, 2 * stackStep])
    expect([z, atHeight(z)]).toEqual([z, Number.isFinite(z) ? 'outside_board' : 'malformed'])
  expect(atHeight(stackStep)).toBe('ok')
  // Earlier versions stopped here: their boards can be stacked higher again.
  const doc = new Y.Doc()
  const id = addNote(doc, { x: 0, y: 0, z: 1_000_000_000, author: null, created: 1 })
  const other = addNote(doc, { x: 0, y: 0, author: null, created: 1 })
  moveNotes(doc, [{ id, x: 0, y: 0 }])
  expect([readPlace(doc, other)?.z, readPlace(doc, id)?.z]).toEqual([1_000_000_001, 1_000_000_002])
})

test('a place that is stored outside the board is read as the nearest one inside', () => {
  const doc = new Y.Doc()
  const id = addNote(doc, { x: 0, y: 0, author: null, created: 1 })
  const read = (x: unknown, y: unknown, z: unknown) => {
    placeRoot(doc).set(id, [x, y, z, 0])
    return readPlace(doc, id)
  }
  expect(read(1e308, -Infinity, Infinity)).toEqual({
    x: coordinateLimit,
    y: -coordinateLimit,
    area: null,
    z: stackLimit,
    cluster: null,
  })
  expect(read(Number.NaN, 0.4, Number.NaN)).toEqual({ x: 0, y: 0, z: 0, cluster: null, area: null })
})

/** Counts entries of maps, which are the grid's cells among others, and stops what would not end. */
function countEntries(): () => number {
  const limit = 200_000
  let count = 0
  const set = Reflect.get(Map.prototype, 'set') as (
    this: Map<unknown, unknown>,
    key: unknown,
    value: unknown,
  ) => Map<unknown, unknown>
  const spy = vi.spyOn(Map.prototype, 'set').mockImplementation(function (
    this: Map<unknown, unknown>,
    ...entry
  ) {
    count += 1
    if (count > limit) throw new Error(`more than ${limit} entries`)
    return set.apply(this, entry)
  })
  onTestFinished(() => spy.mockRestore())
  return () => count
}

test('a stored group from end to end costs the scene as many entries as a small one', () => {
  for (const far of farAway) {
    const entries = countEntries()
    const doc = new Y.Doc()
    const scene = createScene(
      doc,
      (text) => text.length,
      () => undefined,
    )
    const ids = [0, 1, 2, 3].map((id) => addNote(doc, { id: `n${id}`, x: 0, y: 0, author: null, created: 1 }))
    addCluster(doc, ids, { id: 'group' })
    for (const [index, id] of ids.entries()) {
      const [x, y] = [index % 2 ? far : -far, index < 2 ? far : -far]
      placeRoot(doc).set(id, [x, y, far, 'group'])
    }
    const rects = [...scene.clusters.values()].map(({ rect }) => rect)
    expect(rects).toHaveLength(1)
    for (const side of Object.values(rects[0] ?? {})) expect(Math.abs(side)).toBeLessThan(3 * coordinateLimit)
    for (const view of [0, far, -far].flatMap((x) => [
      { x, y: x, width: 900, height: 700 },
      { x, y: 0, width: far, height: far },
    ])) {
      scene.notesIn(view)
      scene.clustersIn(view)
      scene.at(view)
    }
    moveNotes(
      doc,
      ids.map((id) => ({ id, x: 0, y: 0 })),
    )
    setCollapsed(doc, 'group', true)
    expect(scene.bounds()).toMatchObject({ x: 0, y: 0 })
    expect(entries()).toBeLessThan(2_000)
    vi.restoreAllMocks()
  }
})

test('the grid enters a bounded number of cells, wherever and however large an item or a query is', () => {
  for (const far of farAway) {
    for (const size of [0, 200, 1e5, far, -far]) {
      const entries = countEntries()
      const grid = createGrid<{ readonly rect: { x: number; y: number; width: number; height: number } }>()
      const item = { rect: { x: far, y: -far, width: size, height: size } }
      const usual = { rect: { x: 0, y: 0, width: 200, height: 200 } }
      grid.add(item)
      grid.add(usual)
      expect(entries()).toBeLessThan(100)
      grid.query({ x: far, y: far, width: 900, height: 700 })
      grid.query({ x: -far, y: -far, width: size, height: 2 * far })
      expect(grid.query({ x: -10, y: -10, width: 100, height: 100 })).toContain(usual)
      grid.remove(item)
      expect(grid.query({ x: -1e5, y: -1e5, width: 2e5, height: 2e5 })).toEqual([usual])
      vi.restoreAllMocks()
    }
  }
})

test('the dotted paper ends with its area at any view and zoom', () => {
  const area = { x: 0, y: 0, width: 1_440, height: 900 }
  for (const far of [...farAway, 0]) {
    for (const zoom of [0.02, 1, 8, 1e-300, 1e300, far]) {
      let dots = 0
      eachGridDot(createLens({ x: far, y: -far, zoom }, 1, { x: 0, y: 0 }), area, () => {
        dots += 1
        if (dots > 10_000) throw new Error('more dots than the area has room for')
      })
    }
  }
})

test('ten thousand members make one field, and a thousand groups without members none', () => {
  const doc = new Y.Doc()
  const scene = createScene(
    doc,
    (text) => text.length,
    () => undefined,
  )
  doc.transact(() => {
    for (let index = 0; index < 10_000; index += 1) {
      addNote(doc, {
        id: `n${index}`,
        x: index % 2 ? coordinateLimit : 0,
        y: index,
        cluster: 'all',
        author: null,
        created: 1,
      })
    }
    for (let index = 0; index < 1_000; index += 1) clustersRoot(doc).set(`c${index}`, new Y.Map())
  })
  addCluster(doc, [], { id: 'all' })
  expect(scene.clusters.size).toBe(1)
  expect(readCluster(doc, 'c1')).toBeDefined()
  expect(notesOf(doc)).toHaveLength(10_000)
})

const badViews = [
  ...farAway.flatMap((far) =>
    Math.abs(far) < 1e6
      ? []
      : [
          [far, far, 900, 700],
          [0, 0, far, 700],
          [0, 0, 900, -far],
        ],
  ),
  [0, 0, 0, 700],
  [0, 0, -900, 700],
  [0, 0, 900],
]

test('the server passes on no view that a page could not show, and no pointer or drag far outside', () => {
  const session = { participant: { id: 'pia', name: 'Pia', colour: 1 }, role: 'participant' } as Session
  const viewIn = (view: unknown) =>
    (JSON.parse(rewriteState(`{"view":${JSON.stringify(view)}}`, session, 1) ?? '{}') as PresenceState).view
  for (const view of badViews) expect([view, viewIn(view)]).toEqual([view, null])
  expect(viewIn([-72_000, 5, 72_000, 45_000])).toEqual([-72_000, 5, 72_000, 45_000])
  expect(viewIn([1e5, 1e5, 72_000, 45_000])).not.toBeNull()
  const far = { x: 2 ** 53 - 1, y: -(2 ** 53 - 1), drag: { dx: 2 ** 50, dy: -(2 ** 50) } }
  const near = { x: reachLimit, y: -reachLimit, drag: { dx: reachLimit, dy: -reachLimit } }
  const frame = decoding.createDecoder(encodeCursor(far))
  decoding.readVarUint(frame)
  expect(readCursor(frame)).toEqual(near)
})

test('everybody is brought to no place that a page could not show', () => {
  const form = (view: readonly unknown[]) => {
    const [x, y, width, height] = view
    return gatherEverybody.hasForm({ kind: 'board.gather', x, y, width, height })
  }
  for (const view of badViews) expect([view, form(view)]).toEqual([view, false])
  expect(form([-1e5, 1e5, 72_000, 45_000])).toBe(true)
})

test('a page follows no view and goes to no place that it could not show', () => {
  const model = openModelAlone()
  const presence = createPresence({
    me: model.me,
    ui: model.ui,
    camera: model.camera,
    mayShow: true,
    place: model.presence.place,
    send: () => undefined,
    soon: (run) => run(),
  })
  onTestFinished(presence.close)
  presence.connected(true)
  presence.greeted({ index: 0 } as ServerHello)
  const gathered: unknown[] = []
  presence.onGather((view) => gathered.push(view))
  for (const [clock, view] of badViews.entries()) {
    const state = { participant: 'bo', index: 1, name: 'Bo', colour: 0, selection: [], editing: null, view }
    presence.heard({ kind: 'awareness', update: encodeStates([[5, clock + 1, JSON.stringify(state)]]) })
    expect(presence.others.get()).toMatchObject([{ participant: 'bo', view: null }])
    const [x, y, width, height] = view as [number, number, number, number]
    presence.heard({ kind: 'gather', gathering: { from: 'bo', x, y, width, height } })
  }
  presence.heard({ kind: 'gather', gathering: { from: 'bo', x: 0, y: 0, width: 900, height: 700 } })
  expect(gathered).toEqual([{ x: 0, y: 0, width: 900, height: 700 }])
})

test('the camera stays near the board, whatever it is told', () => {
  const camera = createCamera()
  camera.setScreen({ width: 1_440, height: 900 })
  for (const far of farAway) {
    camera.set({ x: far, y: -far, zoom: far })
    camera.fit({ x: far, y: far, width: far, height: 0 }, { glide: false })
    camera.panBy(far, -far)
    camera.zoomAt({ x: far, y: far }, far)
    const { x, y, width, height } = camera.view()
    for (const side of [x, y, width, height]) expect(Math.abs(side)).toBeLessThanOrEqual(reachLimit)
  }
  camera.set({ x: 123.4, y: -5, zoom: 0.3 })
  expect(camera.state.get()).toEqual({ x: 123.4, y: -5, zoom: 0.3 })
})

test('notes far outside are left out of the fitted view, and brought back to their groups or below the board', () => {
  const honest = Object.fromEntries(
    Array.from({ length: 9 }, (_, index) => [
      `n${index}`,
      { x: (index % 3) * 300, y: Math.floor(index / 3) * 300 },
    ]),
  )
  const far = { lost: { x: coordinateLimit, y: -coordinateLimit }, strayed: { x: -coordinateLimit, y: 0 } }
  const { model, doc, place } = openToolBoard({ ...honest, ...far })
  addCluster(doc, ['n0', 'n1', 'strayed'], { id: 'group' })
  const { scene } = model
  expect(new Set(scene.farOut())).toEqual(new Set(['lost', 'strayed']))
  expect(scene.bounds()).toEqual({ x: 0, y: 0, width: 800, height: 800 })
  expect(scene.notesIn({ x: -1e5, y: -1e5, width: 2e5 + 200, height: 2e5 }).map(({ id }) => id)).toContain(
    'lost',
  )
  model.commands.bringBack()
  expect(scene.farOut()).toEqual([])
  for (const id of ['lost', 'strayed']) {
    const { x = 1e9, y = 1e9 } = place(id) ?? {}
    expect(Math.hypot(x, y)).toBeLessThan(2_500)
  }
  expect(scene.notes.get('strayed')?.cluster).toBe('group')
  model.undo.undo()
  expect(place('lost')).toEqual(far.lost)
})

test('nothing is far outside on a board of 10,000 notes, nor on one of two groups apart', () => {
  const doc = new Y.Doc()
  const scene = createScene(
    doc,
    (text) => text.length,
    () => undefined,
  )
  doc.transact(() => {
    for (let index = 0; index < 10_000; index += 1)
      addNote(doc, {
        id: `n${index}`,
        x: (index % 100) * 224,
        y: Math.floor(index / 100) * 224,
        author: null,
        created: 1,
      })
  })
  expect(scene.farOut()).toEqual([])
  moveNotes(
    doc,
    Array.from({ length: 5_000 }, (_, index) => ({ id: `n${index}`, x: 60_000, y: 0 })),
  )
  expect(scene.farOut()).toEqual([])
})
