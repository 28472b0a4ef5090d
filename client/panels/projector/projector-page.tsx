import { useStore } from '@nanostores/react'
import { useEffect, useEffectEvent, useState, type ReactNode } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import { enterAsProjector, findProjector, forgetProjector } from '../../model/memory/projector-session.ts'
import { BoardPage } from '../board/board-page.tsx'
import { BoardShell } from '../board/board-shell.tsx'
import { useBoard } from '../host/board-context.tsx'
import { ProblemCard, Wait } from '../join/problem-card.tsx'
import { useAttempts } from '../join/use-attempts.ts'
import { boardPath, go } from '../../routing/route.ts'
import { Button } from '../ui/button.tsx'
import { Page } from '../ui/page.tsx'
import { Projection } from './projection.tsx'
import { projectorWords } from './words.ts'

/**
 * The projector page, or the board in a page of the house. Both join by a viewer link and have the rights of a viewer,
 * whatever else this browser knows of the board.
 */
export function ProjectorPage({
  board,
  secret,
  isFramed,
}: {
  readonly board: string
  readonly secret: string | undefined
  readonly isFramed: boolean
}) {
  const t = useWords(projectorWords)
  const [session, setSession] = useState(() => findProjector(board, secret, isFramed))
  const enter = async () => {
    if (secret === undefined) return { code: 'link_invalid' } as const
    const entered = await enterAsProjector(board, secret)
    if (!entered.ok) return entered
    setSession(entered.value)
    return undefined
  }
  const { begin, problem, sentence } = useAttempts(enter, t('join.cannotEnter'))
  const comeIn = useEffectEvent(() => session ?? begin())
  useEffect(() => void comeIn(), [])
  if (session) {
    return (
      <BoardPage session={session}>
        <UntilEnded>{isFramed ? <BoardShell /> : <Projection />}</UntilEnded>
      </BoardPage>
    )
  }
  if (problem === '') return <Wait />
  return (
    <Page title={t('problem.linkHeading')}>
      <ProblemCard
        heading={t('problem.linkHeading')}
        text={problem === 'link_invalid' ? t(isFramed ? 'framedByViewerLink' : 'byViewerLink') : sentence}
        actions={!isFramed && <Button onClick={() => go(boardPath(board))}>{t('leave')}</Button>}
      />
    </Page>
  )
}

/** Forgets the session when the server has ended it, so that the next visit joins again. */
function UntilEnded({ children }: { readonly children: ReactNode }) {
  const { model } = useBoard()
  const hasEnded = ['revoked', 'gone'].includes(useStore(model.saving))
  useEffect(() => {
    if (hasEnded) forgetProjector(model.id)
  }, [hasEnded, model])
  return children
}
