import { useState } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import { centreOf } from '#shared/geometry/rect.ts'
import type { Round } from '#shared/workshop/round.ts'
import type { RankedOption } from '#shared/workshop/tally.ts'
import { lookAt, uncoverBoard } from '../../panels/host/look-at.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { Button } from '../../panels/ui/button.tsx'
import { CountUp } from './count-up.tsx'
import { voteWords } from './words.ts'

interface RankingProps {
  readonly ranked: readonly RankedOption[]
  readonly labelOf: (option: string) => string
  readonly round: Round
  /** For a projector: so many rows, and nothing to press. */
  readonly maxRows?: number
}

/** The ranking, best first, each total in a ring. A bracket holds options that this vote cannot separate. */
export function Ranking({ ranked, labelOf, round, maxRows }: RankingProps) {
  const t = useWords(voteWords)
  const [isRestShown, setIsRestShown] = useState(false)
  const isStill = maxRows !== undefined
  const withDots = ranked.filter(({ total }) => total > 0).slice(0, maxRows)
  const rest = ranked.slice(withDots.length)
  const best = withDots[0]?.total ?? 0
  const before = withDots.filter((each) => !each.isInTieBand && each.isShortlisted)
  const tied = withDots.filter((each) => each.isInTieBand)
  const after = withDots.filter((each) => !each.isInTieBand && !each.isShortlisted)
  const rows = (options: readonly RankedOption[]) =>
    options.map((each) => (
      <Row
        key={each.option}
        ranked={each}
        label={labelOf(each.option)}
        best={best}
        target={isStill ? null : round.target}
      />
    ))

  if (withDots.length === 0) return <p className="results__withheld">{t('noDots')}</p>
  return (
    <>
      <ol className="ranking" aria-label={t('ranking')}>
        {before.length > 0 && <li className="ranking__heading">{t('shortlist')}</li>}
        {rows(before)}
        {tied.length > 0 && (
          <li className="ranking__band">
            <p className="ranking__band-words">{t('tieBand')}</p>
            <ol>{rows(tied)}</ol>
          </li>
        )}
        {rows(after)}
        {isRestShown && rows(rest)}
      </ol>
      {isStill && rest.length > 0 && <p className="ranking__rest">{t('others', { count: rest.length })}</p>}
      {!isStill && rest.length > 0 && (
        <Button tone="quiet" aria-expanded={isRestShown} onClick={() => setIsRestShown(!isRestShown)}>
          {isRestShown ? t('hideWithout') : t('without', { count: rest.length })}
        </Button>
      )}
    </>
  )
}

function Row({
  ranked,
  label,
  best,
  target,
}: {
  readonly ranked: RankedOption
  readonly label: string
  readonly best: number
  /** The kind of option that a press shows on the board; null: the label is no button. */
  readonly target: Round['target'] | null
}) {
  const t = useWords(voteWords)
  const { model, shell } = useBoard()
  const { option, total, rank, isShortlisted } = ranked
  const show = () => {
    const thing = target === 'notes' ? model.scene.notes.get(option) : model.scene.clusters.get(option)
    if (!thing) return
    uncoverBoard(shell)
    const { x, y } = centreOf(thing.rect)
    lookAt(model.camera, { x: x - 400, y: y - 300, width: 800, height: 600 }, { isCentred: true })
    model.ui.selection.set(new Set([option]))
  }
  return (
    <li className="ranking__row" data-shortlisted={isShortlisted || undefined}>
      <span className="ranking__rank tabular" aria-label={t('vote.rank', { rank })}>
        {rank}
      </span>
      <span className="ranking__words">
        {target === null ? (
          <span className="ranking__label">{label}</span>
        ) : (
          <button
            type="button"
            className="ranking__label ranking__label--leads"
            title={t('phone.show')}
            onClick={show}
          >
            {label}
          </button>
        )}
        {isShortlisted && <span className="visually-hidden">{t('shortlist')}</span>}
        {/* The bar's length is the share of the best total: it can be seen from three metres. */}
        <progress className="ranking__bar" max={Math.max(1, best)} value={total} aria-hidden="true" />
      </span>
      <span className="ranking__ring tabular">
        <CountUp to={total} />
        <span className="visually-hidden">{t('dots', { count: total })}</span>
      </span>
    </li>
  )
}
