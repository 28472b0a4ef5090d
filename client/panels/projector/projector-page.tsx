import { useEffect, useEffectEvent, useState } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import { enterAsProjector, findProjector } from '../../model/memory/projector-session.ts'
import { BoardPage } from '../board/board-page.tsx'
import { ProblemCard } from '../join/problem-card.tsx'
import { useAttempts } from '../join/use-attempts.ts'
import { Wait } from '../join/wait.tsx'
import { boardPath, go } from '../../routing/route.ts'
import { Button } from '../ui/button.tsx'
import { Page } from '../ui/page.tsx'
import { Projection } from './projection.tsx'
import { projectorWords } from './words.ts'

/** The projector page. It joins by a viewer link and has the rights of a viewer. */
export function ProjectorPage({ board, secret }: { board: string; secret: string | undefined }) {
  const t = useWords(projectorWords)
  const [session, setSession] = useState(() => findProjector(board, secret))
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
        <Projection />
      </BoardPage>
    )
  }
  if (problem === '') return <Wait />
  return (
    <Page title={t('problem.linkHeading')}>
      <ProblemCard
        heading={t('problem.linkHeading')}
        text={problem === 'link_invalid' ? t('byViewerLink') : sentence}
        actions={<Button onClick={() => go(boardPath(board))}>{t('leave')}</Button>}
      />
    </Page>
  )
}
