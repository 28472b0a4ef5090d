import { encloses } from '#shared/geometry/rect.ts'
import type { BoardModel } from '../model/contract/board-model.ts'
import { takeUpPen, type Pen, type PenWords } from '../model/commands/text-session.ts'
import { isComposing } from '../tools/input/composing.ts'
import { editHit, newNoteBeside, writeOn } from '../tools/edit.ts'
import { nextStop } from '../tools/input/neighbours.ts'
import { bringIntoView } from '../tools/view.ts'
import { showText } from './field-text.ts'
import { afterFrames } from './frames.ts'
import { noteFont } from './measure.ts'
import { lateFrames } from './board-surface.ts'
import type { CanvasWords } from './style.ts'
import { writtenOf, type Written } from './editor-placement.ts'

/** What is being written in. */
interface Session {
  readonly id: string
  readonly written: Written
  readonly field: HTMLTextAreaElement
  readonly pen: Pen
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
    const paper = {
      read: () => (written.isTitle ? field.value.replaceAll(/[\r\n]+/g, ' ') : field.value),
      show: (text: string) => {
        showText(field, text)
        written.place(field)
      },
    }
    const pen = takeUpPen(model, id, paper, () => penWords(written, words()))
    if (!pen) return
    session = { id, written, field, pen }
    listen(session)
    root.append(field)
    field.focus({ preventScroll: true })
    field.setSelectionRange(field.value.length, field.value.length)
  }

  const close = () => {
    if (!session) return
    const { field, id, pen } = session
    const hadFocus = document.activeElement === field
    session = null
    pen.putDown()
    leave(field)
    if (hadFocus) root.focus({ preventScroll: true })
    if (model.scene.notes.get(id)?.text.trim() === '') model.commands.discard(id)
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
    const { field, pen } = opened
    field.addEventListener('compositionstart', () => pen.composes(true))
    field.addEventListener('compositionend', () => pen.composes(false))
    field.addEventListener('input', () => {
      pen.typed()
      show(opened.id)
    })
    field.addEventListener('keydown', (event) => press(opened, event))
  }

  /** Whoever types sees what they type, wherever the view has gone meanwhile. */
  const show = (id: string) => {
    const rect = model.scene.notes.get(id)?.rect ?? model.scene.clusters.get(id)?.rect
    if (rect && !encloses(model.camera.view(), rect)) bringIntoView(model, rect)
  }

  const press = (current: Session, event: KeyboardEvent) => {
    if (isComposing(event)) return
    const isCommand = event.ctrlKey || event.metaKey
    const key = event.key.toLowerCase()
    const { id, written } = current
    if (key === 'escape' || (written.isTitle && key === 'enter')) finish(event)
    else if (written.isTitle && key === 'tab') finish(event)
    else if (key === 'tab') {
      event.preventDefault()
      if (event.shiftKey) goBack(id)
      else if (current.field.value.trim() !== '') writeOn(model, id)
    } else if (key === 'enter' && isCommand) {
      event.preventDefault()
      if (current.field.value.trim() !== '') newNoteBeside(model, id, 'below')
    } else if (isCommand && (key === 'z' || key === 'y')) {
      event.preventDefault()
      if (key === 'y' || event.shiftKey) model.undo.redo()
      else model.undo.undo()
      current.pen.typed()
    }
  }
  const finish = (event: KeyboardEvent) => {
    event.preventDefault()
    model.ui.editing.set(null)
  }
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

/** Why writing stopped has been said when it did (`leaveWhatIsBarred`). */
function penWords({ isTitle }: Written, words: CanvasWords): PenWords {
  const unsaved = () => words.unsaved
  return isTitle
    ? { gone: words.clusterGone, unsaved, putBack: words.titleAsNote }
    : { gone: words.deletedByOther, unsaved, putBack: words.putBack }
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
