import { inset, type Rect } from '#shared/geometry/rect.ts'
import { beginningOf, hasOtherScripts } from '#shared/board/beginning.ts'
import { withoutEndlessSigns } from '#shared/text/endless-signs.ts'
import { PollMethod } from '#shared/workshop/round.ts'
import { mayWrite } from '#shared/workshop/policy.ts'
import type { BoardModel } from '../model/contract/board-model.ts'
import type { SceneNote } from '../model/document/scene.ts'
import { editHit, lookAtPhoto } from '../tools/edit.ts'
import { stopsInOutline, type Stop } from '../tools/input/neighbours.ts'
import { select, toggle } from '../tools/selecting.ts'
import { bringIntoView } from '../tools/view.ts'
import type { CanvasWords } from './style.ts'

/**
 * So many items around the current one are in the page: a thousand take the browser 100 ms when others take their place.
 * Their numbers count the whole board.
 */
const mostItems = 400

/** The items in the page follow when so few are left beyond the current one. */
const margin = 100

/** The browser need not set longer labels, see board-canvas.css: of other scripts a letter takes it five times as long. */
const longLabel = 400
const longOfOtherScripts = 80

/** Waits for a flood of changes to settle before the list is built again, but no longer than `latestMs`. Milliseconds. */
const settleMs = 700
const latestMs = 10_000

/** A page that paints all the time is never idle; the list then waits this long at most, milliseconds. Not measured. */
const idleMs = 1_000

export interface AccessibleList {
  readonly relabel: () => void
  readonly close: () => void
}

/**
 * The board as a list for screen readers: notes and clusters in reading order. It is one Tab stop; arrows move from item to
 * item, Enter edits. The list and the board share one selection. Shift with arrows, or Ctrl with arrows and then Space,
 * selects several, as in every such list. `ring` marks the current item if it is not selected. `say` speaks when another person
 * has deleted the current item.
 */
export function createAccessibleList(
  host: HTMLElement,
  model: BoardModel,
  words: () => CanvasWords,
  ring: (rect: Rect | null) => void,
  say: (text: string) => void,
): AccessibleList {
  const list = new BoardList(host, model, words, ring, say)
  return { relabel: () => list.rebuildSoon(), close: () => list.close() }
}

class BoardList {
  readonly #model: BoardModel
  readonly #words: () => CanvasWords
  readonly #ring: (rect: Rect | null) => void
  readonly #say: (text: string) => void
  readonly #list: HTMLUListElement
  readonly #items = new Map<string, HTMLElement>()
  readonly #ends: readonly (() => void)[]
  #stops: readonly Stop[] = []
  /** The stops in the page: the index of the first, or −1 when they are out of date, and where they were. */
  #first = -1
  #rects: ReadonlyMap<string, Rect> = new Map()
  #active = -1
  #wasChosen = false
  #hasOwnChange = false
  #isRinged = false
  #timer: ReturnType<typeof setTimeout> | undefined
  #due = 0
  #changedAt = 0
  /** The current item is not in the page yet. */
  #isBehind = false

