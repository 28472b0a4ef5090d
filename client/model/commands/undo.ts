import { atom } from 'nanostores'
import * as Y from 'yjs'
import { byUser, clustersRoot, notesRoot, placeRoot, textRoot } from '#shared/board/document.ts'
import type { Barrier } from '#shared/workshop/policy.ts'
import type { BoardDocument } from '../document/board-document.ts'
import type { UndoHistory } from '../contract/board-model.ts'
import type { OwnRights } from '../document/own-rights.ts'
import { declareNeighbours } from '../document/undo-neighbours.ts'
import {
  askedByUndoing,
  completeTornNotes,
  createdNotesOthersTouched,
  noteOfItem,
  onlyTouches,
  tearsNote,
  type Asked,
} from '../document/undo-guard.ts'

/** Typing with shorter pauses than this is one step (taste: what text fields do). */
const pauseMs = 500

export interface OwnHistory extends UndoHistory {
  /** Undoes the newest step and no other, whenever it is called; undefined when there is none. */
  readonly newestStep: () => (() => void) | undefined
  /** Told once, when the newest step has been undone, by whichever way. */
  readonly onNewestUndone: (listener: () => void) => void
  /** Tells steps apart. */
  readonly newest: () => unknown
  /** The newest step and the one before it become one; with a note, only if that one was about the note alone. */
  readonly joinNewest: (note?: string) => void
  /** The newest steps, as far as they are about this note alone, were never taken. */
  readonly forget: (note: string) => void
  readonly close: () => void
}

/** What has come into the way of a step since it was taken, and how that is said. */
export interface Heeding {
  readonly barrierIn: (asked: readonly Asked[]) => Barrier | undefined
  /** With `instead`: another step was taken in its place. */
  readonly explain: (barrier: Barrier, instead?: 'undone' | 'redone') => void
}

const heedless: Heeding = { barrierIn: () => undefined, explain: () => undefined }

/**
 * Undo and redo of this person's steps alone. What another person changed since is left as that person made it: the
 * step, or its part, is passed over. A swapped document starts a new history.
 * A step that rights or locks have come into the way of since stays one, for when they allow it again: the server would
 * refuse its undo, and with the copy of the board that was then taken back all other steps would go. The next one about
 * other notes is taken instead, and that is said; about the same notes nothing is taken out of its order.
 */
