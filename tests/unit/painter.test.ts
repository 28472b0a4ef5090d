import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { createDamage } from '#client/canvas/damage.ts'
import { dotActionAt, dotRow } from '#client/view/dots.ts'
import type { ShownVote } from '#client/view/view-state.ts'
import { nothingShown, type Shown } from '#client/view/view-state.ts'
import { paint } from '#client/canvas/paint.ts'
import { paintsAll } from '#client/canvas/paint-late.ts'
import { createStyle, mix } from '#client/canvas/style.ts'
import { createScene } from '#client/model/document/scene.ts'
import { dark, light, type Palette } from '#client/style/palette.ts'
import { contrast, sights, smallestDifference } from '#tests/support/colour.ts'
import { writeArea } from '#shared/board/area.ts'
import { addCluster, setCollapsed } from '#shared/board/change-cluster.ts'
import { clusterTitleLimit } from '#shared/board/limits.ts'
import { addNote, removeNotes, tints } from '#shared/board/note.ts'
import { writeSignature } from '#shared/board/signatures.ts'
import { packingGap } from '#shared/geometry/sizes.ts'
import { encloses, type Point, type Rect } from '#shared/geometry/rect.ts'
import { noteMargin } from '#shared/text/layout.ts'
import { participantColours } from '#shared/workshop/role.ts'
import { canvasWords, recordingCanvas } from '#tests/support/recording-canvas.ts'

const measure = (text: string, fontSize: number) => text.length * fontSize * 0.5
const style = createStyle(light, false, canvasWords)
paintsAll()

function setup() {
  const doc = new Y.Doc()
  addNote(doc, { id: 'a', x: 0, y: 0, text: 'Alpha', author: null, created: 1 })
  addNote(doc, { id: 'b', x: 300, y: 0, text: 'Beta', author: null, created: 1 })
  const scene = createScene(doc, measure, () => undefined)
  onTestFinished(scene.close)
  const painted = (zoom: number, shown: Partial<Shown> = {}, area?: Rect) => {
    const { sheet, calls, strokes } = recordingCanvas()
    const parts = [{ sheet, area: area ?? sheet.pixels }]
    paint(parts, scene, { x: -50, y: -50, zoom }, style, { ...nothingShown, ...shown })
    const texts = calls.filter(({ name }) => name === 'fillText').map(({ args }) => args[0])
    return { calls, strokes, texts }
  }
  return { doc, scene, painted }
}

test('a revealed note is invisible before its turn, and veiled until it has arrived', () => {
  const { painted } = setup()
  expect(painted(1, { arriving: new Map([['a', 0]]) }).texts).toEqual(['Beta'])
  const { calls, texts } = painted(1, { arriving: new Map([['a', 0.5]]) })
  expect(texts).toEqual(['Alpha', 'Beta'])
  const drawn = calls.map(({ name }) => name)
  expect(drawn.indexOf('fillRect', drawn.indexOf('fillText'))).toBeLessThan(drawn.lastIndexOf('fillText'))
})

test('text is drawn where it can be read, bars where it cannot', () => {
  const { painted } = setup()
  expect(painted(1).texts).toEqual(['Alpha', 'Beta'])
  expect(painted(0.2).texts).toEqual([])
})

test('an area lies below the notes with its title, also from afar, and out of sight it is not painted', () => {
  const { doc, painted } = setup()
  const area = { id: 'ideas/write/all', title: { en: 'Ideas' }, width: 900, height: 600 }
  writeArea(doc, { ...area, x: 5_000, y: 0 })
  expect(painted(1).texts).toEqual(['Alpha', 'Beta'])
  writeArea(doc, { ...area, x: -40, y: 0 })
  expect(painted(1).texts).toEqual(['Ideas', 'Alpha', 'Beta'])
  expect(painted(0.1).texts).toEqual(['Ideas'])
  expect(painted(0.02).texts).toEqual([])
})

test('a lifted note is not on the board, and a note in the editor shows no text of its own', () => {
  const { painted } = setup()
  expect(painted(1, { lifted: new Set(['a']) }).texts).toEqual(['Beta'])
  expect(painted(1, { editing: 'b' }).texts).toEqual(['Alpha'])
})

