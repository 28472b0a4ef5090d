import { clusterTitleLimit, noteTextLimit } from '#shared/board/limits.ts'
import { headingHeight, headingSize } from '#shared/geometry/field.ts'
import { lineHeight, noteMargin } from '#shared/text/layout.ts'
import { captionTop } from '#shared/text/photo-note.ts'
import type { BoardModel } from '../model/contract/board-model.ts'

/** Where the editor writes: in a note, or in the title of a cluster. */
export interface Written {
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

export function writtenOf(model: BoardModel, id: string): Written | undefined {
  if (model.scene.notes.has(id)) return noteWritten(model, id)
  return model.scene.clusters.has(id) ? titleWritten(model, id) : undefined
}

function noteWritten({ scene, camera }: BoardModel, id: string): Written {
  return {
    limit: noteTextLimit,
    isTitle: false,
    isOnPaper: true,
    place: placing(() => {
      const note = scene.notes.get(id)
      if (!note) return undefined
      const { zoom } = camera.state.get()
      const top = note.photo ? captionTop : noteMargin.top
      const { x, y } = camera.toScreen({ x: note.x + noteMargin.side, y: note.y + top })
      const { fontSize } = scene.layoutOf(note)
      const times = enlargement(fontSize)
      // Set in board units and scaled as a whole: its lines then break where the painted ones do, at every zoom.
      return {
        transform: `translate(${x}px, ${y}px) scale(${zoom / times})`,
        width: `${(note.rect.width - 2 * noteMargin.side) * times}px`,
        height: `${(note.rect.height - top - 4) * times}px`,
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
