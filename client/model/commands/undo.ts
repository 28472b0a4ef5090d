import { atom } from 'nanostores'
import * as Y from 'yjs'
import { byUser } from '#shared/board/document.ts'
import { rootsWhere } from '#shared/board/schema.ts'
import type { Barrier } from '#shared/workshop/policy.ts'
import type { BoardDocument } from '../document/board-document.ts'
import type { UndoHistory } from '../contract/board-model.ts'
import { followOwnFacts, type OwnFacts } from '../document/own-facts.ts'
import type { Platform } from '../platform/platform.ts'
import {
  joined,
  slicesOf,
  declareNeighbours,
  askedByUndoing,
  completeTornNotes,
  createdNotesOthersTouched,
  noteOfItem,
  onlyTouches,
  tearsNote,
  type Asked,
  type StepParts,
} from '../document/undo-guard.ts'

/** Typing with shorter pauses than this is one step, as in text fields. Not measured. */
const pauseMs = 500

/** Notes in one slice of a large step. Measured: 2,000 notes come back in some 25 ms. */
export const notesPerSlice = 2_000

export interface OwnHistory extends UndoHistory {
  /** Undoes the newest step and no other, whenever it is called; undefined when there is none. */
  readonly newestStep: () => (() => void) | undefined
  /** Calls the listener once, when the newest step has been undone by key or button. */
  readonly onNewestUndone: (listener: () => void) => void
  /** Tells steps apart. */
  readonly newest: () => unknown
  /** The newest step and the one before it become one; with a note, only if that one was about the note alone. */
  readonly joinNewest: (note?: string) => void
  /** Makes a change that belongs to a step of before, and is undone with it. It never is a step of its own. */
  readonly amend: (step: unknown, change: () => void) => void
  /**
   * Calls the listener after a step has been undone or redone, with the step that takes this back; without one, the step
   * is so large that nothing gives way to what comes back. Returns its own undo.
   */
  readonly onRun: (listener: (opposite: unknown) => void) => () => void
  /** Forgets the newest steps as far as they are about this note alone. */
  readonly forget: (note: string) => void
  readonly close: () => void
}

/** Finds the barrier to undoing a step, and explains it. */
export interface Heeding {
  readonly barrierIn: (asked: readonly Asked[]) => Barrier | undefined
  /** With `instead`: another step was taken in its place. */
  readonly explain: (barrier: Barrier, instead?: 'undone' | 'redone') => void
}

const heedless: Heeding = { barrierIn: () => undefined, explain: () => undefined }

type Step = Y.UndoManager['undoStack'][number]
type Direction = 'undone' | 'redone'

/**
 * Undo and redo of this person's steps alone. A step, or the part of it, that another person has changed since is left
 * as that person made it. A swapped document starts a new history.
 *
 * A step that rights or locks now forbid stays in the history until they allow it again. The server would refuse its undo
 * and replace this copy of the board, and all other steps would be lost. The next step about other notes is taken instead,
 * and a notice says so. Steps about the same notes keep their order.
 *
 * With `nextTask` a large step is taken in slices, each a transaction in a task of its own: 10,000 notes in one transaction
 * hold the page for 200 ms and more. Undoing it again is one step. Others see a part of the notes first. If the page is
 * closed in between, all of them do; the rest is as it was.
 */
export function createUndo(
  board: BoardDocument,
  heeding: Heeding = heedless,
  nextTask?: Platform['nextTask'],
): OwnHistory {
  const history = new StepHistory(board, heeding, nextTask)
  /** Goes on to older steps when one has nothing left to take back. */
  const takeOne = (direction: Direction) => {
    history.settle()
    for (;;) {
      const { step, barrier } = history.findPossible(direction, heeding.barrierIn)
      const isDone = step !== undefined && history.run(step, direction)
      if (step !== undefined && !isDone) continue
      if (barrier !== undefined) heeding.explain(barrier, isDone ? direction : undefined)
      return
    }
  }
  return {
    canUndo: history.canUndo,
    canRedo: history.canRedo,
    undo: () => takeOne('undone'),
    redo: () => takeOne('redone'),
    cut: () => history.cut(),
    settle: () => history.settle(),
    onNewestUndone: (listener) => history.onNewestUndone(listener),
    newestStep: () => {
      const step = history.newest()
      if (!step) return undefined
      const isStillThere = history.follow(step)
      return () => {
        history.settle()
        if (!isStillThere()) return
        const barrier = heeding.barrierIn(history.rightsFor(step))
        if (barrier === undefined) history.run(step, 'undone')
        else heeding.explain(barrier)
      }
    },
    newest: () => history.newest(),
    joinNewest: (note) => history.joinNewest(note),
    amend: (step, change) => history.amend(step, change),
    onRun: (listener) => history.onRun(listener),
    forget: (note) => history.forget(note),
    close: () => history.close(),
  }
}