  constructor(
    host: HTMLElement,
    model: BoardModel,
    words: () => CanvasWords,
    ring: (rect: Rect | null) => void,
    say: (text: string) => void,
  ) {
    this.#model = model
    this.#words = words
    this.#ring = ring
    this.#say = say
    this.#list = createList(words().list)
    host.append(this.#list)
    this.#list.addEventListener('keydown', (event) => this.#press(event))
    this.#list.addEventListener('click', (event) => this.#click(event))
    this.#list.addEventListener('focus', () => this.#enter())
    this.#list.addEventListener('blur', () => this.#mark())
    const soon = () => this.rebuildSoon()
    this.#ends = [
      model.scene.onChange(({ isOwn }) => {
        this.#hasOwnChange ||= isOwn
        soon()
      }),
      model.locked.listen(soon),
      model.voting.open.listen(soon),
      model.voting.dots.listen(soon),
      model.voting.closing.listen(soon),
      model.ui.selection.listen((selection) => this.#follow(selection)),
    ]
    soon()
  }

  rebuildSoon(): void {
    this.#changedAt = Date.now()
    if (this.#timer !== undefined) return
    this.#due = this.#changedAt + latestMs
    this.#timer = setTimeout(() => this.#settle(), settleMs)
  }

  close(): void {
    for (const end of this.#ends) end()
    clearTimeout(this.#timer)
    this.#list.remove()
  }

  /** Keeps one timer: replacing it with every change of a flood would cost more than the change. */
  #settle(): void {
    const now = Date.now()
    const settled = Math.min(this.#changedAt + settleMs, this.#due)
    if (now < settled) this.#timer = setTimeout(() => this.#settle(), settled - now)
    else whenIdle(() => this.#rebuild())
  }

  /** While nobody is in the list its items follow in a task of their own: the browser lays hundreds of them out. */
  #activateSoon(index: number): void {
    this.#active = index
    this.#list.removeAttribute('aria-activedescendant')
    if (this.#isBehind) return
    this.#isBehind = true
    whenIdle(() => this.#catchUp())
  }

  #catchUp(): void {
    if (!this.#isBehind || !this.#list.isConnected) return
    this.#activate(this.#active)
    this.#mark()
  }

  #rebuild(): void {
    this.#timer = undefined
    const current = this.#stops[this.#active]?.id
    this.#stops = stopsInOutline(this.#model.scene)
    this.#first = -1
    const index = this.#stops.findIndex(({ id }) => id === current)
    const isGone = current !== undefined && index < 0
    this.#list.setAttribute('aria-label', this.#words().list)
    this.#activate(isGone ? Math.min(this.#active, this.#stops.length - 1) : index)
    if (isGone && !this.#hasOwnChange) this.#goOnFromGone()
    this.#hasOwnChange = false
    this.#mark()
  }

  /** Another person has deleted the current item: the next one is current, and a sentence says so. */
  #goOnFromGone(): void {
    const next = this.#stops[this.#active]
    const { activeElement } = document
    const isHere = activeElement === this.#list || activeElement === this.#list.previousElementSibling
    if (!isHere || this.#model.ui.editing.get() !== null) return
    if (next && this.#wasChosen && this.#model.ui.selection.get().size === 0) select(this.#model, [next.id])
    const words = this.#words()
    this.#say(words.goneNowAt(next && labelOf(this.#model, next.id, words)))
  }

  /** Leaves items in place that have not moved: the browser need not lay them out again. */
  #arrange(shown: readonly Stop[], ballot: Ballot | undefined): void {
    const here = new Map(shown.map(({ id, rect }) => [id, rect]))
    for (const [id, item] of this.#items) {
      const [was, is] = [this.#rects.get(id), here.get(id)]
      if (was && is && was.x === is.x && was.y === is.y) continue
      item.remove()
      if (!is) this.#items.delete(id)
    }
    this.#rects = here
    let next = this.#list.firstElementChild
    for (const [index, { id, begins }] of shown.entries()) {
      const item = this.#items.get(id) ?? this.#createItem(id)
      const words = this.#words()
      const own = labelOf(this.#model, id, words, ballot)
      const label = begins ? words.areaItem(words.areaTitle(begins.title), own) : own
      if (item.textContent !== label) item.textContent = label
      item.toggleAttribute('data-long', isLong(label))
      item.lang = this.#model.meta.get().language
      item.ariaPosInSet = String(this.#first + index + 1)
      item.ariaSetSize = String(this.#stops.length)
      if (item === next) next = next.nextElementSibling
      else this.#list.insertBefore(item, next)
    }
  }

  #createItem(id: string): HTMLElement {
    const item = document.createElement('li')
    item.setAttribute('role', 'option')
    item.id = `board-item-${id}`
    this.#items.set(id, item)
    return item
  }

  #activate(index: number): void {
    this.#active = index
    this.#isBehind = false
    this.#showAround(Math.max(0, index))
    const id = this.#stops[index]?.id
    if (id === undefined) this.#list.removeAttribute('aria-activedescendant')
    else this.#list.setAttribute('aria-activedescendant', `board-item-${id}`)
  }

  /** True when the items around this one are in the page. */
  #isShownAround(index: number): boolean {
    const last = this.#first + this.#rects.size - 1
    return (
      this.#first >= 0 &&
      (this.#first === 0 || index >= this.#first + margin) &&
      (last === this.#stops.length - 1 || index <= last - margin)
    )
  }

  #showAround(index: number): void {
    if (this.#isShownAround(index)) return
    this.#first = Math.max(0, Math.min(index - mostItems / 2, this.#stops.length - mostItems))
    this.#arrange(this.#stops.slice(this.#first, this.#first + mostItems), ballotOf(this.#model))
  }

  /** What is selected on the board is current in the list too. */
  #follow(selection: ReadonlySet<string>): void {
    const [only] = selection
    const { scene } = this.#model
    const current = this.#stops[this.#active]?.id ?? ''
    if (selection.size === 1 && only !== current) {
      const index = this.#stops.findIndex(({ id }) => id === only)
      if (index >= 0 && (this.#isShownAround(index) || document.activeElement === this.#list))
        this.#activate(index)
      else if (index >= 0) this.#activateSoon(index)
    }
    // Deleted by another person, it was chosen to the end.
    if (selection.size > 0 || scene.notes.has(current) || scene.clusters.has(current))
      this.#wasChosen = selection.size > 0
    this.#mark()
  }

  /** Screen readers and voice control click an item to choose it. */
  #click(event: MouseEvent): void {
    const item = event.target instanceof Element ? event.target.closest('[role="option"]') : null
    const index = this.#stops.findIndex(({ id }) => item?.id === `board-item-${id}`)
    if (index >= 0) this.#go(index, event)
  }

  #mark(): void {
    const selection = this.#model.ui.selection.get()
    for (const [id, item] of this.#items) {
      const isSelected = String(selection.has(id))
      if (item.ariaSelected !== isSelected) item.ariaSelected = isSelected
    }
    const stop = this.#stops[this.#active]
    const isMarked = stop && document.activeElement === this.#list && !selection.has(stop.id)
    if (isMarked || this.#isRinged) this.#ring(isMarked ? inset(stop.rect, -8) : null)
    this.#isRinged = isMarked === true
  }

  #go(index: number, { shiftKey, ctrlKey, metaKey }: KeyboardEvent | MouseEvent): void {
    const model = this.#model
    const stop = this.#stops[Math.max(0, Math.min(this.#stops.length - 1, index))]
    if (!stop) return
    this.#activate(this.#stops.indexOf(stop))
    if (shiftKey) select(model, [...model.ui.selection.get(), stop.id])
    else if (!ctrlKey && !metaKey) select(model, [stop.id])
    this.#mark()
    bringIntoView(model, stop.rect)
  }

  #press(event: KeyboardEvent): void {
    const model = this.#model
    const id = this.#stops[this.#active]?.id
    if (event.altKey && event.key !== 'Enter') return
    if (event.key === 'ArrowDown') this.#go(this.#active + 1, event)
    else if (event.key === 'ArrowUp') this.#go(this.#active - 1, event)
    else if (event.key === 'Home') this.#go(0, event)
    else if (event.key === 'End') this.#go(this.#stops.length - 1, event)
    else if (event.key === ' ' && id !== undefined) toggle(model, id)
    else if (event.key === 'Enter' && event.altKey && id !== undefined) lookAtPhoto(model, id)
    else if (event.key === 'Enter' && id !== undefined) editHit(model, id)
    else return
    event.preventDefault()
  }

  #enter(): void {
    if (this.#timer !== undefined) {
      clearTimeout(this.#timer)
      this.#rebuild()
    }
    this.#catchUp()
    const [chosen] = this.#model.ui.selection.get()
    if (this.#active < 0) {
      const index = this.#stops.findIndex(({ id }) => id === chosen)
      this.#activate(Math.max(0, index))
    }
    this.#mark()
  }
}

function whenIdle(run: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(run, { timeout: idleMs })
  else setTimeout(run)
}

function isLong(label: string): boolean {
  return label.length > longLabel || (label.length > longOfOtherScripts && hasOtherScripts(label))
}

function createList(label: string): HTMLUListElement {
  const list = document.createElement('ul')
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-multiselectable', 'true')
  list.tabIndex = 0
  list.dataset['boardList'] = ''
  list.className = 'visually-hidden'
  list.setAttribute('aria-label', label)
  return list
}

/** The options of the open vote, and this person's dots. */
interface Ballot {
  readonly method: PollMethod
  readonly options: ReadonlySet<string>
  readonly dots: Readonly<Record<string, number>>
}

function ballotOf({ voting, role }: BoardModel): Ballot | undefined {
  const round = voting.open.get()
  // Agreement is answered in the list of the vote.
  if (
    !round ||
    round.method === PollMethod.agreement ||
    !mayWrite(role) ||
    voting.closing.get().has(round.id)
  )
    return undefined
  const { method = PollMethod.dots } = round
  return { method, options: new Set(round.options), dots: voting.dots.get()[round.id] ?? {} }
}

/** The label that a screen reader says, also when the selection moves on the board. */
export function labelOf(
  model: BoardModel,
  id: string,
  words: CanvasWords,
  ballot: Ballot | undefined = ballotOf(model),
): string {
  const label = itemLabel(model, id, words)
  if (ballot?.options.has(id) !== true) return label
  if (ballot.method === PollMethod.score) {
    const points = ballot.dots[id]
    return points === undefined ? words.votable(label) : words.ownPoints(label, points)
  }
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
  const text = withoutEndlessSigns(beginningOf(note?.text.trim() ?? ''))
  const label = note?.photo ? words.photoNote(text, note.photo) : text || words.emptyNote
  const late = note?.isLate ? words.addedLater : ''
  const more = [note?.signature ?? '', words.blanks(note?.blanks), late].filter((part) => part !== '')
  return [label, ...more].join(' — ')
}
