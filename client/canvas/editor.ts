import { encloses } from '#shared/geometry/rect.ts'
import type { BoardModel } from '../model/contract/board-model.ts'
import { takeUpPen, type Pen, type PenWords } from '../model/commands/text-session.ts'
import { isComposing } from '../tools/input/composing.ts'
import { editHit, newNoteBeside, writeOn } from '../tools/edit.ts'
import { nextStop } from '../tools/input/neighbours.ts'
import { bringIntoView } from '../tools/view.ts'
import { fieldPaper } from './field-text.ts'
import { afterFrames } from './frames.ts'
import { noteFont } from './measure.ts'
import { lateFrames } from './board-surface.ts'
import type { CanvasWords } from './style.ts'
import { writtenOf, type Written } from './editor-placement.ts'

/** The note or cluster being edited, with its field. */
interface Session {
  readonly id: string
  readonly written: Written
  readonly field: HTMLTextAreaElement
  readonly pen: Pen
  /** Says under the note who sees the words. */
  readonly audience: HTMLElement
}

export interface Editor {
  readonly close: () => void
}

/**
 * A text field over the note being edited, so that input methods, spelling and dictation work as everywhere else. It exists
 * only while somebody writes. Typed text goes to the document at once, and text of others appears around the caret. An
 * input method's unfinished word stays in the field until it is finished.
 */
export function createEditor(root: HTMLElement, model: BoardModel, words: () => CanvasWords): Editor {
  const field = new NoteField(root, model, words)
  const comeBack = () => field.focus()
  root.addEventListener('focus', comeBack)
  const stops = [
    () => root.removeEventListener('focus', comeBack),
    model.ui.editing.subscribe((id) => field.follow(id)),
    model.camera.state.listen(() => field.place()),
  ]
  return {
    close: () => {
      for (const stop of stops) stop()
      field.close()
    },
  }
}

class NoteField {
  readonly #root: HTMLElement
  readonly #model: BoardModel
  readonly #words: () => CanvasWords
  readonly #left = new Set<HTMLTextAreaElement>()
  #session: Session | null = null

  constructor(root: HTMLElement, model: BoardModel, words: () => CanvasWords) {
    this.#root = root
    this.#model = model
    this.#words = words
  }

