import { centreOf, type Point, type Rect } from '#shared/geometry/rect.ts'
import { Operation } from '#shared/workshop/policy.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'

/** A dialog over the board takes no files. */
const closed = '[role="dialog"], [role="alertdialog"]'

/** Files of other tools that may hold notes. */
const notesFile = /\.(?:csv|tsv|txt|md|markdown|canvas|json|excalidraw|xlsx)$/iu

/**
 * Pictures dragged in from outside the page become notes where they are let go; one that falls on a note may be its. Another
 * tool's file is shown first.
 */
export function listenToDrops(
  root: HTMLElement,
  model: BoardModel,
  onNotesFile: (file: File) => void,
): () => void {
  const over = (event: DragEvent) => {
    if (!event.dataTransfer || !hasFiles(event.dataTransfer)) return
    // Otherwise the browser leaves the board to show the file.
    event.preventDefault()
    const isWelcome = isOpen(event.target)
    event.dataTransfer.dropEffect = isWelcome ? 'copy' : 'none'
    root.toggleAttribute('data-dropping', isWelcome)
  }
  const leave = (event: DragEvent) => {
    if (event.relatedTarget === null) root.removeAttribute('data-dropping')
  }
  const drop = (event: DragEvent) => {
    root.removeAttribute('data-dropping')
    if (!event.dataTransfer || !hasFiles(event.dataTransfer)) return
    event.preventDefault()
    if (!isOpen(event.target)) return
    const [file, ...more] = event.dataTransfer.files
    if (file && more.length === 0 && notesFile.test(file.name)) {
      const barrier = model.barrierTo(Operation.addNote)
      return barrier && !model.desk.takesNotes.get() ? model.explain(barrier) : onNotesFile(file)
    }
    const { left, top } = root.getBoundingClientRect()
    const at = model.camera.toBoard({ x: event.clientX - left, y: event.clientY - top })
    const isOnBoard = event.target instanceof Node && root.contains(event.target)
    dropAt(model, [...event.dataTransfer.files], isOnBoard ? at : undefined, takerOf(event.target))
  }
  window.addEventListener('dragover', over)
  window.addEventListener('dragleave', leave)
  window.addEventListener('drop', drop)
  return () => {
    window.removeEventListener('dragover', over)
    window.removeEventListener('dragleave', leave)
    window.removeEventListener('drop', drop)
  }
}

/** Without a point: on what lies over the board, where a `taker` may be, a draft that has no picture yet. */
export function dropAt(
  model: BoardModel,
  files: readonly File[],
  at: Point | undefined,
  taker?: string,
): void {
  const [first] = files
  const onto = taker ?? (at && noteUnder(model, at))
  if (first && files.length === 1 && onto !== undefined) model.photos.put(onto, first)
  else model.photos.bring(files, spotAt(at ?? centreOf(model.camera.view())))
}

/** The note that takes a picture there: one without a picture that this person may change. */
function noteUnder({ scene, desk, barrierTo }: BoardModel, at: Point): string | undefined {
  const found = scene.at(at)
  if (found?.kind !== 'note' || scene.notes.get(found.id)?.photo) return undefined
  // While writing is private, a file dropped beside the desk must not become public.
  if (desk.takesNotes.get() || barrierTo(Operation.markNote, found.id) !== undefined) return undefined
  return found.id
}

/** Where what is brought to a point is to stand. */
export function spotAt({ x, y }: Point): Rect {
  return { x, y, width: 0, height: 0 }
}

/** The draft that this is a part of, when it takes a picture. */
function takerOf(target: EventTarget | null): string | undefined {
  if (!(target instanceof Element)) return undefined
  return target.closest<HTMLElement>('[data-photo-for]')?.dataset['photoFor']
}

function hasFiles({ types }: DataTransfer): boolean {
  return types.includes('Files')
}

function isOpen(target: EventTarget | null): boolean {
  return !(target instanceof Element && target.closest(closed))
}
