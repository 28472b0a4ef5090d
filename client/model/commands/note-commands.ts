import type * as Y from 'yjs'
import { readAgenda } from '#shared/board/agenda.ts'
import { clustersRoot } from '#shared/board/document.ts'
import { emptyAmong, setCluster } from '#shared/board/change-cluster.ts'
import { noteTextLimit } from '#shared/board/limits.ts'
import * as notes from '#shared/board/note.ts'
import { noteSide } from '#shared/geometry/sizes.ts'
import { centreOf, type Point } from '#shared/geometry/rect.ts'
import { Barrier, Operation } from '#shared/workshop/policy.ts'
import type { BoardCommands, NoteMove } from '../contract/board-commands.ts'
import type { NewDraft } from '../contract/board-model.ts'
import { addInField, originAt, originOf, movesIntoLot, movesOutOfLot } from './add-to-field.ts'
import { byCluster, mostSettling } from './order.ts'
import { aside, isTaken, duplicateAll } from './duplicate.ts'
import { mayMark } from './look-commands.ts'
import { fitted, whyNot } from './notices.ts'
import { asStep, type Workplace } from './command-context.ts'

type NoteCommands = Pick<
  BoardCommands,
  | 'addNote'
  | 'addNotes'
  | 'addToField'
  | 'writeNote'
  | 'writeBlank'
  | 'mergeNotes'
  | 'moveNotes'
  | 'park'
  | 'unpark'
  | 'nudgeNotes'
  | 'setTint'
  | 'setPhoto'
  | 'discard'
  | 'remove'
  | 'duplicate'
>

/** Nudges in quicker succession are one step: a held key waits half a second before it repeats. Not measured. */
const nudgingMs = 1_000

type FieldNote = Parameters<NoteCommands['addToField']>[1][number]

function draftIn(
  field: notes.NoteOrigin,
  { text, tint, kind, photo, blanks = {}, from = [] }: FieldNote,
): NewDraft {
  return { text, tint, kind, photo, origin: { ...field, blanks, from } }
}

export function createNoteCommands(at: Workplace): NoteCommands {
  const { doc, can, history, toDesk } = at
  const typing = createTyping(at)
  let nudged: { readonly ids: string; readonly until: number; readonly step: unknown } | undefined

  return {
    addNote: (where, options = {}) => {
      if (!can(Operation.addNote)) {
        const origin = originAt(at, where)
        toDesk([
          { text: options.text ?? '', photo: options.photo, ...(origin.field !== undefined && { origin }) },
        ])
        return ''
      }
      return addAlone(at, where, options)
    },
    addNotes: (wanted) => {
      if (!can(Operation.addNote)) {
        toDesk(wanted)
        return []
      }
      return addAll(at, wanted)
    },
    addToField: (field, wanted) => {
      if (can(Operation.addNote)) return addInField(at, field, wanted)
      return toDesk(wanted.map((note) => draftIn(field, note)))
    },
    writeBlank: (id, blank, words) => {
      const isCommitment = at.scene.notes.get(id)?.kind === 'commitment'
      if (!can(Operation.writeNote, id) || (isCommitment && !can(Operation.settleNote, id))) return
      typing.before(`${id} ${blank}`, undefined, words)
      notes.writeBlank(doc(), id, blank, words)
    },
    mergeNotes: (into, others) => mergeAll(at, into, others),
    writeNote: (id, text) => {
      if (!can(Operation.writeNote, id)) return
      typing.before(id, notes.readNote(doc(), id)?.text, text)
      notes.writeNote(doc(), id, text)
      at.order.wrote(id)
    },
    moveNotes: (moves, cluster) => {
      const allowed = moves.filter(({ id }) => can(Operation.placeNote, id))
      if (allowed.length > 0) drop(at, allowed, cluster)
    },
    park: (ids) => {
      const moves = movesIntoLot(at, ids)
      if (moves.length === 0) return
      drop(at, moves, null)
      offerUndo(at, at.say('notices.parked', { count: moves.length }))
    },
    unpark: (ids) => {
      const moves = movesOutOfLot(at, ids)
      if (moves.length > 0) drop(at, moves, null)
    },
    nudgeNotes: (wanted) => {
      const moves = wanted.filter(({ id }) => can(Operation.placeNote, id))
      if (
        moves.length === 0 ||
        isElsewhere(
          at,
          moves.map((move) => areaAfter(at, move.id, move)),
        )
      )
        return
      const ids = moves.map(({ id }) => id).join()
      const isMore = nudged?.ids === ids && at.now() < nudged.until && history.newest() === nudged.step
      asStep(at, (doc) => {
        notes.moveNotes(doc, moves)
        for (const { id, x, y } of moves) notes.setArea(doc, id, areaAfter(at, id, { x, y }))
      })
      if (isMore) history.joinNewest()
      nudged = { ids, step: history.newest(), until: at.now() + nudgingMs }
    },
    setTint: (ids, tint) => {
      const marked = ids.filter((id) => mayMark(can, at.scene.notes.get(id)))
      if (marked.length > 0) asStep(at, (doc) => notes.setTint(doc, marked, tint))
    },
    setPhoto: (id, photo) => {
      if (!can(Operation.markNote, id)) return
      asStep(at, (doc) => notes.setPhoto(doc, id, photo))
      if (photo === null) offerUndo(at, at.say('notices.photoOff'))
    },
    discard: (id) => {
      const note = notes.readNote(doc(), id)
      // A photo without a caption is no empty note.
      if (!note || note.photo || !mayRemove(at, note)) return
      const wasWritten = notes.wasWritten(doc(), id)
      asStep(at, (doc) => takeAway(at, doc, [note]))
      if (wasWritten) history.joinNewest(id)
      else history.forget(id)
    },
    remove: (ids) => removeAll(at, ids),
    duplicate: (ids, by) => {
      if (!can(Operation.addNote)) return []
      history.cut()
      return duplicateAll(at, ids, by)
    },
  }
}

