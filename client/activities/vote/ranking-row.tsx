import { memo } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import { centreOf } from '#shared/geometry/rect.ts'
import { PollMethod, type Round } from '#shared/workshop/round.ts'
import { meanPoints } from '#shared/workshop/tally.ts'
import { lookAt, uncoverBoard } from '../../panels/host/look-at.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useSceneFact } from '../../panels/host/use-scene.ts'
import { Statement } from '../../panels/ui/statement.tsx'
import { CountUp } from './count-up.tsx'
import { ChangedSince } from './frozen-words.tsx'
import { Distribution } from './distribution.tsx'
import { StillPrinciple } from '../../panels/host/still-principle.tsx'
import { oneDecimal } from './one-decimal.ts'
import type { RankingLine } from './ranking-lines.ts'
import { useOptionLabel } from './use-option-label.ts'
import { voteWords } from './words.ts'

interface RankingLineProps {
  readonly line: RankingLine
  readonly round: Pick<
    Round,
    'method' | 'target' | 'totals' | 'scores' | 'hands' | 'passes' | 'reasons' | 'awaited' | 'withheld'
  >
  readonly best: number
  /** When the ranking appeared: totals count up from there, once. */
  readonly since: number
  /** For a screen without a hand at it. */
  readonly isStill: boolean
}

/** One line of a ranking. */
export const RankingLineView = memo(function RankingLineView({ line, ...rest }: RankingLineProps) {
  const t = useWords(voteWords)
  if (line.kind === 'row') return <Row line={line} {...rest} />
  const arePoints = rest.round.method === PollMethod.score
  const isOfAgreement = rest.round.method === PollMethod.agreement
  return line.kind === 'heading' ? (
    <p className="ranking__heading">{t(isOfAgreement ? 'agreedHeading' : 'shortlist')}</p>
  ) : (
    <p className="ranking__band-words">{t(arePoints ? 'tieBandPoints' : 'tieBand')}</p>
  )
})

function Row({
  line: { ranked, bracket },
  round,
  best,
  since,
  isStill,
}: RankingLineProps & { readonly line: RankingLine & { kind: 'row' } }) {
  const t = useWords(voteWords)
  const { model, shell } = useBoard()
  const { option, total, rank, isShortlisted } = ranked
  const { target } = round
  const label = useOptionLabel(target, option)
  const kind = useSceneFact(model.scene, ({ notes }) => notes.get(option)?.kind)
  const [none, one, two, three] = round.scores?.[option] ?? []
  const mean = meanPoints(round, option)
  const isOfAgreement = round.method === PollMethod.agreement
  const show = () => {
    const thing = target === 'notes' ? model.scene.notes.get(option) : model.scene.clusters.get(option)
    if (!thing) return
    uncoverBoard(shell)
    const { x, y } = centreOf(thing.rect)
    lookAt(model.camera, { x: x - 400, y: y - 300, width: 800, height: 600 }, { isCentred: true })
    model.ui.selection.set(new Set([option]))
  }
  return (
    <div
      className="ranking__row"
      data-shortlisted={isShortlisted || undefined}
      data-bracket={bracket ?? undefined}
    >
      <span className="ranking__rank tabular" aria-label={t('vote.rank', { rank })}>
        {rank}
      </span>
      <span className="ranking__words">
        {kind === 'principle' ? (
          isStill ? (
            <StillPrinciple text={label} />
          ) : (
            <button type="button" className="statement--leads" title={t('phone.show')} onClick={show}>
              <StillPrinciple text={label} />
            </button>
          )
        ) : (
          <Statement
            text={label}
            isStill={isStill}
            {...(!isStill && { press: { hint: t('phone.show'), run: show } })}
          />
        )}
        <ChangedSince option={option} />
        {mean !== undefined && (
          <span className="ranking__scores tabular">
            {[
              t('mean', { mean: oneDecimal(mean) }),
              none !== undefined &&
                t('scoreCounts', { none, one: one ?? 0, two: two ?? 0, three: three ?? 0 }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        )}
        {isOfAgreement && <Distribution round={round} option={option} />}
        {isShortlisted && (
          <span className="visually-hidden">{t(isOfAgreement ? 'agreedHeading' : 'shortlist')}</span>
        )}
        {/* The bar's length is the share of the best total: it can be seen from three metres. */}
        {!isOfAgreement && (
          <progress className="ranking__bar" max={Math.max(1, best)} value={total} aria-hidden="true" />
        )}
      </span>
      <span className="ranking__ring tabular">
        {isOfAgreement ? (
          // The words beside it say the median.
          <span aria-hidden="true">{oneDecimal(total)}</span>
        ) : (
          <>
            <CountUp to={total} since={since} />
            <span className="visually-hidden">
              {t(round.method === PollMethod.score ? 'pointsGiven' : 'dots', { count: total })}
            </span>
          </>
        )}
      </span>
    </div>
  )
}
