import { coordinateLimit, pasteLimit } from '../board/limits.ts'
import { readLook, type NoteLook } from '../board/note-look.ts'
import type { Tint } from '../board/note.ts'
import { fieldMargin, headingHeight } from '../geometry/field.ts'
import { shelvesOf, packCells } from '../geometry/packing.ts'
import type { Point, Size } from '../geometry/rect.ts'
import { noteSide, packingGap, pageAspect } from '../geometry/sizes.ts'
import { heightAtMost } from '../text/height.ts'
import type { Imported, ImportedNote } from './imported.ts'

/** Notes and groups with places around the origin, in the form in which a board pastes them. */
export interface Arranged {
  readonly clusters: readonly {
    readonly id: string
    readonly title: string
    readonly tint: Tint
    readonly isCollapsed: boolean
  }[]
  readonly notes: readonly (Point &
    Pick<NoteLook, 'form' | 'size'> & {
      readonly text: string
      readonly tint: Tint
      readonly kind: 'idea'
      readonly cluster: string | null
      readonly arrowsTo?: readonly number[]
    })[]
}

const pitch = noteSide + packingGap
/** Between groups: their fields have a margin of their own. As in a tidied board. */
const groupGap = 32

/**
 * Gives every note a place. Places of the other tool are kept, and drawn apart as far as notes there are smaller than
 * ours. Everything without a place is packed below, group by group.
 */
export function arranged({ notes, groups }: Pick<Imported, 'notes' | 'groups'>): Arranged {
  const scale = scaleOf(notes)
  const places = new Map<ImportedNote, Point>()
  const taken = new Set<string>()
  for (const note of notes) if (note.at) places.set(note, apart(note.at, scale, taken))
  const corner = cornerOf([...places.values()])
  for (const [note, { x, y }] of places) places.set(note, { x: x - corner.x, y: y - corner.y })
  const loose = notes.filter(({ at }) => !at)
  const top = places.size === 0 ? 0 : sizeOf(notes, places).height + groupGap
  for (const [note, { x, y }] of packed(loose)) places.set(note, { x, y: y + top })
  const used = new Set(notes.map(({ group }) => group))
  return {
    clusters: groups.flatMap(({ title, tint = 'sand' }, index) =>
      used.has(index) ? [{ id: `g${index}`, title, tint, isCollapsed: false }] : [],
    ),
    notes: notes.map((note) => ({
      text: note.text,
      tint: note.tint ?? 'sun',
      kind: 'idea',
      cluster: note.group === undefined ? null : `g${note.group}`,
      ...readLook({ form: note.form, size: note.size }),
      ...(note.arrowsTo && { arrowsTo: note.arrowsTo }),
      ...(places.get(note) ?? { x: 0, y: 0 }),
    })),
  }
}

/** Where half of all notes have a neighbour that ours would meet, all lie apart. All lie on the board. */
function scaleOf(notes: readonly ImportedNote[]): number {
  const places = notes.flatMap(({ at }) => at ?? [])
  const nearest = places.map((own) =>
    places.reduce((least, { x, y }) => {
      const distance = Math.max(Math.abs(x - own.x), Math.abs(y - own.y))
      return distance > 0 && distance < least ? distance : least
    }, Infinity),
  )
  const typical = nearest.filter(Number.isFinite).toSorted((a, b) => a - b)
  const middle = typical[Math.floor(typical.length / 2)] ?? pitch
  const from = cornerOf(places)
  const reach = places.reduce((most, { x, y }) => Math.max(most, x - from.x, y - from.y), 1)
  return Math.min(middle < noteSide ? pitch / middle : 1, coordinateLimit / 2 / reach)
}

/** A note exactly on another would hide it. */
function apart(at: Point, scale: number, taken: Set<string>): Point {
  let [x, y] = [Math.round(at.x * scale), Math.round(at.y * scale)]
  while (taken.has(`${x},${y}`)) {
    x += packingGap
    y += packingGap
  }
  taken.add(`${x},${y}`)
  return { x, y }
}

function cornerOf(places: readonly Point[]): Point {
  if (places.length === 0) return { x: 0, y: 0 }
  return places.reduce((corner, { x, y }) => ({ x: Math.min(corner.x, x), y: Math.min(corner.y, y) }))
}

function sizeOf(notes: readonly ImportedNote[], places: ReadonlyMap<ImportedNote, Point>): Size {
  let [width, height] = [0, 0]
  for (const note of notes) {
    const { x, y } = places.get(note) ?? { x: 0, y: 0 }
    width = Math.max(width, x + noteSide)
    height = Math.max(height, y + heightAtMost(note.text))
  }
  return { width, height }
}

/** Each group in a block of its own, the notes outside groups in the last one; the blocks in rows like a page. */
function packed(notes: readonly ImportedNote[]): ReadonlyMap<ImportedNote, Point> {
  const byGroup = Map.groupBy(notes, ({ group }) => group)
  const inOrder = [...byGroup].toSorted(([one = Infinity], [other = Infinity]) =>
    one === other ? 0 : one - other,
  )
  const blocks = inOrder.map(([group, members]) => {
    const packing = packCells(members.map(({ text }) => ({ width: noteSide, height: heightAtMost(text) })))
    const edge = group === undefined ? 0 : fieldMargin
    const head = group === undefined ? 0 : fieldMargin + headingHeight
    return {
      members,
      places: packing.places,
      edge,
      head,
      width: packing.width + 2 * edge,
      height: packing.height + head + edge,
    }
  })
  const area = blocks.reduce((sum, { width, height }) => sum + (width + groupGap) * (height + groupGap), 0)
  const shelves = shelvesOf(blocks, Math.sqrt(area * pageAspect), groupGap)
  return new Map(
    blocks.flatMap(({ members, places, edge, head }, block) =>
      members.map((note, index) => {
        const [corner, place] = [shelves.places[block], places[index]]
        return [
          note,
          { x: (corner?.x ?? 0) + edge + (place?.x ?? 0), y: (corner?.y ?? 0) + head + (place?.y ?? 0) },
        ] as const
      }),
    ),
  )
}

/** The notes that one import adds, and how many more there are. */
export function fitting(imported: Imported): Imported {
  const { notes, left } = imported
  const over = notes.length - pasteLimit
  if (over <= 0) return imported
  const more = left.reduce((sum, each) => sum + (each.kind === 'tooMany' ? each.count : 0), over)
  return {
    ...imported,
    notes: notes.slice(0, pasteLimit),
    left: [...left.filter(({ kind }) => kind !== 'tooMany'), { kind: 'tooMany', count: more }],
  }
}