type Options = Parameters<BoardCommands['addNote']>[1]

function addAlone(at: Workplace, where: Point, options: NonNullable<Options>): string {
  const { me, ui } = at
  const id = notes.newId()
  const cluster = clusterOpenTo(at, options.cluster)
  const plan = at.order.plan()
  if (cluster === null) {
    plan.put(id, besideOthers(at, cornerOf(where), new Set()), null)
    plan.settle([id], plan.showsBoth)
  } else plan.gather(cluster, [id])
  if (isElsewhere(at, [plan.areaOf(id)])) return ''
  return at.order.step(plan, (doc) =>
    notes.addNote(doc, {
      author: me.get().id,
      created: at.now(),
      tint: options.tint ?? ui.tint.get(),
      ...options,
      ...plan.placeOf(id),
      ...originOf(at, plan, id),
      id,
      cluster,
    }),
  )
}

function addAll(at: Workplace, wanted: Parameters<BoardCommands['addNotes']>[0]): readonly string[] {
  const { me, ui } = at
  const taken = new Set<string>()
  const texts = fitted(
    wanted.map(({ text }) => text),
    at,
  )
  const created = at.now()
  const plan = at.order.plan()
  const clusters = wanted.map(({ cluster }) => clusterOpenTo(at, cluster))
  const coming = wanted.map(({ at: where }, index) => {
    const id = notes.newId()
    const cluster = clusters[index] ?? null
    if (cluster === null) plan.put(id, besideOthers(at, cornerOf(where), taken), null)
    return { id, cluster }
  })
  const ids = coming.map(({ id }) => id)
  const joined = byCluster(coming)
  for (const [cluster, together] of joined) plan.gather(cluster, together)
  if (ids.length <= mostSettling)
    plan.settle(
      ids.filter((id) => !plan.isIn(id)),
      plan.showsBoth,
    )
  if (
    isElsewhere(
      at,
      ids.map((id) => plan.areaOf(id)),
    )
  )
    return []
  return at.order.step(plan, (doc) => {
    let z = notes.topOf(doc)
    return wanted.map(({ tint, photo }, index) => {
      const id = ids[index] ?? notes.newId()
      return notes.addNote(doc, {
        id,
        ...plan.placeOf(id),
        ...originOf(at, plan, id),
        z: (z += 1),
        cluster: clusters[index] ?? null,
        author: me.get().id,
        created,
        tint: tint ?? ui.tint.get(),
        text: texts[index] ?? '',
        ...(photo && { photo }),
      })
    })
  })
}

