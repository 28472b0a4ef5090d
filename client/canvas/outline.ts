import { inset, type Rect } from '#shared/geometry/rect.ts'
import { groupName } from '#shared/board/group-name.ts'
import { hasOtherScripts } from '#shared/board/beginning.ts'
import type { BoardModel } from '../model/contract/board-model.ts'
import { editHit, lookAtPhoto } from '../tools/edit.ts'
import { select, toggle } from '../tools/selecting.ts'
import { bringIntoView } from '../tools/view.ts'
import { ballotOf, labelOf, type Ballot } from './item-labels.ts'
import { NoteLift } from './outline-lift.ts'
import { outlinePlace, type OutlinePlace } from './outline-place.ts'
import { isThing, outlineRows, phasesAtWork, phasesIn, type OutlineRow } from './outline-rows.ts'
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

export interface Outline {
  readonly relabel: () => void
  readonly close: () => void
}

/**
 * The outline of the board: phases, areas, groups and notes in reading order. It is always there for screen readers, and
 * everybody sees the same list once it has a place on the page (`outlinePlace`). It is one Tab stop; up and down move from row to row, left and
 * right close and open a row, Enter edits. The list and the board share one selection. Shift with arrows, or Ctrl with arrows and
 * then Space, selects several, as in every such list. Alt with arrows lifts a note and moves it from group to group. `ring`
 * marks the current item if it is not selected. `say` speaks when another person has deleted the current item.
 */
export function createOutline(
  host: HTMLElement,
  model: BoardModel,
  words: () => CanvasWords,
  ring: (rect: Rect | null) => void,
  say: (text: string) => void,
): Outline {
  const list = new BoardList(host, model, words, ring, say)
  return { relabel: () => list.rebuildSoon(), close: () => list.close() }
}

