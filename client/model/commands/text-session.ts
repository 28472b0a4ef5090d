import { noteSide } from '#shared/geometry/note-side.ts'
import { mergeText } from '#shared/text/merge.ts'
import { Operation, type Barrier } from '#shared/workshop/policy.ts'
import type { BoardModel } from '../contract/board-model.ts'
import { offerWords, type OfferedNote } from './offer-restore.ts'
import type { SceneCluster, SceneNote } from '../document/scene.ts'

/** The field somebody writes in. */
export interface Paper {
  readonly read: () => string
  readonly show: (text: string) => void
}

/** Why words are offered back, and how. */
export interface PenWords {
  /** What was written in is gone. */
  readonly gone: string
  /** It may not be written in any more. */
  readonly unsaved: (barrier: Barrier) => string
  readonly putBack: string
}

/**
 * Writing in a note, or in the title of a cluster. What is typed goes there at once, so that nothing of it is on this
 * screen alone when the field goes away; what others type comes in around it.
 */
export interface Pen {
  /** The field, or what it is about, reads differently. */
  readonly typed: () => void
  /** An input method begins a word, which is its own until it is finished. */
  readonly composes: (isComposing: boolean) => void
  /** The page may be dropped from here on: an unfinished word goes onto the board as it is. */
  readonly save: () => void
  /** What could not go onto the board is offered. */
  readonly putDown: () => void
}

/** What a pen writes in. */
interface Subject {
  /** Undefined once it is gone. */
  readonly read: () => string | undefined
  readonly write: (text: string) => void
  readonly operation: Operation
  /** Others took it away, and something would be lost with it. */
  readonly isLost: (text: string) => boolean
  /** Its words as a note of their own. */
  readonly asNote: (text: string) => OfferedNote
}

/** Fills the field with the words that are there; undefined when what they stand in is gone. */
export function takeUpPen(
  model: BoardModel,
  id: string,
  paper: Paper,
  words: () => PenWords,
): Pen | undefined {
  const { scene, undo } = model
  const subject = subjectOf(model, id)
  if (!subject) return undefined
  /** What the field read when it and the board were last brought together. */
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
      // Nothing may come into the field now: the unfinished word would be cut off.
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
    // What stood in the way may do so no more.
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

/** Between a note that a title has become and the cluster it was of, board units: taste. */
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
    // A title that was there before is no more this person's than the cluster was.
    isLost: (text) => text !== title && [id, ...last.members].some(wasRemovedByOthers),
    asNote: (text) => {
      const { x, y } = last.rect
      const rect = { x, y: y - gap - noteSide, width: noteSide, height: noteSide }
      return { text, rect, tint: last.tint, kind: 'idea' }
    },
  }
}
