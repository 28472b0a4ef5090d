import { centreOf, type Point, type Rect } from '#shared/geometry/rect.ts'
import type { BoardModel } from '../model/board-model.ts'

/** What has opened over the board takes no files. */
const closed = '[role="dialog"], [role="alertdialog"]'

/** Pictures dragged in from outside the page become notes where they are let go. */
export function listenToDrops(root: HTMLElement, model: BoardModel): () => void {
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
    const { left, top } = root.getBoundingClientRect()
    const at = model.camera.toBoard({ x: event.clientX - left, y: event.clientY - top })
    const isOnBoard = event.target instanceof Node && root.contains(event.target)
    model.photos.bring([...event.dataTransfer.files], spotAt(isOnBoard ? at : centreOf(model.camera.view())))
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

/** Where what is brought to a point is to stand. */
export function spotAt({ x, y }: Point): Rect {
  return { x, y, width: 0, height: 0 }
}

function hasFiles({ types }: DataTransfer): boolean {
  return types.includes('Files')
}

function isOpen(target: EventTarget | null): boolean {
  return !(target instanceof Element && target.closest(closed))
}
