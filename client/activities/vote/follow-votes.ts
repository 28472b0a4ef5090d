import type { OpenBoard } from '../../panels/host/feature.ts'
import { announceResults } from './announce-results.ts'
import { showOptions } from './show-options.ts'

/** Shows the vote and its result. Returns its own undo. */
export function followVotes(board: OpenBoard): () => void {
  const stops = [announceResults(board), showOptions(board)]
  return () => {
    for (const stop of stops) stop()
  }
}
