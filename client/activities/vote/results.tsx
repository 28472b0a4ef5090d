import { useStore } from '@nanostores/react'
import { useState } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import type { Round } from '#shared/workshop/round.ts'
import { rankOptions } from '#shared/workshop/tally.ts'
import { uncoverBoard } from '../../panels/host/look-at.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { Button } from '../../panels/ui/button.tsx'
import { Comparison } from './comparison.tsx'
import { questionOf, roundName } from './round-name.ts'
import { Ranking } from './ranking.tsx'
import { useOptionLabels } from './use-option-labels.ts'
import { Voters } from './voters.tsx'
import { voteWords } from './words.ts'

/** A closed round: its ranking, and a comparison with another round. */
export function Results({ round, rounds }: { round: Round; rounds: readonly Round[] }) {
  const t = useWords(voteWords)
  const { model, shell } = useBoard()
  const shownRound = useStore(model.ui.shownRound)
  const [otherId, setOtherId] = useState(round.previous ?? '')
  const labelOf = useOptionLabels(round.target, round.options)
  const others = rounds.filter((each) => each.id !== round.id && each.totals !== null)
  const other = others.find((each) => each.id === otherId)
  const isShown = shownRound === round.id

  return (
    <section className="results" aria-label={t('results')}>
      <header className="results__head">
        <h3 className="ballot__question">{questionOf(round)}</h3>
        <p className="results__facts tabular">
          {round.isSecret ? t('secretTag') : t('openTag')} ·{' '}
          {t('voters', { count: round.voted, eligible: round.eligible })}
        </p>
      </header>
      {round.totals === null ? (
        <p className="results__withheld">{t('withheld')}</p>
      ) : (
        <>
          <div className="results__tools">
            <Button
              aria-pressed={isShown}
              onClick={() => {
                model.ui.shownRound.set(isShown ? null : round.id)
                if (!isShown) uncoverBoard(shell)
              }}
            >
              {t('showOnBoard')}
            </Button>
            {others.length > 0 && (
              <label className="round-choice">
                <span>{t('compare')}</span>
                <select value={other?.id ?? ''} onChange={(event) => setOtherId(event.target.value)}>
                  <option value="">{t('compareNone')}</option>
                  {others.map((each) => (
                    <option key={each.id} value={each.id}>
                      {roundName(each)}
                    </option>
                  ))}
                </select>
              </label>
            )}
          </div>
          <Ranking ranked={rankOptions(round.options, round.totals)} labelOf={labelOf} round={round} />
          {other && <Comparison first={other} second={round} labelOf={labelOf} />}
        </>
      )}
      {round.ballots !== null && round.ballots.length > 0 && (
        <Voters ballots={round.ballots} labelOf={labelOf} />
      )}
    </section>
  )
}