/** Where participants may not change clusters, a new note beside a cluster's note stays outside. */
function clusterOpenTo({ can }: Workplace, cluster: string | null = null): string | null {
  return cluster !== null && can(Operation.gatherNote, cluster) ? cluster : null
}

/**
 * Puts notes where they were dropped, in front, each into its new cluster. In a cluster they take the next free places.
 * A note of a cluster that was dropped within it changes its place with the note there.
 */
function drop(at: Workplace, moves: readonly NoteMove[], into?: string | null): void {
  const { scene, order, rights } = at
  const plan = order.plan()
  const { notes: here, clusters, areas } = scene
  const coming = new Map<string | null, string[]>()
  const within = new Map<string, Map<string, Point>>()
  const outside: NoteMove[] = []
  for (const move of moves) {
    const { id, cluster = into } = move
    const home = here.get(id)?.cluster ?? null
    const goes = cluster !== undefined && cluster !== home && rights.gatherable([id], cluster).length > 0
    const there = goes ? cluster : home
    if (goes) {
      const ids = coming.get(there) ?? []
      ids.push(id)
      coming.set(there, ids)
    }
    if (there === null) outside.push(move)
    else if (!goes) within.set(there, (within.get(there) ?? new Map<string, Point>()).set(id, move))
  }
  const isWhole = ([cluster, moved]: readonly [string, ReadonlyMap<string, Point>]) =>
    clusters.get(cluster)?.members.every((id) => moved.has(id)) === true
  // So many things stay as they are to one another, and there is no area that they could come into: nothing to plan.
  if (moves.length > mostSettling && areas.size === 0 && coming.size === 0 && [...within].every(isWhole)) {
    const places = moves.map(({ id, x, y }) => ({ id, x: Math.round(x), y: Math.round(y) }))
    return order.step(plan, (doc) => notes.moveNotes(doc, places))
  }
  for (const move of outside) plan.put(move.id, move, null)
  const whole: string[] = []
  for (const group of within) {
    const [cluster, moved] = group
    if (isWhole(group)) {
      plan.putGroup(cluster, moved)
      whole.push(cluster)
    } else plan.reorder(cluster, moved)
  }
  for (const [cluster, ids] of coming) if (cluster !== null) plan.gather(cluster, ids)
  const loose = moves.filter(({ id }) => !plan.isIn(id)).map(({ id }) => id)
  // Several notes keep their places to one another.
  const mayLie = loose.length > 1 ? plan.showsBoth : undefined
  if (loose.length + whole.length <= mostSettling) plan.settle([...loose, ...whole], mayLie)
  if (
    isElsewhere(
      at,
      moves.map(({ id }) => plan.areaOf(id)),
    )
  )
    return
  const change = (doc: Y.Doc) => {
    notes.moveNotes(
      doc,
      moves.map(({ id }) => ({ id, ...plan.placeOf(id) })),
    )
    for (const [cluster, ids] of coming) setCluster(doc, ids, cluster)
  }
  order.step(plan, change, new Set(moves.map(({ id }) => id)))
}

/** Says so when one of these areas is the place of another table. */
function isElsewhere({ rights, notices, can, say }: Workplace, areas: readonly (string | null)[]): boolean {
  const isForeign = areas.some((area) => rights.isForeign(area))
  if (isForeign) notices.show({ tone: 'plain', text: whyNot(Barrier.otherTable, can, say) })
  return isForeign
}

/** The area of a note that is moved there alone. A note of a group stays in the area of its group. */
function areaAfter({ scene }: Workplace, id: string, to: Point): string | null {
  const note = scene.notes.get(id)
  if (!note || note.cluster !== null) return note?.area ?? null
  return scene.areaAt(centreOf({ ...note.rect, ...to }))?.id ?? null
}

