import { atom } from 'nanostores'
import type { Late } from './late-work.ts'
import type { createUndo, OwnHistory } from './undo.ts'

/** The history of a document, which is empty before its code is here. Earlier changes stay done. */
export function createLateUndo(
  code: Late<{ readonly createUndo: typeof createUndo }>,
  ...at: Parameters<typeof createUndo>
): OwnHistory {
  if ('createUndo' in code) return code.createUndo(...at)
  const canUndo = atom(false)
  const canRedo = atom(false)
  let history: OwnHistory | undefined
  let isClosed = false
  const arrive = async () => {
    const arrived = await code
    if (isClosed) return
    history = arrived.createUndo(...at)
    history.canUndo.subscribe((can) => canUndo.set(can))
    history.canRedo.subscribe((can) => canRedo.set(can))
  }
  // The commands tell of a failed download.
  arrive().catch(() => undefined)
  return {
    canUndo,
    canRedo,
    undo: () => history?.undo(),
    redo: () => history?.redo(),
    cut: () => history?.cut(),
    settle: () => history?.settle(),
    newestStep: () => history?.newestStep(),
    onNewestUndone: (listener) => history?.onNewestUndone(listener),
    newest: () => history?.newest(),
    joinNewest: (note) => history?.joinNewest(note),
    amend: (step, change) => (history ? history.amend(step, change) : change()),
    onRun: (listener) => history?.onRun(listener) ?? (() => undefined),
    forget: (note) => history?.forget(note),
    close: () => {
      isClosed = true
      history?.close()
    },
  }
}
