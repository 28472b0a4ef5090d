import type { Point } from '#shared/geometry/rect.ts'
import type { BoardModel } from '../model/contract/board-model.ts'

/** The drop arrives by another way than the pointer: hold the note where it was let go for this long at most. */
const lingerMs = 600

interface Held {
  /** Where the document had the note when the drag began; the offset counts from there. */
  readonly from: Point
  offset: Point
  lettingGo: ReturnType<typeof setTimeout> | null
}

/** Notes and collapsed clusters that others are dragging right now, and how far from where the document has them they are to be drawn. */
export function watchDrags(
  { presence, scene }: BoardModel,
  onChange: (offsets: ReadonlyMap<string, Point>, ids: ReadonlySet<string>) => void,
): { readonly close: () => void } {
  const held = new Map<string, Held>()

  const read = () => {
    const touched = new Set<string>()
    const dragging = new Set<string>()
    if (held.size > 0 || isAnyDragging(presence)) {
      for (const { index, selection } of presence.others.get()) {
        const drag = presence.cursors.get(index)?.drag
        if (!drag) continue
        for (const id of movingWith(selection)) {
          dragging.add(id)
          hold(id, { x: drag.dx, y: drag.dy }, touched)
        }
      }
    }
    for (const [id, entry] of held) if (!dragging.has(id)) letGo(id, entry, touched)
    if (touched.size > 0) publish(touched)
  }

  function* movingWith(selection: readonly string[]): Iterable<string> {
    for (const id of selection) {
      const cluster = scene.clusters.get(id)
      if (scene.notes.has(id) || cluster?.isCollapsed) yield id
      else if (cluster) yield* cluster.members
    }
  }

  /** A card stands for its notes, which nobody sees. */
  const placeOf = (id: string): Point | undefined => scene.notes.get(id) ?? scene.clusters.get(id)?.rect

  const hold = (id: string, offset: Point, touched: Set<string>) => {
    const entry = held.get(id)
    const place = placeOf(id)
    if (!place) return
    const from = { x: place.x, y: place.y }
    if (!entry) held.set(id, { from, offset, lettingGo: null })
    else {
      if (entry.lettingGo !== null) {
        // A new drag of the same note began before the last was let go.
        clearTimeout(entry.lettingGo)
        held.set(id, { from, offset, lettingGo: null })
      } else if (entry.offset.x === offset.x && entry.offset.y === offset.y) return
      else entry.offset = offset
    }
    touched.add(id)
  }

  const letGo = (id: string, entry: Held, touched: Set<string>) => {
    const place = placeOf(id)
    // The drop was here first, and the note may have found another place than under the hand.
    if (entry.lettingGo === null && place && (place.x !== entry.from.x || place.y !== entry.from.y)) {
      held.delete(id)
      touched.add(id)
      return
    }
    entry.lettingGo ??= setTimeout(() => {
      held.delete(id)
      publish(new Set([id]))
    }, lingerMs)
  }

  const publish = (ids: ReadonlySet<string>) => {
    const offsets = new Map<string, Point>()
    for (const [id, { from, offset }] of held) {
      const place = placeOf(id)
      if (!place) continue
      const by = { x: from.x + offset.x - place.x, y: from.y + offset.y - place.y }
      if (by.x !== 0 || by.y !== 0) offsets.set(id, by)
    }
    onChange(offsets, ids)
  }

  const stops = [
    presence.onCursors(read),
    presence.others.listen(read),
    scene.onChange(({ notes, clusters, isAll }) => {
      if (held.size === 0) return
      const moved = new Set<string>()
      for (const [id, entry] of held) {
        if (!isAll && !notes.has(id) && !clusters.has(id)) continue
        moved.add(id)
        if (entry.lettingGo === null) continue
        clearTimeout(entry.lettingGo)
        held.delete(id)
      }
      if (moved.size > 0) publish(moved)
    }),
  ]
  return {
    close: () => {
      for (const stop of stops) stop()
      for (const { lettingGo } of held.values()) if (lettingGo !== null) clearTimeout(lettingGo)
    },
  }
}

function isAnyDragging({ cursors }: Pick<BoardModel['presence'], 'cursors'>): boolean {
  for (const { drag } of cursors.values()) if (drag) return true
  return false
}