test('a part is clipped, and only overlapping notes are drawn', () => {
  const { painted } = setup()
  const { calls, texts } = painted(1, {}, { x: 340, y: 40, width: 101, height: 91 })
  expect(calls.find(({ name }) => name === 'rect')?.args).toEqual([340, 40, 101, 91])
  expect(texts).toEqual(['Beta'])
})

test('from afar a part is painted without a clip and nothing outside it; round marks need the clip', () => {
  const { painted } = setup()
  const area = { x: 3, y: 2, width: 6, height: 7 }
  const { calls } = painted(0.05, {}, area)
  const filled = calls.filter(({ name }) => name === 'fillRect').map(({ args }) => args as number[])
  expect(filled.length).toBeGreaterThan(1)
  for (const [x = 0, y = 0, width = 0, height = 0] of filled)
    expect(encloses(area, { x, y, width, height })).toBe(true)
  expect(calls.map(({ name }) => name)).not.toContain('clip')
  const marked = painted(0.05, { selection: new Set(['a']) }, area)
  expect(marked.calls.map(({ name }) => name)).toContain('clip')
})

test('a signed note shows the name at its lower edge, cut when it is long; others cost nothing more', () => {
  const { doc, painted } = setup()
  const plain = painted(1).calls.length
  doc.transact(() => {
    writeSignature(doc, 'c', 'Ada')
    writeSignature(doc, 'd', 'Maximiliane-Alexandra von Hohenstein')
    addNote(doc, { id: 'c', x: 0, y: 300, text: 'Gamma', author: 'ada', created: 1 })
    addNote(doc, { id: 'd', x: 300, y: 300, text: 'Delta', author: 'max', created: 1 })
  })
  const [signed, far] = [painted(1), painted(0.4)]
  expect(signed.texts.map(String).toSorted((a, b) => a.localeCompare(b))).toEqual([
    'Ada',
    'Alpha',
    'Beta',
    'Delta',
    'Gamma',
    'Maximiliane-Alexa…',
  ])
  expect(far.texts).not.toContain('Ada')
  removeNotes(doc, ['c', 'd'])
  expect(painted(1).calls).toHaveLength(plain)
})

test('a cluster shows its title and its count, and a placeholder without one', () => {
  const { doc, painted } = setup()
  addCluster(doc, ['a', 'b'], { title: 'Why' })
  expect(painted(1).texts).toEqual(['Why', '2', 'Alpha', 'Beta'])
})

test('another person’s drag is drawn where they hold the note', () => {
  const { painted } = setup()
  const at = (shown: Partial<Shown>) =>
    painted(1, shown)
      .calls.find(({ name, args }) => name === 'fillText' && args[0] === 'Alpha')
      ?.args.slice(1)
  const [x, y] = at({}) as [number, number]
  const [heldX, heldY] = at({ drags: new Map([['a', { x: 30, y: -10 }]]) }) as [number, number]
  expect(heldX - x).toBeCloseTo(30)
  expect(heldY - y).toBeCloseTo(-10)
})

test('results show total and rank once the round is closed', () => {
  const { painted } = setup()
  const ranked = { option: 'a', total: 7, rank: 1, isShortlisted: true, isInTieBand: false }
  const { texts } = painted(1, { vote: { kind: 'closed', dots: {}, ranked: new Map([['a', ranked]]) } })
  expect(texts).toEqual(['Alpha', '7', 'Rank 1', 'Beta'])
})

test('ring and bracket of all that is shortlisted have the colour that the list of results gives it', () => {
  const { painted } = setup()
  const calmStrokes = (isShortlisted: boolean, isInTieBand: boolean) => {
    const ranked = { option: 'a', total: 7, rank: 1, isShortlisted, isInTieBand }
    const { strokes } = painted(1, { vote: { kind: 'closed', dots: {}, ranked: new Map([['a', ranked]]) } })
    return strokes.filter((colour) => colour === light.onNote.calm).length
  }
  expect(calmStrokes(true, true)).toBe(2)
  expect(calmStrokes(true, false)).toBe(1)
  expect(calmStrokes(false, false)).toBe(0)
})

