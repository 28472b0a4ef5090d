import { drawArea, drawnAreaId } from '#shared/board/area.ts'
import { areasRoot, readMeta } from '#shared/board/document.ts'
import { isDrawnAreaId } from '#shared/board/id.ts'
import { areaSideLimit, boundedCoordinate, leastAreaSide, titleLimit } from '#shared/board/limits.ts'
import { newId, placeNote } from '#shared/board/note.ts'
import { centreOf, contains, type Rect } from '#shared/geometry/rect.ts'
import { Operation } from '#shared/workshop/policy.ts'
import type { BoardCommands } from '../contract/board-commands.ts'
import { barrierAmong } from '../document/own-rights.ts'
import type { SceneNote } from '../document/scene.ts'
import { asStep, type Workplace } from './command-context.ts'

type AreaCommands = Pick<BoardCommands, 'drawArea' | 'titleArea' | 'moveArea' | 'sizeArea' | 'removeArea'>

/** Areas with a title that people draw on the free board. Notes belong to the one in which their middle lies. */
export function createAreaCommands(at: Workplace): AreaCommands {
  const { can, explain, rights, scene } = at
  const mayPlace = ({ id }: SceneNote): boolean => can(Operation.placeNote, id)
  const drawn = (id: string) =>
    isDrawnAreaId(id) && can(Operation.drawArea) ? scene.areas.get(id) : undefined
  const inside = (id: string) => [...scene.notes.values()].filter((note) => note.area === id)

  /** The notes that come into an area with this rectangle, and those that leave it. */
  const changesOf = (id: string, rect: Rect) =>
    [...scene.notes.values()].flatMap((note) => {
      const group = note.cluster === null ? undefined : scene.clusters.get(note.cluster)
      const isIn = contains(rect, centreOf((group ?? note).rect))
      const isFree = note.area === null || !scene.areas.has(note.area) || isDrawnAreaId(note.area)
      if (!isFree || !mayPlace(note) || isIn === (note.area === id)) return []
      return [{ id: note.id, area: isIn ? id : null }]
    })
  const write = (id: string, rect: Rect) => {
    const changes = changesOf(id, rect)
    const { title = {} } = scene.areas.get(id) ?? {}
    asStep(at, (doc) => {
      drawArea(doc, { id, title, ...rect })
      for (const change of changes) placeNote(doc, change.id, { area: change.area })
    })
  }
  return {
    drawArea: (rect) => {
      if (!can(Operation.drawArea)) return undefined
      const id = drawnAreaId(newId())
      write(id, bounded(rect))
      return id
    },
    titleArea: (id, words) => {
      const area = drawn(id)
      if (!area) return
      const text = words.trim().slice(0, titleLimit).toWellFormed()
      asStep(at, (doc) => drawArea(doc, { ...area, title: { [readMeta(doc).language]: text } }))
    },
    moveArea: (id, { x: dx, y: dy }) => {
      const area = drawn(id)
      if (!area) return
      const moving = inside(id)
      // An area that leaves a note behind would only grow towards it.
      const asked = moving.map((note) => ({ operation: Operation.placeNote, id: note.id }))
      const barrier = barrierAmong(rights, asked)
      if (barrier) return explain(barrier)
      asStep(at, (doc) => {
        drawArea(doc, { ...area, x: area.x + dx, y: area.y + dy })
        for (const { id: note, x, y } of moving)
          placeNote(doc, note, { x: boundedCoordinate(x + dx), y: boundedCoordinate(y + dy) })
      })
    },
    sizeArea: (id, size) => {
      const area = drawn(id)
      if (area) write(id, bounded({ ...area, ...size }))
    },
    removeArea: (id) => {
      if (!drawn(id)) return
      const leaving = inside(id).filter(mayPlace)
      asStep(at, (doc) => {
        areasRoot(doc).delete(id)
        for (const { id: note } of leaving) placeNote(doc, note, { area: null })
      })
    },
  }
}

function bounded({ x, y, width, height }: Rect): Rect {
  const side = (length: number) => Math.round(Math.min(areaSideLimit, Math.max(leastAreaSide, length)))
  return { x: boundedCoordinate(x), y: boundedCoordinate(y), width: side(width), height: side(height) }
}
