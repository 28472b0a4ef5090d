import { useStore } from '@nanostores/react'
import { useMemo, useState } from 'react'
import { finalProgress } from '../../i18n/told-progress.ts'
import { useWords } from '../../i18n/use-words.ts'
import { PollMethod, type Round } from '#shared/workshop/round.ts'
import { rankRound } from '#shared/workshop/tally.ts'
import { uncoverBoard } from '../../panels/host/look-at.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { Button } from '../../panels/ui/button.tsx'
import { Differences } from '../../panels/ui/statement.tsx'
import { Comparison } from './comparison.tsx'
import { FrozenWords, noFrozenWords } from './frozen-words.tsx'
import { keepFocusInDrawer } from './keep-focus-in-drawer.ts'
import { questionFor, roundName } from './round-name.ts'
import { Ranking } from './ranking.tsx'
import { useDifferences } from './use-differences.ts'
import { Voters } from './voters.tsx'
import { voteWords } from './words.ts'

/** A closed round: its ranking, and a comparison with another round. */
export function Results({ round, rounds }: { round: Round; rounds: readonly Round[] }) {
  const t = useWords(voteWords)
  const { model, shell } = useBoard()
  const shownRound = useStore(model.ui.shownRound)
  const [otherId, setOtherId] = useState(round.previous ?? '')
  const { target, options, totals } = round
  const differences = useDifferences(round, options)
  const ranked = useMemo(() => rankRound(round), [round])
  // Sums say nothing about agreement.
  const others = rounds.filter(
    (each) =>
      each.id !== round.id &&
      each.totals !== null &&
      ![round.method, each.method].includes(PollMethod.agreement),
  )
  const other = others.find((each) => each.id === otherId)
  const isShown = shownRound === round.id

  return (
    <section className="results" ref={keepFocusInDrawer} aria-label={t('results')}>
      <FrozenWords value={round.texts ?? noFrozenWords}>
        <Differences value={differences}>
          <header className="results__head">
            <h3 className="ballot__question">{questionFor(model, round)}</h3>
            <p className="results__facts tabular">
              {round.isSecret ? t('secretTag') : t('openTag')} ·{' '}
              {finalProgress('answered', round.voted, round.eligible)}
              {round.hands && ` · ${t('byHands', { count: round.hands.voters })}`}
              {round.isImported && ` · ${t('imported')}`}
            </p>
          </header>
          {totals === null ? (
            <p className="results__withheld">{t(round.voted === 0 ? 'nobodyVoted' : 'withheld')}</p>
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
              <Ranking ranked={ranked} round={round} />
              {other && <Comparison first={other} second={round} />}
            </>
          )}
          {round.ballots !== null && round.ballots.length > 0 && (
            <Voters ballots={round.ballots} target={target} />
          )}
        </Differences>
      </FrozenWords>
    </section>
  )
}