/** The undo manager of the current document, told about what others have done since. */
class StepHistory {
  readonly canUndo = atom(false)
  readonly canRedo = atom(false)
  readonly close: () => void
  #manager: Y.UndoManager | undefined
  #facts: OwnFacts | undefined
  /** Notes whose creation is being undone but on which others have worked: they stay, with their text. */
  #kept: ReadonlySet<string> = new Set()
  /** The step being undone or redone. */
  #running: Step | undefined
  readonly #undoneListeners = new WeakMap<Step, () => void>()
  readonly #runListeners = new Set<(opposite: unknown) => void>()
  readonly #heeding: Heeding
  readonly #nextTask: Platform['nextTask'] | undefined
  /** The slices of a large step that are still to be taken. */
  #rest: Rest | undefined

  constructor(board: BoardDocument, heeding: Heeding, nextTask: Platform['nextTask'] | undefined) {
    this.#heeding = heeding
    this.#nextTask = nextTask
    this.close = board.bind((doc) => this.#manage(doc))
  }

  cut(): void {
    this.settle()
    this.#current().stopCapturing()
  }

  /** Takes all slices that are left: the next action counts on them. */
  settle(): void {
    while (this.#rest) this.#takeNextSlice(this.#rest)
  }

  newest(): Step | undefined {
    return this.#current().undoStack.at(-1)
  }

  /** True while the document and the step are still there. */
  follow(step: Step): () => boolean {
    const manager = this.#current()
    return () => manager === this.#manager && manager.undoStack.includes(step)
  }

  rightsFor(step: Step): readonly Asked[] {
    return askedByUndoing(this.#current().doc, step)
  }

  onNewestUndone(listener: () => void): void {
    const step = this.newest()
    if (step) this.#undoneListeners.set(step, listener)
  }

  /** The newest step that nothing forbids, and the barrier to the newest step of all. */
  findPossible(direction: Direction, barrierIn: Heeding['barrierIn']) {
    const { doc, undoStack, redoStack } = this.#current()
    const stack = direction === 'undone' ? undoStack : redoStack
    const waiting = new Set<string>()
    let barrier: Barrier | undefined
    // One transaction for all steps: each transaction has a cost for everybody who ever wrote.
    const step = doc.transact(() =>
      stack.findLast((candidate) => {
        const asked = askedByUndoing(doc, candidate)
        const inTheWay = barrierIn(asked)
        barrier ??= inTheWay
        if (inTheWay === undefined && !asked.some(({ id }) => waiting.has(id))) return true
        for (const { id } of asked) waiting.add(id)
        return false
      }),
    )
    return { step, barrier }
  }

  /** False when nothing was left of the step. */
  run(step: Step, direction: Direction): boolean {
    const { doc } = this.#current()
    const [first = step, ...later] = this.#nextTask ? slicesOf(doc, step, notesPerSlice) : [step]
    const isSliced = later.length > 0
    let opposite = this.#take(isSliced ? this.#replace(step, first, direction) : step, direction)
    if (isSliced) this.#rest = { direction, later, opposite }
    // A later slice may have something left of the step.
    while (!opposite && this.#rest) opposite = this.#takeNextSlice(this.#rest)
    this.#continueSoon()
    this.#undoneListeners.get(step)?.()
    this.#undoneListeners.delete(step)
    if (!opposite) return false
    for (const listener of this.#runListeners) listener(isSliced ? undefined : opposite)
    return true
  }

  onRun(listener: (opposite: unknown) => void): () => void {
    this.#runListeners.add(listener)
    return () => this.#runListeners.delete(listener)
  }

  joinNewest(note?: string): void {
    this.settle()
    const { doc, undoStack } = this.#current()
    const [before, newest] = undoStack.slice(-2)
    if (!before || !newest || (note !== undefined && !isAboutAlone(doc, before, note))) return
    undoStack.pop()
    add(newest, before)
  }

  amend(step: unknown, change: () => void): void {
    this.settle()
    const manager = this.#current()
    const { redoStack, undoStack } = manager
    const former = undoStack.at(-1)
    manager.stopCapturing()
    // A new step would forget the undone ones.
    manager.redoStack = []
    change()
    manager.stopCapturing()
    manager.redoStack = redoStack
    const made = undoStack.at(-1)
    if (made && made !== former) {
      undoStack.pop()
      const into = [...undoStack, ...redoStack].find((other) => other === step)
      if (into) add(made, into)
    }
    this.#refresh()
  }

  forget(note: string): void {
    this.settle()
    const { doc, undoStack } = this.#current()
    while (undoStack.length > 0 && isAboutAlone(doc, undoStack.at(-1), note)) undoStack.pop()
    this.#refresh()
  }

  #stack(direction: Direction): Step[] {
    const { undoStack, redoStack } = this.#current()
    return direction === 'undone' ? undoStack : redoStack
  }

  /** The first slice takes the place of its step. */
  #replace(step: Step, { insertions, deletions }: StepParts, direction: Direction): Step {
    const stack = this.#stack(direction)
    const slice = { insertions, deletions, meta: step.meta }
    stack[stack.indexOf(step)] = slice
    return slice
  }

  #continueSoon(): void {
    const rest = this.#rest
    if (!rest) return
    this.#nextTask?.(() => {
      if (rest !== this.#rest) return
      this.#takeNextSlice(rest)
      this.#continueSoon()
    })
  }

  /** Returns the step that takes back the slices so far. Meanwhile a listener of the document may ask to settle. */
  #takeNextSlice({ direction, later, opposite }: Rest): Step | undefined {
    this.#rest = undefined
    const [parts, ...others] = later
    if (!parts) return opposite
    const { doc } = this.#current()
    const { barrierIn, explain } = this.#heeding
    // Rights may have changed in between. The rest stays in the history, as a step that was forbidden from the start.
    const barrier = barrierIn(askedByUndoing(doc, parts))
    if (barrier !== undefined) {
      this.#stack(direction).push({ ...joined(later), meta: new Map() })
      this.#refresh()
      explain(barrier)
      return opposite
    }
    const slice: Step = { ...parts, meta: new Map() }
    this.#stack(direction).push(slice)
    const made = this.#take(slice, direction)
    if (made && opposite) {
      this.#stack(opposed(direction)).pop()
      add(made, opposite)
    }
    if (others.length > 0) this.#rest = { direction, later: others, opposite: opposite ?? made }
    return opposite ?? made
  }