test('dots are found where they are drawn: a disc for a new dot, and own dots to take back', () => {
  const { scene } = setup()
  const note = scene.notes.get('a')
  if (!note) throw new Error('note a was expected')
  const vote = {
    kind: 'open',
    method: 'dots',
    options: new Set(['a']),
    dots: { a: 2 },
    cap: 3,
    canPlace: true,
    mayVote: true,
  } as const
  const row = dotRow(note, vote, 1)
  const hit = (at: Point, zoom = 1, other: Partial<typeof vote> = {}) =>
    dotActionAt(note, { ...vote, ...other }, { x: note.x + at.x / zoom, y: note.y + at.y / zoom }, zoom)
      ?.action
  expect(row?.own).toHaveLength(2)
  for (const at of row?.own ?? []) expect(hit(at)).toBe('take')
  if (!row?.place) throw new Error('a place for one more dot was expected')
  expect(hit(row.place)).toBe('place')
  // Targets overlap: the nearer middle is meant.
  const { own, place } = row
  const last = own[1] ?? place
  const between = (share: number) => ({ x: last.x + (place.x - last.x) * share, y: last.y })
  expect(hit(between(0.45))).toBe('take')
  expect(hit(between(0.55))).toBe('place')
  expect(dotRow(note, { ...vote, dots: { a: 3 } }, 1)?.place).toBeNull()
  expect(dotRow(note, { ...vote, canPlace: false }, 1)?.place).toBeNull()
  expect(dotActionAt(note, { ...vote, mayVote: false }, note, 1)).toBeUndefined()
  expect(dotRow(note, { ...vote, options: new Set() }, 1)).toBeUndefined()
})

test('in a round with scores the points from 0 to 3 stand on a note; from afar one number, which a click changes', () => {
  const { scene } = setup()
  const note = scene.notes.get('a')
  if (!note) throw new Error('note a was expected')
  const vote = {
    kind: 'open',
    method: 'score',
    options: new Set(['a']),
    dots: { a: 2 },
    cap: 3,
    canPlace: true,
    mayVote: true,
  } as const
  const discs = (zoom: number, other: Partial<ShownVote & { kind: 'open' }> = {}) =>
    dotRow(note, { ...vote, ...other }, zoom)?.points.map(({ text, next }) => [text, next])
  expect(discs(1)).toEqual([
    ['0', 0],
    ['1', 1],
    ['2', null],
    ['3', 3],
  ])
  expect(discs(0.2)).toEqual([['2', 3]])
  expect(discs(0.2, { dots: {} })).toEqual([['+', 1]])
  expect(discs(0.2, { dots: { a: 3 } })).toEqual([['3', 0]])
  expect(discs(1, { mayVote: false })?.map(([text]) => text)).toEqual(['2'])
  expect(discs(1, { mayVote: false, dots: {} })).toEqual([])
  for (const { at, next } of dotRow(note, vote, 1)?.points ?? []) {
    expect(dotActionAt(note, vote, { x: note.x + at.x, y: note.y + at.y }, 1)?.action).toEqual({
      points: next,
    })
  }
})

test('wherever one can vote, a disc to place a dot is 24 pixels large, at the lower edge of a note or the end of its title', () => {
  const { scene } = setup()
  const note = scene.notes.get('a')
  if (!note) throw new Error('note a was expected')
  const group = {
    id: 'g',
    title: '',
    firstWords: '',
    tint: 'sand',
    isCollapsed: false,
    area: null,
    members: ['a'],
  } as const
  const field = { ...group, rect: { x: 0, y: 0, width: 472, height: 312 } }
  const vote = {
    kind: 'open',
    method: 'dots',
    options: new Set(['a', 'g']),
    dots: {},
    cap: 3,
    canPlace: true,
    mayVote: true,
  } as const
  for (const zoom of [0.14, 0.2, 0.28, 0.5, 1, 3]) {
    for (const option of [note, field]) {
      const at = dotRow(option, vote, zoom)?.place
      if (!at) throw new Error('a place for a dot was expected')
      const disc = { x: at.x - 12, y: at.y - 12, width: 24, height: 24 }
      const { width, height } = option.rect
      const below = option === note ? packingGap : 0
      const room = { x: 0, y: 0, width: width * zoom, height: (height + below) * zoom }
      expect(encloses(room, disc), `${zoom}`).toBe(true)
      for (const [x, y] of [
        [11.9, 0],
        [0, -11.9],
        [-8, 8],
      ] as const) {
        const point = { x: option.rect.x + (at.x + x) / zoom, y: option.rect.y + (at.y + y) / zoom }
        expect(dotActionAt(option, vote, point, zoom)?.action).toBe('place')
      }
      const row = dotRow(option, { ...vote, dots: { a: 2, g: 2 } }, zoom)
      const last = row?.place ?? row?.count?.at ?? row?.own.at(-1)
      expect(last?.x).toBeLessThan(width * zoom)
    }
  }
})

