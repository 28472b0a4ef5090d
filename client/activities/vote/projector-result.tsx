import { useEffect, useMemo } from 'react'
import { finalProgress } from '../../i18n/told-progress.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { Round } from '#shared/workshop/round.ts'
import { rankRound } from '#shared/workshop/tally.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { questionFor } from './round-name.ts'
import { ProjectorRanking } from './projector-ranking.tsx'
import { voteWords } from './words.ts'
import './votes-drawer.css'
import './step-task.css'

/** The result of a vote for the whole room. */
export function ProjectorResult({ round }: { round: Round }) {
  const t = useWords(voteWords)
  const { voted, eligible, totals, hands } = round
  const { model } = useBoard()
  const { ui } = model
  const onBoard = totals === null ? null : round.id
  const ranked = useMemo(() => rankRound(round), [round])
  useEffect(() => {
    ui.shownRound.set(onBoard)
    return () => ui.shownRound.set(null)
  }, [ui, onBoard])
  return (
    <aside className="projector__outcome" aria-label={t('results')}>
      <h2 className="projector__question">{questionFor(model, round)}</h2>
      <p className="projector__facts tabular">
        {finalProgress('answered', voted, eligible)}
        {hands && ` · ${t('byHands', { count: hands.voters })}`}
        {round.isImported && ` · ${t('imported')}`}
      </p>
      {totals === null ? (
        <p className="results__withheld">{t(voted === 0 ? 'nobodyVoted' : 'withheld')}</p>
      ) : (
        <ProjectorRanking ranked={ranked} round={round} />
      )}
    </aside>
  )
}
