import { memo } from 'react'
import type { Ranking, RankingRow } from '#shared/blocks/block.ts'
import { useWords } from '../../i18n/use-words.ts'
import { StillPrinciple } from '../host/still-principle.tsx'
import { LongList } from '../ui/long-list.tsx'
import { Statement } from '../ui/statement.tsx'
import { Strip } from './bars.tsx'
import { blocksWords } from './words.ts'

interface RankingRowsProps {
  readonly block: Ranking
  readonly isRoom: boolean
  readonly onShow: ((id: string) => void) | undefined
}

/** The best first and large, with the marks of the shortlist and of ties in words. */
export function RankingRows({ block: { rows, shortlisted }, isRoom, onShow }: RankingRowsProps) {
  const t = useWords(blocksWords)
  const drawn = (row: RankingRow) => (
    <Row row={row} shortlisted={shortlisted} isRoom={isRoom} onShow={onShow} />
  )
  // A room reads a few on pages: only rows in the flow of the text have pages.
  return isRoom ? (
    <ol className="blocks__ranking" aria-label={t('ranking')}>
      {rows.map((row) => (
        <li key={row.id}>{drawn(row)}</li>
      ))}
    </ol>
  ) : (
    <LongList kind="ol" label={t('ranking')} items={rows} keyOf={idOf}>
      {drawn}
    </LongList>
  )
}

const idOf = ({ id }: RankingRow): string => id

interface RowProps extends Omit<RankingRowsProps, 'block'> {
  readonly row: RankingRow
  readonly shortlisted: string
}

const Row = memo(function Row({ row, shortlisted, isRoom, onShow }: RowProps) {
  const t = useWords(blocksWords)
  const { rank, figure, amount, answers, isShortlisted, tie, since } = row
  // The room sees both by the number and its colour.
  const told = isRoom ? 'visually-hidden' : undefined
  return (
    <div
      className="blocks__ranked"
      data-shortlisted={isShortlisted || undefined}
      data-tie={tie !== null || undefined}
    >
      <span className="visually-hidden" aria-label={t('vote.rank', { rank })}>
        {rank}
      </span>
      <div className="blocks__option">
        <Option row={row} isRoom={isRoom} onShow={onShow} />
        <p className="blocks__soft tabular">
          <span className={told}>{amount}</span>
          {isShortlisted && <strong className={told}>{` · ${shortlisted}`}</strong>}
          {tie !== null && <strong>{isRoom ? tie : ` · ${tie}`}</strong>}
        </p>
        {answers && <Strip bars={answers.bars} />}
        {since !== null && <p className="blocks__soft">{since}</p>}
      </div>
      <span className="blocks__total tabular" aria-hidden="true">
        {figure}
      </span>
    </div>
  )
})

function Option({ row: { id, text, kind }, isRoom, onShow }: Omit<RowProps, 'shortlisted'>) {
  const t = useWords(blocksWords)
  const press = onShow && !isRoom && { hint: t('phone.show'), run: () => onShow(id) }
  if (kind !== 'principle') return <Statement text={text} isStill={isRoom} {...(press && { press })} />
  return press ? (
    <button type="button" className="statement--leads" title={press.hint} onClick={press.run}>
      <StillPrinciple text={text} />
    </button>
  ) : (
    <StillPrinciple text={text} />
  )
}
