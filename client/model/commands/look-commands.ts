import { arrowLimit } from '#shared/board/limits.ts'
import { placeNote, type Note } from '#shared/board/note.ts'
import { boundedSize, restack, setLook } from '#shared/board/change-look.ts'
import { usualSize } from '#shared/board/note-look.ts'
import { boundsOf } from '#shared/geometry/rect.ts'
import { Operation } from '#shared/workshop/policy.ts'
import type { BoardCommands } from '../contract/board-commands.ts'
import type { OwnRights } from '../document/own-rights.ts'
import { asStep, type Workplace } from './command-context.ts'

type LookCommands = Pick<BoardCommands, 'restack' | 'resize' | 'connect' | 'disconnect'>

/** Order, sizes and arrows of notes. */
export function createLookCommands(at: Workplace): LookCommands {
  const { can, scene } = at
  const mayPlace = (id: string) => scene.notes.has(id) && can(Operation.placeNote, id)
  return {
    restack: (ids, isInFront) => {
      const moving = ids.filter(mayPlace)
      if (moving.length > 0) asStep(at, (doc) => restack(doc, moving, isInFront))
    },
    resize: (ids, times, fixed) => {
      const sized = ids.flatMap((id) => {
        const note = mayPlace(id) ? scene.notes.get(id) : undefined
        // A group keeps its notes in rows, all of one size.
        return note && note.cluster === null && mayMark(can, note) ? [note] : []
      })
      const all = boundsOf(sized.map(({ rect }) => rect))
      if (!all) return 0
      const { x, y } = fixed ?? all
      const bounded = boundedTimes(sized, times)
      if (bounded === 1) return 0
      asStep(at, (doc) => {
        for (const note of sized) {
          const size = boundedSize((note.size ?? usualSize) * bounded)
          setLook(doc, note.id, { size })
          placeNote(doc, note.id, {
            x: Math.round(x + (note.x - x) * bounded),
            y: Math.round(y + (note.y - y) * bounded),
          })
        }
      })
      return sized.length
    },
    connect: (from, to) => {
      const note = scene.notes.get(from)
      if (from === to || !note || !mayMark(can, note)) return undefined
      const { arrows: all = [] } = note
      // Arrows to deleted notes wait for an undo, until there is no room for them.
      const arrows =
        all.length < arrowLimit ? all : all.filter((id) => scene.notes.has(id) || scene.clusters.has(id))
      const isThere = arrows.includes(to)
      if (!isThere && arrows.length >= arrowLimit) return undefined
      const next = isThere ? arrows.filter((id) => id !== to) : [...arrows, to]
      asStep(at, (doc) => setLook(doc, from, { arrows: next }))
      return !isThere
    },
    disconnect: (from, to) => {
      const note = scene.notes.get(from)
      if (!note?.arrows?.includes(to) || !mayMark(can, note)) return
      const arrows = note.arrows.filter((id) => id !== to)
      asStep(at, (doc) => setLook(doc, from, { arrows }))
    },
  }
}

/** Notes that grow together stop together: the smallest and the largest of them stay within the limits. */
function boundedTimes(sized: readonly { readonly size?: number }[], times: number): number {
  const sizes = sized.map(({ size = usualSize }) => size)
  const most = boundedSize(Infinity) / Math.max(...sizes)
  const least = boundedSize(0) / Math.min(...sizes)
  return Math.min(most, Math.max(least, times))
}

/** True if this person may change the tint and the sources of a note. Those of a signed one stand under its author's name. */
export function mayMark(
  may: OwnRights['may'],
  note: Pick<Note, 'id' | 'signature' | 'isRewritten'> | undefined,
): boolean {
  if (!note || !may(Operation.markNote, note.id)) return false
  const isSigned = note.signature !== undefined || note.isRewritten === true
  return !isSigned || may(Operation.settleNote, note.id)
}
