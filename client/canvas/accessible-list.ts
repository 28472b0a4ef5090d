import { inset, type Rect } from '#shared/geometry/rect.ts'
import type { BoardModel } from '../model/board-model.ts'
import type { SceneNote } from '../model/scene.ts'
import { editHit, lookAtPicture } from '../tools/edit.ts'
import { stopsOf, type Stop } from '../tools/neighbours.ts'
import { select, toggle } from '../tools/selecting.ts'
import { bringIntoView } from '../tools/view.ts'
import type { CanvasWords } from './style.ts'

/** A list as long as this is of no use to an ear, and costs the browser; the search finds the rest. */
const mostItems = 1_000

/** Waits for others' flood of changes to settle before the list is made anew, but not for ever. Milliseconds. */
const settleMs = 700
const latestMs = 10_000

/** A page that paints all the time is never idle, and those who listen wait: this long at most, milliseconds (taste). */
const idleMs = 1_000

export interface AccessibleList {
  readonly relabel: () => void
  readonly close: () => void
}

/**
 * The board for those who do not see it: notes and clusters in reading order, one stop for Tab, arrows from one to
 * the next, Enter to write. What is chosen here is selected on the board, and the other way round. Several are chosen
 * as in every such list: Shift and arrows, or Ctrl and arrows and then Space. `ring` marks where one is, if that is
 * not selected.
 */
export function createAccessibleList(
  host: HTMLElement,
  model: BoardModel,
  words: () => CanvasWords,
  ring: (rect: Rect | null) => void,
): AccessibleList {
  const list = document.createElement('ul')
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-multiselectable', 'true')
  list.tabIndex = 0
  list.dataset['boardList'] = ''
  list.className = 'visually-hidden'
  list.setAttribute('aria-label', words().list)
  host.append(list)
  let stops: readonly Stop[] = []
  let active = -1
  let isRinged = false
  let timer: ReturnType<typeof setTimeout> | null = null
  let due = 0

  const rebuild = () => {
    timer = null
    const current = stops[active]?.id
    stops = ordered(model).slice(0, mostItems)
    const items = stops.map(({ id }) => itemOf(id))
    list.replaceChildren(...items)
    list.setAttribute('aria-label', words().list)
    activate(stops.findIndex(({ id }) => id === current))
    mark()
  }
  const itemOf = (id: string) => {
    const item = document.createElement('li')
    item.setAttribute('role', 'option')
    item.id = `board-item-${id}`
    item.textContent = labelOf(model, id, words())
    return item
  }
  const activate = (index: number) => {
    active = index
    const id = stops[index]?.id
    if (id === undefined) list.removeAttribute('aria-activedescendant')
    else list.setAttribute('aria-activedescendant', `board-item-${id}`)
  }
  const mark = () => {
    const selection = model.ui.selection.get()
    for (const [index, { id }] of stops.entries()) {
      list.children[index]?.setAttribute('aria-selected', String(selection.has(id)))
    }
    const stop = stops[active]
    const isMarked = stop && document.activeElement === list && !selection.has(stop.id)
    if (isMarked || isRinged) ring(isMarked ? inset(stop.rect, -8) : null)
    isRinged = isMarked === true
  }
  const soon = () => {
    const now = Date.now()
    if (timer === null) due = now + latestMs
    else if (now + settleMs < due) clearTimeout(timer)
    else return
    timer = setTimeout(() => {
      if (typeof requestIdleCallback === 'function') requestIdleCallback(rebuild, { timeout: idleMs })
      else rebuild()
    }, settleMs)
  }
  const go = (index: number, { shiftKey, ctrlKey, metaKey }: KeyboardEvent) => {
    const stop = stops[Math.max(0, Math.min(stops.length - 1, index))]
    if (!stop) return
    activate(stops.indexOf(stop))
    if (shiftKey) select(model, [...model.ui.selection.get(), stop.id])
    else if (!ctrlKey && !metaKey) select(model, [stop.id])
    mark()
    bringIntoView(model, stop.rect)
  }
  const press = (event: KeyboardEvent) => {
    const id = stops[active]?.id
    if (event.altKey && event.key !== 'Enter') return
    if (event.key === 'ArrowDown') go(active + 1, event)
    else if (event.key === 'ArrowUp') go(active - 1, event)
    else if (event.key === 'Home') go(0, event)
    else if (event.key === 'End') go(stops.length - 1, event)
    else if (event.key === ' ' && id !== undefined) toggle(model, id)
    else if (event.key === 'Enter' && event.altKey && id !== undefined) lookAtPicture(model, id)
    else if (event.key === 'Enter' && id !== undefined) editHit(model, id)
    else return
    event.preventDefault()
  }
  const enter = () => {
    if (timer !== null) {
      clearTimeout(timer)
      rebuild()
    }
    const [chosen] = model.ui.selection.get()
    if (active < 0)
      activate(
        Math.max(
          0,
          stops.findIndex(({ id }) => id === chosen),
        ),
      )
    mark()
  }
  list.addEventListener('keydown', press)
  list.addEventListener('focus', enter)
  list.addEventListener('blur', mark)
  const ends = [model.scene.onChange(soon), model.locked.listen(soon), model.ui.selection.listen(mark)]
  soon()
  return {
    relabel: soon,
    close: () => {
      for (const end of ends) end()
      if (timer !== null) clearTimeout(timer)
      list.remove()
    },
  }
}

/** Each cluster before its notes, then the notes in none. */
function ordered({ scene }: BoardModel): readonly Stop[] {
  // Grouped in one pass: with hundreds of clusters a search of all notes for each took a third of a second.
  const inside = new Map<string | null, Stop[]>([...scene.clusters.keys(), null].map((id) => [id, []]))
  for (const stop of stopsOf(scene)) {
    if (scene.clusters.has(stop.id)) continue
    const cluster = scene.notes.get(stop.id)?.cluster ?? null
    inside.get(inside.has(cluster) ? cluster : null)?.push(stop)
  }
  const listed = [...scene.clusters.values()].flatMap(({ id, rect }): readonly Stop[] => [
    { id, rect },
    ...(inside.get(id) ?? []),
  ])
  return [...listed, ...(inside.get(null) ?? [])]
}

/** What is read aloud, also when the selection moves on the board. */
export function labelOf({ scene, locked }: BoardModel, id: string, words: CanvasWords): string {
  const cluster = scene.clusters.get(id)
  const label = cluster
    ? words.clusterLabel(cluster.title || words.untitledCluster, cluster.members.length)
    : noteLabel(scene.notes.get(id), words)
  return locked.get().has(id) ? words.locked(label) : label
}

function noteLabel(note: SceneNote | undefined, words: CanvasWords): string {
  const text = note?.text.trim() ?? ''
  return note?.photo ? words.photoNote(text, note.photo) : text || words.emptyNote
}
