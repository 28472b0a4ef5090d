import { useEffect, useState } from 'react'
import { lazy } from '../ui/lazy.ts'
import { useCommonWords } from '../../i18n/use-common-words.ts'
import { isDeviceLinkSecret } from '#shared/wire/device-link.ts'
import { enteredBefore, findSession, type StoredSession } from '../../model/memory/sessions.ts'
import { dropWaitingLink, waitingLink } from '../../model/memory/waiting-link.ts'
import { ProblemCard } from '../join/problem-card.tsx'
import { go } from '../../routing/route.ts'
import { Button } from '../ui/button.tsx'
import { Page } from '../ui/page.tsx'
import { BoardPage } from '../board/board-page.tsx'
import { WaitingViewer, type WaitingEntry } from './waiting-viewer.tsx'

const ContinuePage = lazy(async () => ({
  default: (await import('../join/continue-page.tsx')).ContinuePage,
}))
const JoinPage = lazy(async () => ({ default: (await import('../join/join-page.tsx')).JoinPage }))

/**
 * The page at /b/…. A new link leads to the join page, a device link to the same person, a known session
 * straight to the board. Without any of them the page explains what is missing.
 */
export function BoardEntry({ board, secret: opened }: { board: string; secret: string | undefined }) {
  const t = useCommonWords()
  const [session, setSession] = useState<StoredSession | undefined>(() =>
    opened === undefined ? findSession(board) : enteredBefore(board, opened),
  )
  const [secret] = useState(opened ?? waitingLink(board))
  const [looking, setLooking] = useState<WaitingEntry | null>(null)
  useEffect(() => {
    if (session) dropWaitingLink(board)
  }, [session, board])
  if (session) return <BoardPage session={session} />
  if (looking) return <WaitingViewer {...looking} />
  if (secret !== undefined && isDeviceLinkSecret(secret))
    return <ContinuePage board={board} secret={secret} onJoined={setSession} />
  if (secret !== undefined)
    return (
      <JoinPage
        board={board}
        secret={secret}
        onJoined={setSession}
        onLooking={(looker, enter) => setLooking({ session: looker, enter })}
      />
    )
  return (
    <Page title={t('problem.sessionHeading')}>
      <ProblemCard
        heading={t('problem.sessionHeading')}
        text={t('problem.sessionText')}
        actions={
          <>
            <Button tone="accent" onClick={() => go('/join')}>
              {t('problem.enterCode')}
            </Button>
            <Button onClick={() => go('/')}>{t('join.home')}</Button>
          </>
        }
      />
    </Page>
  )
}