function mergeAll(at: Workplace, into: string, others: readonly string[]): boolean {
  const { can, doc } = at
  const kept = notes.readNote(doc(), into)
  const going = others.flatMap((id) => (id === into ? [] : (notes.readNote(doc(), id) ?? [])))
  // In a workshop the sources of a note are its author's and the facilitators'.
  const maySettle = !readAgenda(doc()) || can(Operation.settleNote, into)
  const mayMerge = can(Operation.writeNote, into) && mayMark(can, kept) && maySettle
  if (!kept || going.length === 0 || !mayMerge || !going.every((note) => mayRemove(at, note))) return false
  const all = [kept, ...going]
  const texts = [...new Set(all.map(({ text }) => text.trim()))].filter((text) => text !== '')
  const text = texts.join('\n\n')
  const [photo, ...more] = all.flatMap((note) => note.photo ?? [])
  if (text.length > noteTextLimit || more.length > 0) return false
  const from = new Set(going.flatMap((note) => [note.id, ...(note.from ?? [])]))
  asStep(at, (board) => {
    notes.writeNote(board, into, text)
    if (photo && !kept.photo) notes.setPhoto(board, into, photo)
    notes.setFrom(board, into, [...new Set([...(kept.from ?? []), ...from])])
    takeAway(at, board, going)
  })
  offerUndo(at, at.say('notices.merged'))
  return true
}

function mayRemove({ can, me }: Workplace, { id, author }: notes.Note): boolean {
  return can(Operation.removeAnyNote, id) || (can(Operation.removeOwnNote, id) && author === me.get().id)
}

/** Removes those of these clusters that have no note left; returns their number. */
function takeAway(
  { can }: Workplace,
  doc: Y.Doc,
  going: readonly notes.Note[],
  clusters: Iterable<string> = [],
): number {
  const emptied = new Set([...clusters, ...going.flatMap(({ cluster }) => cluster ?? [])])
  notes.removeNotes(
    doc,
    going.map(({ id }) => id),
  )
  let gone = 0
  for (const id of emptyAmong(doc, emptied)) {
    if (!clustersRoot(doc).has(id) || !can(Operation.removeCluster, id)) continue
    clustersRoot(doc).delete(id)
    gone += 1
  }
  return gone
}

/** Deletes the notes that the role may delete; a cluster goes with its last note, or if it had none. */
function removeAll(at: Workplace, ids: readonly string[]): number {
  const { doc, can, rights, notices, say, scene } = at
  const chosen = new Set<string>()
  const clusters = new Set<string>()
  for (const id of ids) {
    if (clustersRoot(doc()).has(id)) {
      clusters.add(id)
      for (const member of scene.clusters.get(id)?.members ?? []) chosen.add(member)
    } else chosen.add(id)
  }
  const here = [...chosen].flatMap((id) => scene.notes.get(id) ?? [])
  const going: notes.Note[] = []
  const kept: notes.Note[] = []
  for (const note of here) (mayRemove(at, note) ? going : kept).push(note)
  let gone = going.length
  if (gone > 0 || (clusters.size > 0 && can(Operation.removeCluster))) {
    const emptied = asStep(at, (doc) => takeAway(at, doc, going, clusters))
    if (going.length === 0) gone = emptied
  }
  const [first] = kept
  if (first) {
    const barrier = can(Operation.removeOwnNote)
      ? rights.barrierTo(Operation.removeOwnNote, first.id)
      : undefined
    const text = barrier ? whyNot(barrier, can, say) : say('notices.kept', { count: kept.length })
    notices.show({ tone: 'warn', text })
  }
  if (gone > 0) {
    offerUndo(at, say('notices.removed', { count: gone }))
  }
  return gone
}

/** Shows the newest step with a button that undoes it. */
function offerUndo({ history, notices, say }: Workplace, text: string): void {
  const undo = history.newestStep()
  const notice = notices.show({
    tone: 'plain',
    text,
    ...(undo && { action: { label: say('common.undo'), run: undo } }),
  })
  // Undone by key as well as by its button: the toast then goes.
  history.onNewestUndone(() => notices.dismiss(notice))
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
  return { x: Math.round(centre.x - noteSide / 2), y: Math.round(centre.y - noteSide / 2) }
}

function besideOthers({ scene }: Workplace, wanted: Point, taken: Set<string>): Point {
  let { x, y } = wanted
  while (taken.has(`${x},${y}`) || isTaken(scene, { x, y })) {
    x += aside
    y += aside
  }
  taken.add(`${x},${y}`)
  return { x, y }
}
