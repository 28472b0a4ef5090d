import { fieldPaper } from '../../canvas/field-text.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { takeUpPen, type PenWords } from '../../model/commands/text-session.ts'
import { isComposing } from '../../tools/input/composing.ts'

interface NoteFieldOptions {
  readonly model: BoardModel
  /** The id of the note. */
  readonly id: string
  readonly words: () => PenWords
  /** The person pressed Escape. */
  readonly onEnd: () => void
}

/** Connects a text field to a note, with the caret at the end. Returns its own undo. */
export function writeInField(
  field: HTMLTextAreaElement,
  { model, id, words, onEnd }: NoteFieldOptions,
): (() => void) | undefined {
  const pen = takeUpPen(model, id, fieldPaper(field), words)
  if (!pen) return undefined
  field.focus()
  field.setSelectionRange(field.value.length, field.value.length)

  const press = (event: KeyboardEvent) => {
    if (isComposing(event)) return
    const isCommand = event.ctrlKey || event.metaKey
    const key = event.key.toLowerCase()
    if (key === 'escape') {
      event.preventDefault()
      onEnd()
    } else if (isCommand && (key === 'z' || key === 'y')) {
      event.preventDefault()
      if (key === 'y' || event.shiftKey) model.undo.redo()
      else model.undo.undo()
    }
  }
  const leaving = new AbortController()
  const { signal } = leaving
  field.addEventListener('input', pen.typed, { signal })
  field.addEventListener('compositionstart', () => pen.composes(true), { signal })
  field.addEventListener('compositionend', () => pen.composes(false), { signal })
  field.addEventListener('keydown', press, { signal })
  // A phone may discard a hidden page, and many phone keyboards compose every word.
  const hide = () => document.visibilityState === 'hidden' && pen.save()
  document.addEventListener('visibilitychange', hide, { signal })
  window.addEventListener('pagehide', pen.save, { signal })
  return () => {
    leaving.abort()
    pen.putDown()
  }
}
