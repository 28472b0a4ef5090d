import type * as Y from 'yjs'
import { readArea, type Area } from '#shared/board/area.ts'
import { areaAround, mostFrequent, roomAround } from '#shared/geometry/area.ts'
import { encloses, inset, isSameRect, type Rect } from '#shared/geometry/rect.ts'

/** An area as drawn: `rect` is the stored rectangle, or larger where its notes and groups reach beyond. */
export interface SceneArea extends Area {
  readonly rect: Rect
}

/** The areas of a board, and which notes lie in which. Measures an area again only where its edge may have changed. */
export class SceneAreas {
  readonly all = new Map<string, SceneArea>()
  readonly #members = new Map<string, Set<string>>()
  readonly #areaOf = new Map<string, string>()
  readonly #touched = new Set<string>()

  /** Reads an area's entry again. */
  read(doc: Y.Doc, id: string): void {
    const area = readArea(doc, id)
    if (!area) this.all.delete(id)
    else this.all.set(id, { ...area, rect: this.all.get(id)?.rect ?? plain(area) })
    this.#touched.add(id)
  }

  /** A note has come into an area, has left it or was changed in it. */
  setNote(note: string, area: string | null, before: Rect | undefined, now: Rect | undefined): void {
    const home = this.#areaOf.get(note) ?? null
    if (home !== null) this.touch(home, before)
    if (area !== null) this.touch(area, now)
    if (home === area) return
    if (home !== null) this.#members.get(home)?.delete(note)
    if (area === null) {
      this.#areaOf.delete(note)
      return
    }
    this.#areaOf.set(note, area)
    const there = this.#members.get(area)
    if (there) there.add(note)
    else this.#members.set(area, new Set([note]))
  }

  /** The area in which most of these notes lie. */
  ofMost(notes: Iterable<string>): string | null {
    if (this.all.size === 0) return null
    const areas: string[] = []
    for (const note of notes) {
      const area = this.#areaOf.get(note)
      if (area !== undefined && this.all.has(area)) areas.push(area)
    }
    return mostFrequent(areas)
  }

  /** A thing well inside an area changes nothing of its edge. */
  touch(id: string, rect: Rect | undefined): void {
    const area = this.all.get(id)
    if (!area || !rect) return
    const room = roomAround(rect)
    if (!encloses(area, room) && !encloses(inset(area.rect, 1), room)) this.#touched.add(id)
  }

  /** The ids of the areas whose edge may have changed since the last call. */
  take(): readonly string[] {
    const ids = [...this.#touched]
    this.#touched.clear()
    return ids
  }

  /** Measures an area again. */
  measure(
    id: string,
    noteOf: (id: string) => NoteInArea | undefined,
    groupOf: (id: string) => { readonly rect: Rect; readonly area: string | null } | undefined,
  ): void {
    const area = this.all.get(id)
    if (!area) return
    const content: Rect[] = []
    const groups = new Set<string>()
    for (const member of this.#members.get(id) ?? []) {
      const note = noteOf(member)
      if (!note) continue
      const group = note.cluster === null ? undefined : groupOf(note.cluster)
      if (!group || note.cluster === null) content.push(note.rect)
      else if (group.area === id && !groups.has(note.cluster)) {
        groups.add(note.cluster)
        content.push(group.rect)
      }
    }
    const rect = plain(areaAround(area, content))
    if (!isSameRect(rect, area.rect)) this.all.set(id, { ...area, rect })
  }
}

function plain({ x, y, width, height }: Rect): Rect {
  return { x, y, width, height }
}

interface NoteInArea {
  readonly rect: Rect
  readonly cluster: string | null
}
