import { PollMethod, RoundTarget } from '#shared/workshop/round.ts'
import { notesIn, type BoardSnapshot } from './snapshot.ts'

/** Dots of the last round on a cluster, its own or those of its notes; null when it was not voted on. */
export function dotsOfClusters(board: BoardSnapshot): (cluster: string) => number | null {
  const last = lastOfPoints(board)
  const options = new Set(last?.options)
  return (cluster) => {
    const voted =
      last?.target === 'notes'
        ? notesIn(board, cluster).flatMap(({ id }) => (options.has(id) ? [id] : []))
        : [cluster]
    if (!voted.some((option) => options.has(option))) return null
    return voted.reduce((sum, option) => sum + (last?.totals?.[option] ?? 0), 0)
  }
}

/** True when the last round was one of scores: its result is points. */
export function areScores({ rounds }: Pick<BoardSnapshot, 'rounds'>): boolean {
  return lastOfPoints({ rounds })?.method === PollMethod.score
}

/** Agreement gives no points, and texts are not on the board. */
function lastOfPoints({
  rounds,
}: Pick<BoardSnapshot, 'rounds'>): BoardSnapshot['rounds'][number] | undefined {
  return rounds.findLast(
    ({ totals, method, target }) =>
      totals !== null && method !== PollMethod.agreement && target !== RoundTarget.texts,
  )
}

/** The one with the most dots first. Those that were not voted on come last, and equal ones keep their order. */
export function byDots<Group extends { readonly dots: number | null }>(
  groups: readonly Group[],
): readonly Group[] {
  return groups.toSorted((a, b) => (b.dots ?? -1) - (a.dots ?? -1))
}

export function saysSomething({ text, photo }: BoardSnapshot['notes'][number]): boolean {
  return text.trim() !== '' || photo !== undefined
}
