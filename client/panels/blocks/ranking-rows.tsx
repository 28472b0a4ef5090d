import { memo } from 'react'
import type { Ranking, RankingRow } from '#shared/blocks/block.ts'
import { inBrief } from '#shared/board/brief.ts'
import { useWords } from '../../i18n/use-words.ts'
import { wordsOf } from '../../i18n/words-of.ts'
import { StillPrinciple } from '../host/still-principle.tsx'
import { LongList } from '../ui/long-list.tsx'
import { Statement } from '../ui/statement.tsx'
import { Strip } from './bars.tsx'

export const en = {
  answer: 'Answer',
  ranking: 'Ranking',
}

export const fr = {
  answer: 'Réponse',
  ranking: 'Classement',
} satisfies typeof en

/** The sentences round the blocks of a result. */
export const blocksWords = wordsOf({ en, fr })

interface RankingRowsProps {
  readonly block: Ranking
  readonly isRoom: boolean
  readonly onShow: ((id: string) => void) | undefined
  readonly marks: ReadonlyMap<string, string> | undefined
}

/** The best first and large; those that the result cannot separate behind one bracket; all others folded. */
export function RankingRows({ block, ...own }: RankingRowsProps) {
  const { part } = block
  if (!part) return <Rows block={block} {...own} />
  const { kind, title, text: reason } = part
  if (kind === 'rest')
    return (
      <details className="blocks__rest">
        <summary>{title}</summary>
        <Rows block={block} {...own} />
      </details>
    )
  return (
    <section className="blocks__chosen" data-part={kind} aria-label={title}>
      <div className="blocks__lead">
        <h3 className="blocks__heading">{title}</h3>
        {reason !== '' && <p className="blocks__soft">{reason}</p>}
      </div>
      <Rows block={block} {...own} />
    </section>
  )
}

function Rows({ block: { rows, shortlisted, part }, isRoom, onShow, marks }: RankingRowsProps) {
  const t = useWords(blocksWords)
  const drawn = (row: RankingRow) => (
    <Row
      row={row}
      shortlisted={part ? null : shortlisted}
      isRoom={isRoom}
      onShow={onShow}
      mark={marks?.get(row.id)}
    />
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

interface RowProps extends Omit<RankingRowsProps, 'block' | 'marks'> {
  readonly row: RankingRow
  readonly mark: string | undefined
  /** Null: the head of its part says it. */
  readonly shortlisted: string | null
}

const Row = memo(function Row({ row, shortlisted, isRoom, onShow, mark }: RowProps) {
  const t = useWords(blocksWords)
  const { rank, number, figure, amount, answers, isShortlisted, tie, family = null, since } = row
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
          {number !== undefined && <span>{isRoom ? number : `${number} · `}</span>}
          <span className={told}>{amount}</span>
          {isShortlisted && shortlisted !== null && <strong className={told}>{` · ${shortlisted}`}</strong>}
          {tie !== null && shortlisted !== null && (
            <strong>{isRoom && number === undefined ? tie : ` · ${tie}`}</strong>
          )}
          {mark !== undefined && <span className="blocks__mark">{mark}</span>}
        </p>
        {family !== null && <p className="blocks__soft">{inBrief(family)}</p>}
        {answers && <Strip bars={answers.bars} />}
        {since !== null && <p className="blocks__soft">{since}</p>}
      </div>
      <span className="blocks__total tabular" aria-hidden="true">
        {figure}
      </span>
    </div>
  )
})

function Option({ row: { id, text, kind }, isRoom, onShow }: Pick<RowProps, 'row' | 'isRoom' | 'onShow'>) {
  const t = useWords(blocksWords)
  const press = onShow && !isRoom && { hint: t('phone.show'), run: () => onShow(id) }
  if (kind !== 'principle') return <Statement text={text} isStill={isRoom} {...(press && { press })} />
  return press ? (
    <button type="button" className="statement--leads bare" title={press.hint} onClick={press.run}>
      <StillPrinciple text={text} />
    </button>
  ) : (
    <StillPrinciple text={text} />
  )
}
