import { inset, type Rect } from '#shared/geometry/rect.ts'
import { mayWrite } from '#shared/workshop/policy.ts'
import type { BoardModel } from '../model/contract/board-model.ts'
import type { SceneNote } from '../model/document/scene.ts'
import { editHit, lookAtPicture } from '../tools/edit.ts'
import { stopsOf, type Stop } from '../tools/input/neighbours.ts'
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
  const items = new Map<string, HTMLElement>()
  let active = -1
  let isRinged = false
  let timer: ReturnType<typeof setTimeout> | null = null
  let due = 0
  let changedAt = 0

  const rebuild = () => {
    timer = null
    const current = stops[active]?.id
    const before = new Map(stops.map(({ id, rect }) => [id, rect]))
    stops = ordered(model).slice(0, mostItems)
    arrange(before, ballotOf(model))
    list.setAttribute('aria-label', words().list)
    activate(stops.findIndex(({ id }) => id === current))
    mark()
  }
  /** What has stayed where it was is not touched: the browser takes 70 ms to lay a thousand items out anew. */
  const arrange = (before: ReadonlyMap<string, Rect>, ballot: Ballot | undefined) => {
    const here = new Map(stops.map(({ id, rect }) => [id, rect]))
    for (const [id, item] of items) {
      const [was, is] = [before.get(id), here.get(id)]
      if (was && is && was.x === is.x && was.y === is.y) continue
      item.remove()
      if (!is) items.delete(id)
    }
    let next = list.firstElementChild
    for (const { id } of stops) {
      const item = items.get(id) ?? createItem(id)
      const label = labelOf(model, id, words(), ballot)
      if (item.textContent !== label) item.textContent = label
      if (item === next) next = next.nextElementSibling
      else list.insertBefore(item, next)
    }
  }
  const createItem = (id: string) => {
    const item = document.createElement('li')
    item.setAttribute('role', 'option')
    item.id = `board-item-${id}`
    items.set(id, item)
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
    for (const [id, item] of items) {
      const isSelected = String(selection.has(id))
      if (item.ariaSelected !== isSelected) item.ariaSelected = isSelected
    }
    const stop = stops[active]
    const isMarked = stop && document.activeElement === list && !selection.has(stop.id)
    if (isMarked || isRinged) ring(isMarked ? inset(stop.rect, -8) : null)
    isRinged = isMarked === true
  }
  const soon = () => {
    changedAt = Date.now()
    if (timer !== null) return
    due = changedAt + latestMs
    timer = setTimeout(settle, settleMs)
  }
  /** One timer at a time: taking one back and setting another with every change of a flood would cost more than the change. */
  const settle = () => {
    const now = Date.now()
    const settled = Math.min(changedAt + settleMs, due)
    if (now < settled) timer = setTimeout(settle, settled - now)
    else if (typeof requestIdleCallback === 'function') requestIdleCallback(rebuild, { timeout: idleMs })
    else rebuild()
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
  const ends = [
    model.scene.onChange(soon),
    model.locked.listen(soon),
    model.voting.open.listen(soon),
    model.voting.dots.listen(soon),
    model.voting.closing.listen(soon),
    model.ui.selection.listen(mark),
  ]
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

/** What this person may vote on at the moment, and where their dots are. */
interface Ballot {
  readonly options: ReadonlySet<string>
  readonly dots: Readonly<Record<string, number>>
}

function ballotOf({ voting, role }: BoardModel): Ballot | undefined {
  const round = voting.open.get()
  if (!round || !mayWrite(role) || voting.closing.get().has(round.id)) return undefined
  return { options: new Set(round.options), dots: voting.dots.get()[round.id] ?? {} }
}

/** What is read aloud, also when the selection moves on the board. */
export function labelOf(
  model: BoardModel,
  id: string,
  words: CanvasWords,
  ballot: Ballot | undefined = ballotOf(model),
): string {
  const label = itemLabel(model, id, words)
  if (ballot?.options.has(id) !== true) return label
  const own = ballot.dots[id] ?? 0
  return own > 0 ? words.ownDots(label, own) : words.votable(label)
}

function itemLabel({ scene, locked }: BoardModel, id: string, words: CanvasWords): string {
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
