import { Barrier, mayWrite, Operation } from '#shared/workshop/policy.ts'
import { centreOf, type Point } from '#shared/geometry/rect.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { nextTask } from '../../model/basics/next-task.ts'
import { readClipboard, type ClipboardContent } from '../../model/document/copied-board.ts'
import { groupAt } from '../../model/commands/cluster-commands.ts'
import { select } from '../selecting.ts'
import { spotAt } from './dropped-files.ts'
import { photoFilesOf, rowsOf } from './pasted-rows.ts'
import { isField } from './pointer.ts'

type AskForRows = (rows: readonly string[], text: string) => void

/** The parts of a clipboard that the board can use. */
interface Pasted {
  readonly pictures: readonly File[]
  readonly html: string
  readonly text: string
}

/** More notes are read from the clipboard in one task and added in the next. Not measured. */
const mostAtOnce = 500

/** By the DOM's numbers. */
const middleButton = 1

interface Board {
  readonly root: HTMLElement
  readonly model: BoardModel
  /** Where the pointer is, board units; null when it is not over the board. */
  readonly pointer: () => Point | null
  /** Several rows: somebody must be asked before they become notes. */
  readonly onRows: AskForRows
}

/** Copy, cut and paste with the system's clipboard, by keyboard or by the browser's menu. */
export function listenToClipboard({ root, model, pointer, onRows }: Board): () => void {
  const isOnBoard = () => isBoard(root, document.activeElement) || isNowhere(document.activeElement)
  /** Words of a message or a list beside the board: they are what is copied. */
  const isTextMarked = () => document.getSelection()?.isCollapsed === false
  const take = (event: ClipboardEvent, how: 'copy' | 'cut') => {
    const ids = [...model.ui.selection.get()]
    if (!isOnBoard() || isField(event.target) || isTextMarked()) return
    if (ids.length === 0 || !event.clipboardData) return
    const taken = model.commands[how](ids)
    if (!taken) return
    event.preventDefault()
    event.clipboardData.setData('text/plain', taken.text)
    event.clipboardData.setData('text/html', taken.html)
  }
  const copy = (event: ClipboardEvent) => take(event, 'copy')
  const cut = (event: ClipboardEvent) => take(event, mayWrite(model.role) ? 'cut' : 'copy')
  const paste = (event: ClipboardEvent) => {
    if (isMiddleReleased) return event.preventDefault()
    const pictures = photoFilesOf(event.clipboardData)
    const editing = model.ui.editing.get()
    if (pictures[0] && editing !== null && root.contains(document.activeElement)) {
      event.preventDefault()
      return pasteIntoNote(editing, pictures)
    }
    if (!isOnBoard() || isField(event.target) || !event.clipboardData) return
    if (!mayWrite(model.role) && pictures.length === 0) return
    event.preventDefault()
    const html = event.clipboardData.getData('text/html')
    const text = event.clipboardData.getData('text/plain')
    pasteAt(model, { pictures, html, text }, whereToPaste(), onRows)
  }
  const whereToPaste = () => pointer() ?? centreOf(model.camera.view())
  /** The note that is written in gets the picture, if it has none yet. */
  const pasteIntoNote = (id: string, pictures: readonly File[]) => {
    const note = model.scene.notes.get(id)
    const [first] = pictures
    if (note && !note.photo && first && pictures.length === 1) model.photos.put(id, first)
    else model.photos.bring(pictures, spotAt(note ? centreOf(note.rect) : whereToPaste()))
  }
  /** Firefox on Linux pastes with the middle button, which pans here, whatever is marked anywhere: fields alone want that. */
  const pasteNothing = (event: MouseEvent) => {
    const isWanted = isField(event.target) || (event.target instanceof Element && event.target.closest('a'))
    if (event.button === middleButton && !isWanted) event.preventDefault()
  }
  /** Chromium on Linux pastes on the release of the middle button, whatever becomes of `auxclick`. */
  let isMiddleReleased = false
  let settling: ReturnType<typeof setTimeout> | undefined
  const noteRelease = (event: PointerEvent) => {
    isMiddleReleased = event.button === middleButton && !isField(event.target)
    clearTimeout(settling)
    settling = setTimeout(() => (isMiddleReleased = false), 100)
  }
  window.addEventListener('copy', copy)
  window.addEventListener('cut', cut)
  window.addEventListener('paste', paste)
  window.addEventListener('auxclick', pasteNothing)
  window.addEventListener('pointerup', noteRelease, true)
  return () => {
    window.removeEventListener('copy', copy)
    window.removeEventListener('cut', cut)
    window.removeEventListener('paste', paste)
    window.removeEventListener('auxclick', pasteNothing)
    window.removeEventListener('pointerup', noteRelease, true)
    clearTimeout(settling)
  }
}