test('a disc to vote with covers neither the words of its note nor the note below, wherever they can be read', () => {
  const { scene } = setup()
  const note = scene.notes.get('a')
  if (!note) throw new Error('note a was expected')
  const vote = {
    kind: 'open',
    method: 'dots',
    options: new Set(['a']),
    dots: {},
    cap: 3,
    canPlace: true,
    mayVote: true,
  } as const
  for (const zoom of [0.48, 0.53, 0.6, 0.8, 1, 2]) {
    const at = dotRow(note, vote, zoom)?.place?.y ?? 0
    const { height } = note.rect
    expect(at - 12, `${zoom}`).toBeGreaterThanOrEqual((height - noteMargin.bottom) * zoom)
    expect(at + 12, `${zoom}`).toBeLessThanOrEqual((height + packingGap) * zoom)
  }
})

test('many small changes are painted one by one, more than half of the screen as a whole', () => {
  const damage = createDamage()
  const view = { x: 0, y: 0, width: 1_000, height: 1_000 }
  const piece = { x: 10, y: 10, width: 50, height: 50 }
  damage.add(piece)
  const pieces = damage.take(view)
  expect(pieces === 'all' ? 'all' : pieces.every((rect) => encloses(rect, piece))).toBe(true)
  expect(damage.isEmpty()).toBe(true)
  damage.add({ x: 0, y: 0, width: 900, height: 900 })
  expect(damage.take(view)).toBe('all')
  damage.addAll()
  expect(damage.take(view)).toBe('all')
})

test('a note is paper in both themes: ink 7 : 1, quiet ink 4.5 : 1, dots and marks 3 : 1 on every tint', () => {
  for (const { tints: papers, onNote, signs } of [light, dark]) {
    for (const tint of tints) {
      expect(contrast(onNote.ink, papers[tint])).toBeGreaterThanOrEqual(7)
      expect(contrast(onNote.inkSoft, papers[tint])).toBeGreaterThanOrEqual(4.5)
      expect(contrast(onNote.accent, papers[tint])).toBeGreaterThanOrEqual(3)
      expect(contrast(onNote.calm, papers[tint])).toBeGreaterThanOrEqual(3)
      expect(contrast(signs[tint], papers[tint])).toBeGreaterThanOrEqual(3)
    }
  }
})

test('a note stands out from the dark board, and its tints differ for everybody as the light ones do', () => {
  for (const tint of tints) expect(contrast(dark.tints[tint], dark.paper)).toBeGreaterThanOrEqual(7)
  for (const sight of Object.keys(sights)) {
    const difference = ({ tints: papers }: Palette) => smallestDifference(Object.values(papers), sight)
    expect(difference(dark), sight).toBeGreaterThanOrEqual(difference(light))
  }
})

test('names on every person’s colour have 4.5 : 1 in both themes', () => {
  for (const { people, onPerson } of [light, dark]) {
    expect(people).toHaveLength(participantColours)
    for (const colour of people) expect(contrast(onPerson, colour)).toBeGreaterThanOrEqual(4.5)
  }
})

test('a mixed colour lies between the two', () => {
  expect(mix('#000000', '#ffffff', 0.5)).toBe('#808080')
  expect(mix('#102030', '#ffffff', 0)).toBe('#102030')
})

test('a title is measured once, and no longer than people may write it', () => {
  const { doc, scene, painted } = setup()
  const collapsed = addCluster(doc, ['a'], { title: 'W'.repeat(4 * clusterTitleLimit) })
  addCluster(doc, ['b'], { title: ' \n'.repeat(2 * clusterTitleLimit) })
  setCollapsed(doc, collapsed, true)
  expect(scene.clusters.get(collapsed)?.isCollapsed).toBe(true)
  const measured = () => painted(1).calls.filter(({ name }) => name === 'measureText')
  const longest = measured().reduce((most, { args }) => Math.max(most, String(args[0]).length), 0)
  expect(longest).toBeLessThanOrEqual(clusterTitleLimit + 1)
  // The count on the card.
  expect(measured()).toHaveLength(1)
})