  /** Opens the field on this note or cluster, and closes the one before. */
  follow(id: string | null): void {
    if (this.#session?.id === id) return this.focus()
    this.close()
    if (id !== null && id !== '') this.#open(id)
  }

  /** Focus that returns to the board while a field is open goes to the field: a key would act on the note. */
  focus(): void {
    this.#session?.field.focus({ preventScroll: true })
  }

  place(): void {
    const session = this.#session
    session?.written.place(session.field)
    session?.written.placeUnder?.(session.audience)
    for (const field of this.#left) field.remove()
  }

  close(): void {
    if (!this.#session) return
    const { field, id, pen, audience } = this.#session
    audience.remove()
    const hadFocus = document.activeElement === field
    this.#session = null
    pen.putDown()
    this.#leave(field)
    if (hadFocus) this.#root.focus({ preventScroll: true })
    const { scene, commands } = this.#model
    if (scene.notes.get(id)?.text.trim() === '') commands.discard(id)
  }

  #open(id: string): void {
    const written = writtenOf(this.#model, id)
    if (!written) return
    const field = createField(written, this.#words())
    field.lang = this.#model.meta.get().language
    const inField = fieldPaper(field)
    const paper = {
      read: () => (written.isTitle ? inField.read().replaceAll(/[\r\n]+/g, ' ') : inField.read()),
      show: (text: string) => {
        inField.show(text)
        kern(field)
        written.place(field)
      },
    }
    const pen = takeUpPen(this.#model, id, paper, () => penWords(written, this.#words()))
    if (!pen) return
    const audience = createAudience(this.#words())
    this.#session = { id, written, field, pen, audience }
    this.#listen(this.#session)
    this.#root.append(field)
    if (written.placeUnder) {
      this.#root.append(audience)
      field.setAttribute('aria-describedby', audience.id)
      written.placeUnder(audience)
    }
    field.focus({ preventScroll: true })
    field.setSelectionRange(field.value.length, field.value.length)
  }

  /** Its text stays in sight until the painted text surely is. */
  #leave(field: HTMLTextAreaElement): void {
    field.className = 'canvas__written'
    field.readOnly = true
    field.tabIndex = -1
    field.setAttribute('aria-hidden', 'true')
    this.#left.add(field)
    afterFrames(lateFrames, () => {
      field.remove()
      this.#left.delete(field)
    })
  }

  #listen(session: Session): void {
    const { field, pen } = session
    field.addEventListener('compositionstart', () => pen.composes(true))
    field.addEventListener('compositionend', () => pen.composes(false))
    field.addEventListener('input', () => {
      kern(field)
      pen.typed()
      this.#bringIntoView(session.id)
    })
    field.addEventListener('keydown', (event) => this.#press(session, event))
  }

  /** The typed text comes into view, wherever the view has gone meanwhile. */
  #bringIntoView(id: string): void {
    const { scene, camera } = this.#model
    const rect = scene.notes.get(id)?.rect ?? scene.clusters.get(id)?.rect
    if (rect && !encloses(camera.view(), rect)) bringIntoView(this.#model, rect)
  }

  #press({ id, written, field, pen }: Session, event: KeyboardEvent): void {
    if (isComposing(event)) return
    const model = this.#model
    const isCommand = event.ctrlKey || event.metaKey
    const key = event.key.toLowerCase()
    if (key === 'escape' || (written.isTitle && (key === 'enter' || key === 'tab'))) {
      event.preventDefault()
      model.ui.editing.set(null)
    } else if (key === 'tab') {
      event.preventDefault()
      if (event.shiftKey) this.#goBack(id)
      else if (field.value.trim() !== '') writeOn(model, id)
    } else if (key === 'enter' && isCommand) {
      event.preventDefault()
      if (field.value.trim() !== '') newNoteBeside(model, id, 'below')
    } else if (isCommand && (key === 'z' || key === 'y')) {
      event.preventDefault()
      if (key === 'y' || event.shiftKey) model.undo.redo()
      else model.undo.undo()
      pen.typed()
    }
  }

  #goBack(id: string): void {
    const before = nextStop(this.#model.scene, id, -1)
    if (before !== undefined) editHit(this.#model, before)
  }
}

/** `leaveWhatIsBarred` has already said why editing ended. */
function penWords({ isTitle }: Written, words: CanvasWords): PenWords {
  const unsaved = () => words.unsaved
  return isTitle
    ? { gone: words.clusterGone, unsaved, putBack: words.titleAsNote }
    : { gone: words.deletedByOther, unsaved, putBack: words.putBack }
}

const longWord = /\S{200}/u

/** The painted letters are kerned, and so are those of the field, but for a word that would hold the page (base.css). */
function kern(field: HTMLTextAreaElement): void {
  field.style.fontKerning = longWord.test(field.value) ? 'none' : ''
}

function createAudience(words: CanvasWords): HTMLElement {
  const line = document.createElement('span')
  line.id = 'canvas-audience'
  line.className = 'canvas__audience'
  line.textContent = words.openSigned
  return line
}

function createField(written: Written, words: CanvasWords): HTMLTextAreaElement {
  const field = document.createElement('textarea')
  field.className = 'canvas__editor'
  field.maxLength = written.limit
  field.dir = 'auto'
  field.toggleAttribute('data-paper', written.isOnPaper)
  field.rows = 1
  field.spellcheck = true
  field.style.fontFamily = noteFont
  field.setAttribute('aria-label', written.isTitle ? words.clusterTitle : words.note)
  if (written.isTitle) field.placeholder = words.untitledCluster
  return field
}
