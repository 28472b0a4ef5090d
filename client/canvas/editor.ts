import { mergeText } from '#shared/text/merge.ts'
import { Operation } from '#shared/workshop/policy.ts'
import type { BoardModel } from '../model/board-model.ts'
import { offerBack, offerWords } from '../model/offer-back.ts'
import { newNoteBeside, editHit } from '../tools/edit.ts'
import { nextStop } from '../tools/neighbours.ts'
import { showText } from './field-text.ts'
import { afterFrames } from './frames.ts'
import { noteFont } from './measure.ts'
import { lateFrames } from './picture.ts'
import type { CanvasWords } from './style.ts'
import { writtenOf, type Written } from './written.ts'

/** What is being written in, and what the field and the document last agreed on. */
interface Session {
  readonly id: string
  readonly written: Written
  readonly field: HTMLTextAreaElement
  /** What to put back should somebody delete the note under the pen. */
  note: ReturnType<BoardModel['scene']['notes']['get']>
  agreed: string
  isComposing: boolean
}

export interface Editor {
  readonly close: () => void
}

/**
 * A text field over the note that is written in. It exists only while somebody writes: input methods, spelling and
 * dictation then work as everywhere else. What is typed goes to the document at once, what others type comes in
 * around the caret; an input method's unfinished word stays here until it is finished.
 */
export function createEditor(root: HTMLElement, model: BoardModel, words: () => CanvasWords): Editor {
  let session: Session | null = null
  const left = new Set<HTMLTextAreaElement>()

  const open = (id: string) => {
    const written = writtenOf(model, id)
    if (!written) return
    const field = createField(written, words())
    const agreed = written.read() ?? ''
    field.value = agreed
    session = { id, written, field, note: model.scene.notes.get(id), agreed, isComposing: false }
    listen(session)
    root.append(field)
    written.place(field)
    field.focus({ preventScroll: true })
    field.setSelectionRange(agreed.length, agreed.length)
    model.undo.cut()
  }

  const close = () => {
    if (!session) return
    const { field, id, written, agreed, note } = session
    // With what the document has not: letters after the deletion, the unfinished word of an input method.
    const typed = field.value
    const hadFocus = document.activeElement === field
    if (session.isComposing) send(session)
    session = null
    leave(field)
    if (hadFocus) root.focus({ preventScroll: true })
    model.undo.cut()
    const text = written.read()
    if (note && text === undefined) {
      if (model.wasRemovedByOthers(id)) offerBack(model, { ...note, text: typed }, words())
    } else if (note && typed !== agreed && !model.may(Operation.writeNote, id)) {
      const { unsaved: why, putBack } = words()
      offerWords(model, { ...note, text: typed }, { why, putBack })
    }
    if (text?.trim() === '' && !written.isTitle) model.commands.discard(id)
  }

  /** Its words stay to be seen until the painted ones surely are. */
  const leave = (field: HTMLTextAreaElement) => {
    field.className = 'canvas__written'
    field.readOnly = true
    field.tabIndex = -1
    field.setAttribute('aria-hidden', 'true')
    left.add(field)
    afterFrames(lateFrames, () => {
      field.remove()
      left.delete(field)
    })
  }

  const listen = (opened: Session) => {
    const { field } = opened
    field.addEventListener('compositionstart', () => {
      opened.isComposing = true
    })
    field.addEventListener('compositionend', () => {
      opened.isComposing = false
      send(opened)
    })
    field.addEventListener('input', () => {
      if (!opened.isComposing) send(opened)
    })
    field.addEventListener('keydown', (event) => press(opened, event))
  }

  const send = (current: Session) => {
    const { field, written, agreed } = current
    const theirs = written.read()
    if (theirs === undefined) return
    const mine = written.isTitle ? field.value.replaceAll(/[\r\n]+/g, ' ') : field.value
    const merged = mergeText(agreed, mine, theirs)
    current.agreed = merged
    if (merged !== theirs) written.write(merged)
    showText(field, merged)
    written.place(field)
  }

  /** Others wrote here: their words come in, the caret stays beside the letters it stood beside. */
  const receive = (current: Session) => {
    const theirs = current.written.read()
    current.note = model.scene.notes.get(current.id) ?? current.note
    if (theirs === undefined || current.isComposing) return
    if (theirs !== current.agreed) {
      const merged = mergeText(current.agreed, current.field.value, theirs)
      current.agreed = theirs
      showText(current.field, merged)
      if (merged !== theirs) send(current)
    }
    current.written.place(current.field)
  }

  const press = (current: Session, event: KeyboardEvent) => {
    if (event.isComposing) return
    const isCommand = event.ctrlKey || event.metaKey
    const key = event.key.toLowerCase()
    const { id, written } = current
    if (key === 'escape' || (written.isTitle && key === 'enter')) finish(event)
    else if (written.isTitle && key === 'tab') finish(event)
    else if (key === 'tab') {
      event.preventDefault()
      if (event.shiftKey) goBack(id)
      else if (current.field.value.trim() !== '') goOn(id, 'right')
    } else if (key === 'enter' && isCommand) {
      event.preventDefault()
      if (current.field.value.trim() !== '') goOn(id, 'below')
    } else if (isCommand && (key === 'z' || key === 'y')) {
      event.preventDefault()
      if (key === 'y' || event.shiftKey) model.undo.redo()
      else model.undo.undo()
      receive(current)
    }
  }
  const finish = (event: KeyboardEvent) => {
    event.preventDefault()
    model.ui.editing.set(null)
  }
  const goOn = (id: string, side: 'right' | 'below') => newNoteBeside(model, id, side)
  const goBack = (id: string) => {
    const before = nextStop(model.scene, id, -1)
    if (before !== undefined) editHit(model, before)
  }

  /** Who comes back to the board while something is written comes back to the words: a key would meet the note. */
  const comeBack = () => session?.field.focus({ preventScroll: true })
  root.addEventListener('focus', comeBack)

  const stops = [
    () => root.removeEventListener('focus', comeBack),
    model.ui.editing.subscribe((id) => {
      if (session?.id === id) return comeBack()
      close()
      if (id !== null && id !== '') open(id)
    }),
    model.scene.onChange(({ notes, clusters, isAll }) => {
      if (session && (isAll || notes.has(session.id) || clusters.has(session.id))) receive(session)
    }),
    model.camera.state.listen(() => {
      session?.written.place(session.field)
      for (const field of left) field.remove()
    }),
  ]
  return {
    close: () => {
      for (const stop of stops) stop()
      close()
    },
  }
}

function createField(written: Written, words: CanvasWords): HTMLTextAreaElement {
  const field = document.createElement('textarea')
  field.className = 'canvas__editor'
  field.maxLength = written.limit
  field.dir = 'auto'
  field.rows = 1
  field.spellcheck = true
  field.style.fontFamily = noteFont
  field.setAttribute('aria-label', written.isTitle ? words.clusterTitle : words.note)
  if (written.isTitle) field.placeholder = words.untitledCluster
  return field
}