  /** Returns the step that takes this back. Undefined: nothing was left of the step. */
  #take(step: Step, direction: Direction): Step | undefined {
    const left = this.#facts?.before(step)
    const isDone = direction === 'undone' ? this.#undo(step) : this.#redo(step)
    const opposite = isDone ? this.#stack(opposed(direction)).at(-1) : undefined
    const rest = opposite && left?.()
    if (rest) this.amend(opposite, rest)
    return opposite
  }

  #undo(step: Step): boolean {
    const { doc } = this.#current()
    this.#kept = createdNotesOthersTouched(doc, step.insertions)
    const isDone = this.#runAlone(step, 'undone')
    this.#kept = new Set()
    if (isDone) completeTornNotes(doc, step.deletions)
    this.#refresh()
    return isDone
  }

  #redo(step: Step): boolean {
    const isDone = this.#runAlone(step, 'redone')
    this.#current().stopCapturing()
    this.#refresh()
    return isDone
  }

  /** Yjs goes on to older steps when one has nothing left to take back; here each step is taken by itself. */
  #runAlone(step: Step, direction: Direction): boolean {
    const manager = this.#current()
    const [from, to] =
      direction === 'undone' ? (['undoStack', 'redoStack'] as const) : (['redoStack', 'undoStack'] as const)
    const others = manager[from].filter((other) => other !== step)
    const opposite = manager[to]
    // The other steps stay visible to the manager, which reads in both stacks what this person deleted.
    manager[to] = [...others, ...opposite]
    manager[from] = [step]
    this.#running = step
    const isDone = (direction === 'undone' ? manager.undo() : manager.redo()) !== null
    this.#running = undefined
    manager[from] = others
    manager[to] = [...opposite, ...manager[to].slice(others.length + opposite.length)]
    return isDone
  }

  #current(): Y.UndoManager {
    if (!this.#manager) throw new Error('the history is used before the document is bound')
    return this.#manager
  }

  #manage(doc: Y.Doc): () => void {
    const manager = new Y.UndoManager(undoneRoots(doc), {
      trackedOrigins: new Set([byUser]),
      captureTimeout: pauseMs,
      deleteFilter: (item) => {
        if (this.#running && tearsNote(doc, item, this.#running.insertions)) return false
        const note = noteOfItem(doc, item)
        return note === undefined || !this.#kept.has(note)
      },
    })
    this.#manager = manager
    const facts = followOwnFacts(doc)
    this.#facts = facts
    for (const event of ['stack-item-added', 'stack-item-popped', 'stack-cleared'] as const)
      manager.on(event, () => this.#refresh())
    const declare = (transaction: Y.Transaction) => {
      if (transaction.origin === manager) declareNeighbours(transaction)
    }
    doc.on('beforeObserverCalls', declare)
    this.#refresh()
    return () => {
      this.#rest = undefined
      doc.off('beforeObserverCalls', declare)
      facts.close()
      manager.destroy()
    }
  }

  #refresh(): void {
    this.canUndo.set(this.#current().canUndo())
    this.canRedo.set(this.#current().canRedo())
  }
}

/** Each time one more slice is taken, there is a new one. */
interface Rest {
  readonly direction: Direction
  readonly later: readonly StepParts[]
  /** The step that takes back the slices so far. */
  readonly opposite: Step | undefined
}

function opposed(direction: Direction): Direction {
  return direction === 'undone' ? 'redone' : 'undone'
}

function add(from: Step, into: Step): void {
  into.insertions = Y.mergeDeleteSets([into.insertions, from.insertions])
  into.deletions = Y.mergeDeleteSets([into.deletions, from.deletions])
}

function undoneRoots(doc: Y.Doc): Y.Map<unknown>[] {
  return [...rootsWhere(doc, ({ isUndone }) => isUndone)]
}

function isAboutAlone(
  doc: Y.Doc,
  step: Y.UndoManager['undoStack'][number] | undefined,
  note: string,
): boolean {
  return step !== undefined && [step.insertions, step.deletions].every((part) => onlyTouches(doc, part, note))
}
