import { clustersRoot } from '#shared/board/document.ts'
import { membersOf, setCluster } from '#shared/board/cluster.ts'
import * as notes from '#shared/board/note.ts'
import type { Point } from '#shared/geometry/rect.ts'
import { Operation } from '#shared/workshop/policy.ts'
import type { BoardCommands } from './board-model.ts'
import { duplicateAll } from './duplicate.ts'
import { asStep, type Workplace } from './workplace.ts'

type NoteCommands = Pick<
  BoardCommands,
  'addNote' | 'addNotes' | 'writeNote' | 'moveNotes' | 'setTint' | 'remove' | 'duplicate'
>

/** A note put exactly onto another would hide it: it goes this much aside, again and again. */
const aside = 24

export function createNoteCommands(at: Workplace): NoteCommands {
  const { doc, me, can, ui, history, toDesk } = at
  const typing = createTyping(at)

  return {
    addNote: (where, options = {}) => {
      if (!can(Operation.addNote)) {
        toDesk([options.text ?? ''])
        return ''
      }
      return asStep(at, (doc) =>
        notes.addNote(doc, {
          ...besideOthers(at, cornerOf(where), new Set()),
          author: me.get().id,
          created: at.now(),
          tint: options.tint ?? ui.tint.get(),
          ...options,
        }),
      )
    },
    addNotes: (wanted) => {
      if (!can(Operation.addNote)) {
        toDesk(wanted.map(({ text }) => text))
        return []
      }
      const taken = new Set<string>()
      return asStep(at, (doc) => {
        let z = notes.topOf(doc)
        return wanted.map(({ at: where, tint, text }) =>
          notes.addNote(doc, {
            ...besideOthers(at, cornerOf(where), taken),
            z: (z += 1),
            author: me.get().id,
            created: at.now(),
            tint: tint ?? ui.tint.get(),
            text: text.slice(0, notes.noteTextLimit),
          }),
        )
      })
    },
    writeNote: (id, text) => {
      if (!can(Operation.writeNote)) return
      typing.before(id, notes.readNote(doc(), id)?.text, text)
      notes.writeNote(doc(), id, text)
    },
    moveNotes: (moves, cluster) => {
      if (!can(Operation.placeNote) || moves.length === 0) return
      asStep(at, (doc) => {
        notes.moveNotes(doc, moves)
        if (cluster !== undefined) {
          setCluster(
            doc,
            moves.map(({ id }) => id),
            cluster,
          )
        }
      })
    },
    setTint: (ids, tint) => {
      if (can(Operation.markNote)) asStep(at, (doc) => notes.setTint(doc, ids, tint))
    },
    remove: (ids) => removeAll(at, ids),
    duplicate: (ids, by) => {
      if (!can(Operation.addNote)) return []
      history.cut()
      return duplicateAll(at, ids, by)
    },
  }
}

/** Notes go where the role may delete them; a cluster goes when its last note does, or when it had none. */
function removeAll(at: Workplace, ids: readonly string[]): number {
  const { doc, me, can, history, notices, say } = at
  const chosen = new Set<string>()
  const clusters = new Set<string>()
  for (const id of ids) {
    if (clustersRoot(doc()).has(id)) {
      clusters.add(id)
      for (const member of membersOf(doc(), id)) chosen.add(member)
    } else chosen.add(id)
  }
  const here = [...chosen].flatMap((id) => notes.readNote(doc(), id) ?? [])
  const going = here.filter(
    ({ author }) => can(Operation.removeAnyNote) || (can(Operation.removeOwnNote) && author === me.get().id),
  )
  for (const { cluster } of going) if (cluster) clusters.add(cluster)
  const kept = here.length - going.length
  let gone = going.length
  if (gone > 0 || (clusters.size > 0 && can(Operation.removeCluster))) {
    asStep(at, (doc) => {
      notes.removeNotes(
        doc,
        going.map(({ id }) => id),
      )
      for (const id of clusters) {
        if (membersOf(doc, id).length > 0 || !clustersRoot(doc).has(id)) continue
        clustersRoot(doc).delete(id)
        if (going.length === 0) gone += 1
      }
    })
  }
  if (kept > 0) notices.show({ tone: 'warn', text: say('notices.kept', { count: kept }) })
  if (gone > 0) {
    const undo = history.newestStep()
    notices.show({
      tone: 'plain',
      text: say('notices.removed', { count: gone }),
      ...(undo && { action: { label: say('common.undo'), run: undo } }),
    })
  }
  return gone
}

/** Typing is one step until a pause, another note, or the next word begins. */
function createTyping({ history }: Workplace) {
  let writing: string | undefined
  return {
    before: (id: string, text: string | undefined, next: string) => {
      const beginsWord =
        text !== undefined && next.length === text.length + 1 && /\s\S$/u.test(next) && next.startsWith(text)
      if (writing !== id || beginsWord) history.cut()
      writing = id
    },
  }
}

function cornerOf(centre: Point): Point {
  return { x: Math.round(centre.x - notes.noteSide / 2), y: Math.round(centre.y - notes.noteSide / 2) }
}

function besideOthers({ scene }: Workplace, wanted: Point, taken: Set<string>): Point {
  let { x, y } = wanted
  const isTaken = () =>
    taken.has(`${x},${y}`) ||
    scene.notesIn({ x: x - 1, y: y - 1, width: 2, height: 2 }).some((note) => note.x === x && note.y === y)
  while (isTaken()) {
    x += aside
    y += aside
  }
  taken.add(`${x},${y}`)
  return { x, y }
}