export function createUndo(board: BoardDocument, heeding: Heeding = heedless): OwnHistory {
  const canUndo = atom(false)
  const canRedo = atom(false)
  /** Notes whose making is being undone, but which others have worked on: they stay, words and all. */
  let kept: ReadonlySet<string> = new Set()
  /** The step being undone or redone. */
  let running: Y.UndoManager['undoStack'][number] | undefined
  const managers: Y.UndoManager[] = []
  const manager = () => {
    const [current] = managers
    if (!current) throw new Error('the history is used before the document is bound')
    return current
  }
  const undoneListeners = new WeakMap<Y.UndoManager['undoStack'][number], () => void>()
  const refresh = () => {
    canUndo.set(manager().canUndo())
    canRedo.set(manager().canRedo())
  }
  const close = board.bind((doc) => {
    const next = new Y.UndoManager([notesRoot(doc), placeRoot(doc), textRoot(doc), clustersRoot(doc)], {
      trackedOrigins: new Set([byUser]),
      captureTimeout: pauseMs,
      deleteFilter: (item) => {
        if (running && tearsNote(doc, item, running.insertions)) return false
        const note = noteOfItem(doc, item)
        return note === undefined || !kept.has(note)
      },
    })
    managers[0] = next
    next.on('stack-item-added', refresh)
    next.on('stack-item-popped', refresh)
    next.on('stack-cleared', refresh)
    const declare = (transaction: Y.Transaction) => {
      if (transaction.origin === next) declareNeighbours(transaction)
    }
    doc.on('beforeObserverCalls', declare)
    refresh()
    return () => {
      doc.off('beforeObserverCalls', declare)
      next.destroy()
    }
  })

  /** The manager goes on to older steps when one has nothing left to take back; here each is looked at by itself. */
  const runAlone = (step: Y.UndoManager['undoStack'][number], which: 'undone' | 'redone'): boolean => {
    const current = manager()
    const [from, to] =
      which === 'undone' ? (['undoStack', 'redoStack'] as const) : (['redoStack', 'undoStack'] as const)
    const others = current[from].filter((other) => other !== step)
    const opposite = current[to]
    // The other steps stay visible to the manager, which tells by both stacks what this person deleted.
    current[to] = [...others, ...opposite]
    current[from] = [step]
    running = step
    const isDone = (which === 'undone' ? current.undo() : current.redo()) !== null
    running = undefined
    current[from] = others
    current[to] = [...opposite, ...current[to].slice(others.length + opposite.length)]
    return isDone
  }
  const undoStep = (step: Y.UndoManager['undoStack'][number]): boolean => {
    const { doc } = manager()
    kept = createdNotesOthersTouched(doc, step.insertions)
    const isDone = runAlone(step, 'undone')
    kept = new Set()
    if (isDone) completeTornNotes(doc, step.deletions)
    refresh()
    undoneListeners.get(step)?.()
    undoneListeners.delete(step)
    return isDone
  }
  const redoStep = (step: Y.UndoManager['redoStack'][number]): boolean => {
    const isDone = runAlone(step, 'redone')
    manager().stopCapturing()
    refresh()
    return isDone
  }
  /** The newest step that nothing stands in the way of, and what stands in the way of the newest of all. */
  const findPossible = (stack: Y.UndoManager['undoStack']) => {
    const { doc } = manager()
    const waiting = new Set<string>()
    let barrier: Barrier | undefined
    // One transaction for however many steps are looked at: each costs something for everybody who ever wrote.
    const step = doc.transact(() =>
      stack.findLast((candidate) => {
        const asked = askedByUndoing(doc, candidate)
        const inTheWay = heeding.barrierIn(asked)
        barrier ??= inTheWay
        if (inTheWay === undefined && !asked.some(({ id }) => waiting.has(id))) return true
        for (const { id } of asked) waiting.add(id)
        return false
      }),
    )
    return { step, barrier }
  }
  /** Goes on to older steps when one has nothing left to be taken back. */
  const takeOne = (which: 'undone' | 'redone') => {
    for (;;) {
      const { undoStack, redoStack } = manager()
      const { step, barrier } = findPossible(which === 'undone' ? undoStack : redoStack)
      const isDone = step !== undefined && (which === 'undone' ? undoStep(step) : redoStep(step))
      if (step !== undefined && !isDone) continue
      if (barrier !== undefined) heeding.explain(barrier, isDone ? which : undefined)
      return
    }
  }
  return {
    canUndo,
    canRedo,
    undo: () => takeOne('undone'),
    redo: () => takeOne('redone'),
    cut: () => manager().stopCapturing(),
    onNewestUndone: (listener) => {
      const step = manager().undoStack.at(-1)
      if (step) undoneListeners.set(step, listener)
    },
    newestStep: () => {
      const current = manager()
      const step = current.undoStack.at(-1)
      if (!step) return undefined
      return () => {
        if (current !== manager() || !current.undoStack.includes(step)) return
        const barrier = heeding.barrierIn(askedByUndoing(current.doc, step))
        if (barrier === undefined) undoStep(step)
        else heeding.explain(barrier)
      }
    },
    newest: () => manager().undoStack.at(-1),
    joinNewest: (note) => {
      const { doc, undoStack } = manager()
      const [before, newest] = undoStack.slice(-2)
      if (!before || !newest || (note !== undefined && !isAboutAlone(doc, before, note))) return
      undoStack.pop()
      before.insertions = Y.mergeDeleteSets([before.insertions, newest.insertions])
      before.deletions = Y.mergeDeleteSets([before.deletions, newest.deletions])
    },
    forget: (note) => {
      const { doc, undoStack } = manager()
      while (undoStack.length > 0 && isAboutAlone(doc, undoStack.at(-1), note)) undoStack.pop()
      refresh()
    },
    close,
  }
}

function isAboutAlone(
  doc: Y.Doc,
  step: Y.UndoManager['undoStack'][number] | undefined,
  note: string,
): boolean {
  return step !== undefined && [step.insertions, step.deletions].every((part) => onlyTouches(doc, part, note))
}

/** What stands in the way of all that is asked together, for this person and the board as it is now. */
export function barrierAmong(
  { barrierTo }: Pick<OwnRights, 'barrierTo'>,
  asked: readonly Asked[],
): Barrier | undefined {
  for (const { operation, id } of asked) {
    const barrier = barrierTo(operation, id)
    if (barrier) return barrier
  }
  return undefined
}
