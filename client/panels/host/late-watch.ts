import { persistently } from '../../offline/download.ts'

/** Begins to watch once its code has been downloaded, unless the watch is over by then. Returns its undo. */
export function lateWatch(load: () => Promise<(() => void) | undefined>): () => void {
  let isOver = false
  let undo: (() => void) | undefined
  const begin = async () => {
    const begun = await persistently(async () => (isOver ? undefined : load()))
    if (isOver) begun?.()
    else undo = begun
  }
  // The server does not have it: the board is seen all the same.
  begin().catch(() => undefined)
  return () => {
    isOver = true
    undo?.()
  }
}