/** Pictures, our own notes and groups, or else words, where they are to stand. */
export function pasteAt(
  model: BoardModel,
  { pictures, html, text }: Pasted,
  at: Point,
  onRows: AskForRows,
): void {
  if (pictures.length > 0) return model.photos.bring(pictures, spotAt(at))
  const barrier = model.barrierTo(Operation.addNote)
  if (barrier === Barrier.boardLocked) return model.explain(barrier)
  const copied = readClipboard({ html })
  if (copied) {
    const paste = () => select(model, model.commands.paste(copied, at))
    // Reading thousands of notes, and adding them, each take half as long as the page may be held.
    return copied.notes.length > mostAtOnce ? void nextTask().then(paste) : paste()
  }
  if (isDrawing.test(html) || isDrawing.test(text.slice(0, 200)))
    void pasteDrawing(model, { html, text }, at, onRows)
  else if (text.trim() !== '') void pasteText(model, text, at, onRows)
}

/** The clipboards of Excalidraw and tldraw begin with this. */
const isDrawing = /^\s*\{\s*"type"\s*:\s*"excalidraw|<(?:tldraw|div data-tldraw)/u

/** The words of a drawing are notes. Without the code that reads it, or without words, its text is pasted. */
async function pasteDrawing(
  model: BoardModel,
  { html, text }: Pick<Pasted, 'html' | 'text'>,
  at: Point,
  onRows: AskForRows,
): Promise<void> {
  const { notesOfDrawing } = await import('./pasted-drawing.ts').catch(() => ({
    notesOfDrawing: () => undefined,
  }))
  const copied = notesOfDrawing({ html, text })
  if (copied) return select(model, model.commands.paste(copied, at))
  if (text.trim() !== '') await pasteText(model, text, at, onRows)
}

async function pasteText(model: BoardModel, text: string, at: Point, onRows: AskForRows): Promise<void> {
  const rows = await rowsOf(text)
  if (rows.length > 1) return onRows(rows, text)
  const cluster = groupAt(model.scene, at)
  const added = model.commands.addNotes([{ text: text.trim(), at, cluster }])
  if (added.length > 0) select(model, added)
}

/** True for the canvas, and for the list that says the same in words. */
export function isBoard(root: HTMLElement, element: EventTarget | null): boolean {
  return element === root || (element instanceof Element && element.matches('[data-board-list]'))
}

/** Nothing on the page has the focus. */
export function isNowhere(element: EventTarget | null): boolean {
  return element === null || element === document.body
}

/** Can this page reach the clipboard without a key? By plain http from another computer it cannot. */
export function hasSystemClipboard(): boolean {
  return (navigator.clipboard as Clipboard | undefined) !== undefined
}

/** Puts the selected things on the system's clipboard, as the key does; false when the browser does not let it. */
export async function putOnClipboard(taken: ClipboardContent): Promise<boolean> {
  try {
    const blob = (type: string, text: string) => new Blob([text], { type })
    await navigator.clipboard.write([
      new ClipboardItem({
        'text/plain': blob('text/plain', taken.text),
        'text/html': blob('text/html', taken.html),
      }),
    ])
    return true
  } catch {
    // Not asked for, refused, or unknown to this browser: whoever called says that.
    return false
  }
}

/** Pastes what the system's clipboard holds; false when the browser does not give it to anything but a key. */
export async function pasteFromClipboard(model: BoardModel, at: Point, onRows: AskForRows): Promise<boolean> {
  try {
    pasteAt(model, await readPasted(), at, onRows)
    return true
  } catch {
    return false
  }
}

async function readPasted(): Promise<Pasted> {
  const items = await navigator.clipboard.read()
  const textOf = async (type: string) => {
    const item = items.find(({ types }) => types.includes(type))
    return item ? (await item.getType(type)).text() : ''
  }
  const [text, html] = await Promise.all([textOf('text/plain'), textOf('text/html')])
  // A spreadsheet puts a picture of its cells beside their words.
  const pictures = text.trim() === '' ? await Promise.all(items.flatMap(pictureOf)) : []
  return { text, html, pictures }
}

function pictureOf(item: ClipboardItem): readonly Promise<File>[] {
  const type = item.types.find((known) => known.startsWith('image/'))
  return type === undefined ? [] : [item.getType(type).then((blob) => new File([blob], 'picture', { type }))]
}
