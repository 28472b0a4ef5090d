import { useEffect, useState } from 'react'
import { lazy } from '../ui/lazy.ts'
import { isDeviceLinkSecret } from '#shared/wire/secrets.ts'
import { at } from '../../model/basics/address.ts'
import {
  enteredBefore,
  findSession,
  type StoredSession,
  dropWaitingLink,
  waitingLink,
} from '../../model/memory/sessions.ts'
import { boardPath } from '../../routing/route.ts'
import { BoardPage } from '../board/board-page.tsx'
import { Wait } from '../join/problem-card.tsx'

const ContinuePage = lazy(async () => ({
  default: (await import('../join/continue-page.tsx')).ContinuePage,
}))

const NoSessionPage = lazy(async () => ({ default: (await import('./no-session-page.tsx')).NoSessionPage }))

/**
 * The page at /b/…. A known session leads to the board, a device link to the same person, a new link to
 * the join page. Without any of them the page explains what is missing.
 */
export function BoardEntry({ board, secret: opened }: { board: string; secret: string | undefined }) {
  const [session, setSession] = useState<StoredSession | undefined>(() =>
    opened === undefined ? findSession(board) : enteredBefore(board, opened),
  )
  const [secret] = useState(opened ?? waitingLink(board))
  useEffect(() => {
    if (session) dropWaitingLink(board)
  }, [session, board])
  if (session) return <BoardPage session={session} />
  if (secret !== undefined && isDeviceLinkSecret(secret))
    return <ContinuePage board={board} secret={secret} onJoined={setSession} />
  if (secret !== undefined) return <ToJoinPage board={board} secret={secret} />
  return <NoSessionPage board={board} />
}

/** The join form is a document of its own (join.html), which the server has at this address. */
function ToJoinPage({ board, secret }: { readonly board: string; readonly secret: string }) {
  useEffect(() => {
    // In the address again: where storage is forbidden nothing else is there after a reload.
    history.replaceState(null, '', at(`${boardPath(board)}#${secret}`))
    location.reload()
  }, [board, secret])
  return <Wait />
}
