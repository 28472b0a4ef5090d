import { clusterTitleLimit, noteTextLimit } from '#shared/board/limits.ts'
import { headingHeight, headingSize } from '#shared/geometry/field.ts'
import { encloses } from '#shared/geometry/rect.ts'
import { lineHeight, noteMargin } from '#shared/text/layout.ts'
import { captionTop } from '#shared/text/photo-note.ts'
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

/** Where the editor writes: in a note, or in the title of a cluster. */
interface Written {
  readonly limit: number
  readonly isTitle: boolean
  /** Over a note or card, which are paper, and not over an open field. */
  readonly isOnPaper: boolean
  /** Puts the field exactly over the painted text. */
  readonly place: (field: HTMLTextAreaElement) => void
  /** Puts a line under the note. A title has none. */
  readonly placeUnder?: (line: HTMLElement) => void
}

/** Space between a note and the line under it, pixels. Taste. */
const underGap = 6

function writtenOf(model: BoardModel, id: string): Written | undefined {
  if (model.scene.notes.has(id)) return noteWritten(model, id)
  return model.scene.clusters.has(id) ? titleWritten(model, id) : undefined
}

function noteWritten({ scene, camera }: BoardModel, id: string): Written {
  return {
    limit: noteTextLimit,
    isTitle: false,
    isOnPaper: scene.notes.get(id)?.form === undefined,
    place: placing(() => {
      const note = scene.notes.get(id)
      if (!note) return undefined
      const { zoom } = camera.state.get()
      const top = note.photo ? captionTop : noteMargin.top
      const { times: enlarged } = note
      const { x, y } = camera.toScreen({
        x: note.x + noteMargin.side * enlarged,
        y: note.y + top * enlarged,
      })
      const { fontSize } = scene.layoutOf(note)
      const times = enlargement(fontSize)
      // Set in board units and scaled as a whole: its lines then break where the painted ones do, at every zoom.
      return {
        transform: `translate(${x}px, ${y}px) scale(${(zoom * enlarged) / times})`,
        width: `${(note.rect.width / enlarged - 2 * noteMargin.side) * times}px`,
        height: `${(note.rect.height / enlarged - top - 4) * times}px`,
        fontSize: `${fontSize * times}px`,
        lineHeight: String(lineHeight),
      }
    }),
    placeUnder: placing(() => {
      const note = scene.notes.get(id)
      if (!note) return undefined
      const { x, y } = camera.toScreen({ x: note.x, y: note.y + note.rect.height })
      return { transform: `translate(${x}px, ${y + underGap}px)` }
    }),
  }
}

function titleWritten({ scene, camera }: BoardModel, id: string): Written {
  return {
    limit: clusterTitleLimit,
    isTitle: true,
    isOnPaper: scene.clusters.get(id)?.isCollapsed === true,
    place: placing(() => {
      const cluster = scene.clusters.get(id)
      if (!cluster) return undefined
      const { zoom } = camera.state.get()
      const { isCollapsed, rect } = cluster
      const corner = isCollapsed
        ? { x: rect.x + 16, y: rect.y + 13 }
        : { x: rect.x + 2, y: rect.y + headingHeight }
      const { x, y } = camera.toScreen(corner)
      const size = isCollapsed ? headingSize * zoom : Math.max(headingSize * zoom, 14)
      const times = enlargement(size)
      const height = isCollapsed ? 62 * zoom : size * lineHeight
      const above = y - Math.max(10 * zoom, 4) - 0.99 * size
      const top = isCollapsed ? y : Math.max(above, camera.toScreen(rect).y)
      return {
        transform: `translate(${x}px, ${top}px) scale(${1 / times})`,
        width: `${Math.max(180, (rect.width - (isCollapsed ? 32 : 4)) * zoom) * times}px`,
        height: `${height * times}px`,
        fontSize: `${size * times}px`,
        lineHeight: String(lineHeight),
        fontWeight: '600',
      }
    }),
  }
}

let fingers: MediaQueryList | undefined

/** An iPhone magnifies the page for a field with letters of less than 16 px, whatever it is scaled by afterwards. */
function enlargement(fontSize: number): number {
  fingers ??= window.matchMedia('(pointer: coarse)')
  return fingers.matches ? Math.max(1, 16 / fontSize) : 1
}

/** Writes a style only if it differs: writing the same value costs more than the comparison. */
function placing(look: () => Readonly<Record<string, string>> | undefined): (element: HTMLElement) => void {
  let placed = ''
  return (element) => {
    const style = look()
    if (!style) return
    const all = Object.values(style).join()
    if (all !== placed) Object.assign(element.style, style)
    placed = all
  }
}

/** The note or cluster being edited, with its field. */
interface Session {
  readonly id: string
  readonly written: Written
  readonly field: HTMLTextAreaElement
  readonly pen: Pen
  /** Says under the note who sees the words. */
  readonly audience: HTMLElement
}

interface Editor {
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
