import { useCallback, useSyncExternalStore } from 'react'
import { spent, type Round } from '#shared/workshop/round.ts'
import { useBoard } from '../../panels/host/board-context.tsx'

/** This person's dots on one option. The component is drawn again only when their number changes. */
export function useOwnDots(round: string, option: string): number {
  const { dots } = useBoard().model.voting
  const listen = useCallback((onChange: () => void) => dots.listen(onChange), [dots])
  return useSyncExternalStore(listen, () => dots.get()[round]?.[option] ?? 0)
}

/** True while this person has dots left. */
export function useHasDotsLeft({ id, budget }: Pick<Round, 'id' | 'budget'>): boolean {
  const { dots } = useBoard().model.voting
  const listen = useCallback((onChange: () => void) => dots.listen(onChange), [dots])
  return useSyncExternalStore(listen, () => spent(dots.get()[id] ?? {}) < budget)
}
