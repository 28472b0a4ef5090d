import { useStore } from '@nanostores/react'
import { useEffect, useState } from 'react'
import type { Round } from '#shared/workshop/round.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'

/** Who opens the projector sees what a vote came to if it closed so recently: a screen is often switched on for it (taste). */
const recentMs = 15 * 60_000

/** The vote whose results the room looks at: the last one, until something else begins or the facilitator leads everyone on. */
export function useOutcomeShown(model: BoardModel): Round | undefined {
  const { voting, presence, ui } = model
  const rounds = useStore(voting.rounds)
  const open = useStore(voting.open)
  const { mode, since } = useStore(model.writing)
  const [over, setOver] = useState(() => voting.now() - recentMs)
  useEffect(() => presence.onGather(() => setOver(voting.now())), [presence, voting])
  const last = rounds.findLast(({ state }) => state === 'closed')
  const isShown =
    last !== undefined &&
    open === undefined &&
    mode !== 'private' &&
    (last.closedAt ?? 0) > Math.max(since, over)
  const onBoard = isShown && last.totals !== null ? last.id : null
  useEffect(() => ui.shownRound.set(onBoard), [ui, onBoard])
  return isShown ? last : undefined
}
