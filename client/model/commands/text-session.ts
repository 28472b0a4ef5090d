import { isWritten } from '#shared/board/draft.ts'
import { noteSide } from '#shared/geometry/sizes.ts'
import { centreOf } from '#shared/geometry/rect.ts'
import { mergeText } from '#shared/text/merge.ts'
import { Operation, Barrier } from '#shared/workshop/policy.ts'
import type { BoardModel } from '../contract/board-model.ts'
import type { SceneCluster, SceneNote } from '../document/scene.ts'

/** The text field of an editor. */
export interface Paper {
  readonly read: () => string
  readonly show: (text: string) => void
}

/** The sentences with which unsaved words are offered. */
export interface PenWords {
  /** The note or cluster is gone. */
  readonly gone: string
  /** Writing in it is no longer allowed. */
  readonly unsaved: (barrier: Barrier) => string
  readonly putBack: string
}

/**
 * One edit of a note's text or a cluster's title. Typed text goes to the document at once, so that none is on this screen
 * alone when the field closes. Text that others type appears around the caret.
 */
export interface Pen {
  /** The text of the field has changed. */
  readonly typed: () => void
  /** An input method begins or ends a word; the word stays in the field until it is finished. */
  readonly composes: (isComposing: boolean) => void
  /** Saves an unfinished word as it is, because the browser may drop the page from now on. */
  readonly save: () => void
  /** Ends the edit; words that could not go onto the board are offered. */
  readonly putDown: () => void
}

/** The text being edited. */
interface Subject {
  /** Undefined once the note or cluster is gone. */
  readonly read: () => string | undefined
  readonly write: (text: string) => void
  readonly operation: Operation
  /** True if another person removed it and words would be lost with it. */
  readonly isLost: (text: string) => boolean
  /** Makes a note of its words. */
  readonly asNote: (text: string) => OfferedNote
}

/** Begins an edit and fills the field with the present text; undefined when the note or cluster is gone. */
export function takeUpPen(
  model: BoardModel,
  id: string,
  paper: Paper,
  words: () => PenWords,
): Pen | undefined {
  const { scene, undo } = model
  const subject = subjectOf(model, id)
  if (!subject) return undefined
  /** The text of the field when it and the board last agreed. */
  let base = subject.read() ?? ''
  let isComposing = false
  let isDown = false
  paper.show(base)
  undo.cut()

  const bringTogether = () => {
    const theirs = subject.read()
    if (isDown || theirs === undefined) return
    const shown = paper.read()
    const merged = mergeText(base, shown, theirs)
    const isTaken = merged !== theirs && model.may(subject.operation, id)
    if (isTaken) subject.write(merged)
    if (isComposing) {
      // A change of the field now would cut off the unfinished word.
      if (isTaken) base = shown
      return
    }
    base = subject.read() ?? merged
    paper.show(isTaken ? base : merged)
  }
  const unlessComposing = () => {
    if (!isComposing) bringTogether()
  }
  const offer = (text: string, why: string) =>
    offerWords(model, subject.asNote(text), { why, putBack: words().putBack })
  const stops = [
    scene.onChange(
      ({ notes, clusters, isAll }) => (isAll || notes.has(id) || clusters.has(id)) && unlessComposing(),
    ),
    // The barrier may be gone by now.
    ...[model.rights, model.locked, model.meta].map((store) => store.listen(unlessComposing)),
  ]
  return {
    typed: unlessComposing,
    composes: (isNow) => {
      isComposing = isNow
      unlessComposing()
    },
    save: bringTogether,
    putDown: () => {
      if (isDown) return
      isComposing = false
      bringTogether()
      isDown = true
      for (const stop of stops) stop()
      undo.cut()
      const text = paper.read()
      const there = subject.read()
      const barrier = model.barrierTo(subject.operation, id)
      if (there === undefined) {
        if (subject.isLost(text)) offer(text, words().gone)
      } else if (barrier && text !== there) {
        offer(text, words().unsaved(barrier))
      }
    },
  }
}

function subjectOf(model: BoardModel, id: string): Subject | undefined {
  const note = model.scene.notes.get(id)
  if (note) return noteSubject(model, note)
  const cluster = model.scene.clusters.get(id)
  return cluster && titleSubject(model, cluster)
}

function noteSubject({ scene, commands, wasRemovedByOthers }: BoardModel, first: SceneNote): Subject {
  const { id } = first
  let last = first
  return {
    read: () => {
      const note = scene.notes.get(id)
      last = note ?? last
      return note?.text
    },
    write: (text) => commands.writeNote(id, text),
    operation: Operation.writeNote,
    isLost: () => wasRemovedByOthers(id),
    asNote: (text) => ({ ...last, text }),
  }
}

/** Between a note made of a title and the title's cluster, board units. Not measured. */
const gap = 24

function titleSubject({ scene, commands, wasRemovedByOthers }: BoardModel, first: SceneCluster): Subject {
  const { id, title } = first
  let last = first
  return {
    read: () => {
      const cluster = scene.clusters.get(id)
      last = cluster ?? last
      return cluster?.title
    },
    write: (text) => commands.writeClusterTitle(id, text),
    operation: Operation.changeCluster,
    // A title that was there before does not belong to this person, as the cluster did not.
    isLost: (text) => text !== title && [id, ...last.members].some(wasRemovedByOthers),
    asNote: (text) => {
      const { x, y } = last.rect
      const rect = { x, y: y - gap - noteSide, width: noteSide, height: noteSide }
      return { text, rect, tint: last.tint, kind: 'idea' }
    },
  }
}

type Board = Pick<BoardModel, 'notices' | 'commands' | 'desk' | 'barrierTo' | 'whyNot'>

/** Words that would be lost, and the note that would hold them. */
type OfferedNote = Pick<SceneNote, 'rect' | 'text' | 'photo' | 'tint' | 'kind'>

/** Offers words that are nowhere else as a new note, until the person accepts or dismisses the offer. */
export function offerWords(
  board: Board,
  note: OfferedNote,
  { why, putBack }: { readonly why: string; readonly putBack: string },
): void {
  if (!isWritten(note)) return
  const offer = (text: string) => {
    board.notices.show({
      tone: 'warn',
      text,
      isLasting: true,
      action: { label: putBack, run: () => isPutBack(board, note) || offer(reasonNow()) },
    })
  }
  /** The lock that is there now, not one that has been removed since. */
  const reasonNow = () => {
    const barrier = board.barrierTo(Operation.addNote)
    return barrier && barrier !== Barrier.writingPrivate ? `${board.whyNot(barrier)} ${why}` : why
  }
  offer(why)
}

function isPutBack(
  { commands, desk, barrierTo }: Board,
  { rect, text, photo, tint, kind }: OfferedNote,
): boolean {
  if (barrierTo(Operation.addNote) === Barrier.writingPrivate) {
    const [draft] = desk.add([{ text, photo }])
    if (draft !== undefined) desk.wanted.set(draft)
    return draft !== undefined
  }
  return commands.addNote(centreOf(rect), { text, tint, kind, ...(photo && { photo }) }) !== ''
}