class BoardList {
  readonly #model: BoardModel
  readonly #words: () => CanvasWords
  readonly #ring: (rect: Rect | null) => void
  readonly #say: (text: string) => void
  readonly #list: HTMLUListElement
  readonly #host: HTMLElement
  readonly #lift: NoteLift
  readonly #closed = new Set<string>()
  readonly #items = new Map<string, HTMLElement>()
  readonly #ends: readonly (() => void)[]
  #stops: readonly OutlineRow[] = []
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
    this.#host = host
    this.#model = model
    this.#lift = new NoteLift(model, say)
    this.#words = words
    this.#ring = ring
    this.#say = say
    this.#list = createList(words().list)
    host.append(this.#list)
    this.#list.addEventListener('keydown', (event) => this.#press(event))
    this.#list.addEventListener('click', (event) => this.#click(event))
    this.#list.addEventListener('focus', () => this.#enter())
    this.#list.addEventListener('blur', () => this.#mark())
    // Scrolling does not bubble.
    const scroll = () => this.#followScroll()
    document.addEventListener('scroll', scroll, { capture: true, passive: true })
    const soon = () => this.rebuildSoon()
    this.#ends = [
      () => document.removeEventListener('scroll', scroll, { capture: true }),
      model.scene.onChange(({ isOwn }) => {
        this.#hasOwnChange ||= isOwn
        soon()
      }),
      model.locked.listen(soon),
      model.voting.open.listen(soon),
      model.voting.dots.listen(soon),
      model.voting.closing.listen(soon),
      model.ui.selection.listen((selection) => this.#follow(selection)),
      outlinePlace.listen((place) => this.#stand(place)),
    ]
    // Without a place nobody sees it: thousands of rows are built once the page is idle.
    const place = outlinePlace.get()
    if (place) this.#stand(place)
    else soon()
  }

  /** Stands where everybody sees it, or beside the board for screen readers alone. */
  #stand(place: OutlinePlace | null): void {
    const { activeElement } = document
    if (place && this.#list.parentElement !== place.element) {
      const open = phasesAtWork(this.#model)
      if (open) for (const key of phasesIn(this.#model.scene)) if (!open.has(key)) this.#closed.add(key)
    }
    this.#lift.end()
    this.#list.classList.toggle('visually-hidden', place === null)
    ;(place?.element ?? this.#host).append(this.#list)
    const isWriting = activeElement instanceof HTMLElement && activeElement.matches('textarea, input')
    if ((place && !isWriting) || activeElement === this.#list) this.#list.focus({ preventScroll: true })
    for (const item of this.#items.values()) item.remove()
    this.#items.clear()
    this.#rects = new Map()
    this.#rebuild()
  }

  rebuildSoon(): void {
    this.#changedAt = Date.now()
    if (this.#timer !== undefined) return
    this.#due = this.#changedAt + latestMs
    this.#timer = setTimeout(() => this.#settle(), settleMs)
  }

  close(): void {
    for (const end of this.#ends) end()
    this.#lift.end()
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
    const current = this.#stops[this.#active]?.key
    this.#stops = outlineRows(this.#model.scene, this.#closed)
    this.#first = -1
    const index = this.#stops.findIndex(({ key }) => key === current)
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
    if (next && this.#wasChosen && this.#model.ui.selection.get().size === 0) this.#choose(next)
    const words = this.#words()
    this.#say(words.goneNowAt(next && this.#labelOf(next)))
  }

  #labelOf(row: OutlineRow, ballot?: Ballot): string {
    const words = this.#words()
    if (isThing(row)) return labelOf(this.#model, row.key, words, ballot)
    if (row.kind === 'loose') return words.loose
    if (row.area === null) return words.elsewhere
    return words.areaTitle(row.kind === 'phase' ? row.area.phaseTitle : row.area.title)
  }

  /** Leaves items in place that have not moved: the browser need not lay them out again. */
  #arrange(shown: readonly OutlineRow[], ballot: Ballot | undefined): void {
    const here = new Map(shown.map(({ key, rect }) => [key, rect]))
    for (const [key, item] of this.#items) {
      const [was, is] = [this.#rects.get(key), here.get(key)]
      if (was && is && was.x === is.x && was.y === is.y) continue
      item.remove()
      if (!is) this.#items.delete(key)
    }
    this.#rects = here
    let next = this.#list.firstElementChild
    for (const [index, row] of shown.entries()) {
      const item = this.#items.get(row.key) ?? this.#createItem(row.key)
      const label = this.#labelOf(row, ballot)
      const isSeen = outlinePlace.get() !== null
      const cluster = row.kind === 'group' ? this.#model.scene.clusters.get(row.key) : undefined
      // Eyes have the count beside the name of a group.
      const seen = isSeen && cluster ? groupName(cluster, this.#words()) : label
      if (item.textContent !== seen) item.textContent = seen
      item.ariaLabel = seen === label ? null : label
      item.toggleAttribute('data-long', isLong(label))
      item.lang = this.#model.meta.get().language
      item.ariaPosInSet = String(this.#first + index + 1)
      item.ariaSetSize = String(this.#stops.length)
      this.#describe(item, row)
      if (item === next) next = next.nextElementSibling
      else this.#list.insertBefore(item, next)
    }
    this.#lift.show(this.#items)
  }

  #describe(item: HTMLElement, { key, kind, level, isOpen, count }: OutlineRow): void {
    const note = this.#model.scene.notes.get(key)
    item.ariaLevel = String(level)
    item.ariaExpanded = isOpen === undefined ? null : String(isOpen)
    item.dataset['row'] = kind
    if (count > 0) item.dataset['count'] = String(count)
    if (!note) return
    item.dataset['tint'] = note.tint
    const place = outlinePlace.get()
    if (place) item.dataset['kind'] = place.words.kind(note.kind)
    else delete item.dataset['kind']
  }

  #createItem(id: string): HTMLElement {
    const item = document.createElement('li')
    item.setAttribute('role', 'treeitem')
    item.id = `board-item-${id}`
    this.#items.set(id, item)
    return item
  }

  #activate(index: number): void {
    this.#active = index
    this.#isBehind = false
    this.#showAround(Math.max(0, index))
    const id = this.#stops[index]?.key
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

  /** Rows that come into sight are put on the page, and the row in the middle stays where it is. */
  #followScroll(): void {
    const around = outlinePlace.get()?.element
    if (!around || this.#stops.length <= mostItems) return
    const { top, bottom } = around.getBoundingClientRect()
    const index = this.#stops.findIndex(({ key }) => {
      const rect = this.#items.get(key)?.getBoundingClientRect()
      return rect !== undefined && rect.bottom >= (top + bottom) / 2
    })
    const middle = this.#items.get(this.#stops[index]?.key ?? '')
    if (!middle || this.#isShownAround(index)) return
    const before = middle.getBoundingClientRect().top
    this.#showAround(index)
    around.scrollTop += middle.getBoundingClientRect().top - before
    this.#mark()
  }

  /** What is selected on the board is current in the list too. */
  #follow(selection: ReadonlySet<string>): void {
    const [only] = selection
    const { scene } = this.#model
    const current = this.#stops[this.#active]?.key ?? ''
    if (selection.size === 1 && only !== current) {
      const index = this.#stops.findIndex(({ key }) => key === only)
      if (index >= 0 && (this.#isShownAround(index) || document.activeElement === this.#list))
        this.#activate(index)
      else if (index >= 0) this.#activateSoon(index)
    }
    // Deleted by another person, it was chosen to the end.
    if (selection.size > 0 || scene.notes.has(current) || scene.clusters.has(current))
      this.#wasChosen = selection.size > 0
    this.#mark()
  }

  /** Screen readers and voice control click an item to choose it. A heading opens and closes. */
  #click(event: MouseEvent): void {
    const item = event.target instanceof Element ? event.target.closest('[role="treeitem"]') : null
    const index = this.#stops.findIndex(({ key }) => item?.id === `board-item-${key}`)
    const row = this.#stops[index]
    if (!row) return
    this.#go(index, event)
    if (!isThing(row)) this.#toggle(row)
    else if (event.detail === 2) editHit(this.#model, row.key)
  }

  #mark(): void {
    const selection = this.#model.ui.selection.get()
    for (const [key, item] of this.#items) {
      const isSelected = String(selection.has(key))
      if (item.ariaSelected !== isSelected) item.ariaSelected = isSelected
    }
    const stop = this.#stops[this.#active]
    const isHere = document.activeElement === this.#list
    for (const item of this.#list.querySelectorAll('[data-current]')) item.removeAttribute('data-current')
    if (stop && isHere) this.#items.get(stop.key)?.setAttribute('data-current', '')
    const isMarked = stop && isThing(stop) && isHere && !selection.has(stop.key)
    if (isMarked || this.#isRinged) this.#ring(isMarked ? inset(stop.rect, -8) : null)
    this.#isRinged = isMarked === true
  }

  /** A heading cannot be selected: nothing is then. */
  #choose(row: OutlineRow): void {
    select(this.#model, isThing(row) ? [row.key] : [])
  }

  #go(index: number, { shiftKey, ctrlKey, metaKey }: KeyboardEvent | MouseEvent): void {
    const model = this.#model
    const stop = this.#stops[Math.max(0, Math.min(this.#stops.length - 1, index))]
    if (!stop) return
    this.#activate(this.#stops.indexOf(stop))
    if (shiftKey && isThing(stop)) select(model, [...model.ui.selection.get(), stop.key])
    else if (!shiftKey && !ctrlKey && !metaKey) this.#choose(stop)
    this.#mark()
    bringIntoView(model, stop.rect)
    if (outlinePlace.get()) this.#items.get(stop.key)?.scrollIntoView({ block: 'nearest' })
  }

  #toggle({ key, isOpen }: OutlineRow): void {
    if (isOpen === undefined) return
    if (isOpen) this.#closed.add(key)
    else this.#closed.delete(key)
    this.#rebuild()
  }

  /** Left closes the row, or goes to the one above it; right opens it. */
  #fold(row: OutlineRow, isLeft: boolean, event: KeyboardEvent): void {
    if (row.isOpen === isLeft) return this.#toggle(row)
    const above = this.#stops.findLastIndex(({ level }, index) => index < this.#active && level < row.level)
    if (isLeft && above >= 0) this.#go(above, event)
    else if (!isLeft && row.isOpen === true) this.#go(this.#active + 1, event)
  }

  #press(event: KeyboardEvent): void {
    const model = this.#model
    const row = this.#stops[this.#active]
    const id = row && isThing(row) ? row.key : undefined
    if (this.#lift.press(event, row)) return event.preventDefault()
    if (event.altKey && event.key !== 'Enter') return
    const isBare = !event.shiftKey && !event.ctrlKey && !event.metaKey
    if (event.key === 'ArrowDown') this.#go(this.#active + 1, event)
    else if (event.key === 'ArrowUp') this.#go(this.#active - 1, event)
    else if (row && isBare && (event.key === 'ArrowLeft' || event.key === 'ArrowRight'))
      this.#fold(row, event.key === 'ArrowLeft', event)
    else if (event.key === 'Home') this.#go(0, event)
    else if (event.key === 'End') this.#go(this.#stops.length - 1, event)
    else if (event.key === ' ' && id !== undefined) toggle(model, id)
    else if (event.key === 'Enter' && event.altKey && id !== undefined) lookAtPhoto(model, id)
    else if (event.key === 'Enter' && id !== undefined) editHit(model, id)
    else if ((event.key === 'Enter' || event.key === ' ') && row) this.#toggle(row)
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
      const index = this.#stops.findIndex(({ key }) => key === chosen)
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
  list.setAttribute('role', 'tree')
  list.setAttribute('aria-multiselectable', 'true')
  list.tabIndex = 0
  list.dataset['boardList'] = ''
  list.className = 'visually-hidden'
  list.setAttribute('aria-label', label)
  return list
}
