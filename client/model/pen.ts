import { mergeText } from '#shared/text/merge.ts'
import { Operation } from '#shared/workshop/policy.ts'
import type { BoardModel } from './board-model.ts'
import { offerWords } from './offer-back.ts'

/** The field somebody writes in. */
export interface Paper {
  readonly read: () => string
  readonly show: (text: string) => void
}

/** Why words are offered back, and how. */
export interface PenWords {
  readonly deletedByOther: string
  readonly unsaved: string
  readonly putBack: string
}

/**
 * Writing in a note beside the canvas. What is typed goes into the note at once, so that nothing of it is on this screen
 * alone when the field goes away; what others type comes in around it.
 */
export interface Pen {
  /** The field reads differently. */
  readonly typed: () => void
  /** An input method begins a word, which is its own until it is finished. */
  readonly composes: (isComposing: boolean) => void
  /** The page may be dropped from here on: an unfinished word goes into the note as it is. */
  readonly save: () => void
  /** What could not go into the note is offered. */
  readonly putDown: () => void
}

/** Fills the field with the note's words; undefined when the note is gone. */
export function takeUpPen(
  model: BoardModel,
  id: string,
  paper: Paper,
  words: () => PenWords,
): Pen | undefined {
  const { scene, commands, undo } = model
  let note = scene.notes.get(id)
  if (!note) return undefined
  /** What the field read when it and the note were last brought together. */
  let base = note.text
  let isComposing = false
  let isDown = false
  paper.show(base)
  undo.cut()

  const bringTogether = () => {
    note = scene.notes.get(id) ?? note
    const theirs = scene.notes.get(id)?.text
    if (isDown || theirs === undefined) return
    const shown = paper.read()
    const merged = mergeText(base, shown, theirs)
    const isTaken = merged !== theirs && model.may(Operation.writeNote, id)
    if (isTaken) commands.writeNote(id, merged)
    if (isComposing) {
      // Nothing may come into the field now: the unfinished word would be cut off.
      if (isTaken) base = shown
      return
    }
    base = scene.notes.get(id)?.text ?? merged
    paper.show(isTaken ? base : merged)
  }
  const unlessComposing = () => {
    if (!isComposing) bringTogether()
  }
  const offer = (text: string, why: string) => {
    if (note) offerWords(model, { ...note, text }, { why, putBack: words().putBack })
  }
  const stops = [
    scene.onChange(({ notes, isAll }) => (isAll || notes.has(id)) && unlessComposing()),
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
      const barrier = model.barrierTo(Operation.writeNote, id)
      if (!scene.notes.has(id)) {
        if (model.wasRemovedByOthers(id)) offer(text, words().deletedByOther)
      } else if (barrier && text !== scene.notes.get(id)?.text) {
        offer(text, `${model.whyNot(barrier)} ${words().unsaved}`)
      }
    },
  }
}
