import { useStore } from '@nanostores/react'
import { useMemo, useState, memo } from 'react'
import { comparisonBlock, rankingOf, voteFacts } from '#shared/activities/vote/result.ts'
import { withAnonymousNumbers } from '#shared/workshop/anonymous-numbers.ts'
import { PollMethod, type Round, type NamedBallot, type RoundTarget } from '#shared/workshop/round.ts'
import { useReader, useWords } from '../../i18n/use-words.ts'
import { Blocks } from '../../panels/blocks/blocks.tsx'
import { useBoard } from '../../panels/host/board-context.tsx'
import { uncoverBoard } from '../../panels/host/look-at.ts'
import { Avatar } from '../../panels/ui/avatar.tsx'
import { Button } from '../../panels/ui/button.tsx'
import { LongList } from '../../panels/ui/long-list.tsx'
import { usePersonName } from '../../panels/ui/person-name.ts'
import { Differences, Statement } from '../../panels/ui/statement.tsx'
import {
  FrozenWords,
  noFrozenWords,
  useWordsOfOptions,
  useOptionLabel,
  useDifferences,
} from './option-words.tsx'
import { keepFocusInDrawer } from '../../panels/host/keep-focus.ts'
import { Ranking } from './ranking.tsx'
import { questionFor, roundName } from './round-words.ts'
import { voteWords } from './words.ts'

interface VotersProps {
  readonly ballots: readonly NamedBallot[]
  readonly target: RoundTarget
}

/** The ballots of a named round. People without a name have a number. */
function Voters({ ballots, target }: VotersProps) {
  const t = useWords(voteWords)
  const [isOpen, setIsOpen] = useState(false)
  const numbered = useMemo(() => withAnonymousNumbers(ballots), [ballots])
  return (
    <details className="results__names" onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>{t('names')}</summary>
      {isOpen && (
        <LongList items={numbered} keyOf={voterOf}>
          {(ballot) => <Voter ballot={ballot} target={target} />}
        </LongList>
      )}
    </details>
  )
}

const voterOf = ({ participant }: NamedBallot) => participant

const Voter = memo(function Voter({ ballot, target }: { ballot: NamedBallot; target: RoundTarget }) {
  const nameOf = usePersonName()
  const { name, colour, number, dots } = ballot
  return (
    <div className="results__voter">
      <Avatar name={name} colour={colour} number={number} size="small" />
      <div>
        <strong>{nameOf({ name, colour }, number)}</strong>
        <ul>
          {Object.entries(dots).map(([option, count]) => (
            <VotersOption key={option} target={target} option={option} count={count} />
          ))}
        </ul>
      </div>
    </div>
  )
})

function VotersOption({ target, option, count }: { target: RoundTarget; option: string; count: number }) {
  const label = useOptionLabel(target, option)
  return (
    <li>
      <Statement text={label} /> <span className="tabular">({count})</span>
    </li>
  )
}

/** A closed round: its ranking, and a comparison with another round. */
export function Results({ round, rounds }: { round: Round; rounds: readonly Round[] }) {
  const t = useWords(voteWords)
  const reader = useReader()
  const { model, shell } = useBoard()
  const shownRound = useStore(model.ui.shownRound)
  const [otherId, setOtherId] = useState(round.previous ?? '')
  const { target, options, totals } = round
  const differences = useDifferences(round, options)
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
            <h3 className="ballot__question said">{questionFor(model, round)}</h3>
            <Blocks blocks={[{ kind: 'facts', facts: voteFacts(rankingOf(round), reader) }]} />
          </header>
          <Ranking round={round} />
          {totals !== null && (
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
          )}
          {totals !== null && other && <Comparison rounds={[round, other]} />}
          {round.ballots !== null && round.ballots.length > 0 && (
            <Voters ballots={round.ballots} target={target} />
          )}
        </Differences>
      </FrozenWords>
    </section>
  )
}

/** Two rounds side by side, in the order of the later one. */
function Comparison({ rounds: [a, b] }: { readonly rounds: readonly [Round, Round] }) {
  const reader = useReader()
  const [earlier, later] = a.number < b.number ? [a, b] : [b, a]
  const compared = useMemo(
    () => ({
      target: later.target,
      options: [...new Set([...later.options, ...earlier.options])],
      texts: { ...earlier.texts, ...later.texts },
    }),
    [earlier, later],
  )
  const words = useWordsOfOptions(compared)
  return <Blocks blocks={[comparisonBlock([earlier, later], words, reader)]} />
}
