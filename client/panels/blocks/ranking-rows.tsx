import { memo } from 'react'
import type { Ranking, RankingRow } from '#shared/blocks/block.ts'
import { LongList } from '../ui/long-list.tsx'
import { Statement } from '../ui/statement.tsx'

interface RankingRowsProps {
  readonly block: Ranking
  readonly isRoom: boolean
  readonly onShow: ((id: string) => void) | undefined
}

/** The best first and large, with the marks of the shortlist and of ties in words. */
export function RankingRows({ block: { heads, rows, shortlisted }, isRoom, onShow }: RankingRowsProps) {
  return (
    <LongList kind="ol" label={heads[1]} items={rows} keyOf={idOf}>
      {(row) => <Row row={row} shortlisted={shortlisted} isRoom={isRoom} onShow={onShow} />}
    </LongList>
  )
}

const idOf = ({ id }: RankingRow): string => id

interface RowProps extends Omit<RankingRowsProps, 'block'> {
  readonly row: RankingRow
  readonly shortlisted: string
}

const Row = memo(function Row({ row, shortlisted, isRoom, onShow }: RowProps) {
  const { id, rank, text, total, amount, answers, isShortlisted, tie, since } = row
  const facts = [amount, ...(isShortlisted ? [shortlisted] : []), ...(tie === null ? [] : [tie])]
  return (
    <div
      className="blocks__ranked"
      data-shortlisted={isShortlisted || undefined}
      data-tie={tie !== null || undefined}
    >
      <span className="blocks__total tabular" aria-hidden="true">
        {total > 0 ? total : rank}
      </span>
      <div>
        <Statement
          text={text}
          isStill={isRoom}
          {...(onShow && !isRoom && { press: { hint: amount, run: () => onShow(id) } })}
        />
        <p className="blocks__soft tabular">{facts.join(' · ')}</p>
        {answers && <p className="blocks__soft tabular">{answers.inWords}</p>}
        {since !== null && <p className="blocks__soft">{since}</p>}
      </div>
    </div>
  )
})
