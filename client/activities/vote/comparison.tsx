import { memo, useMemo, useState } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import type { Round, RoundTarget } from '#shared/workshop/round.ts'
import { LongList } from '../../panels/ui/long-list.tsx'
import { Statement } from '../../panels/ui/statement.tsx'
import { CountUp } from './count-up.tsx'
import { FrozenWords } from './frozen-words.tsx'
import { useOptionLabel } from './use-option-label.ts'
import { voteWords } from './words.ts'

interface ComparisonProps {
  readonly first: Round
  readonly second: Round
}

/** One option of two rounds; undefined where the round did not have it. */
interface ComparedOption {
  readonly option: string
  readonly target: RoundTarget
  readonly earlier: number | undefined
  readonly later: number | undefined
}

/** Two rounds side by side, in the order of the later one. An option of only one round has a dash. */
export function Comparison({ first, second }: ComparisonProps) {
  const t = useWords(voteWords)
  const [since] = useState(() => performance.now())
  const [earlier, later] = first.number < second.number ? [first, second] : [second, first]
  const rows = useMemo(() => compared(earlier, later), [earlier, later])
  const name = (round: Round) => t('compareColumn', { number: round.number })
  const texts = useMemo(() => ({ ...earlier.texts, ...later.texts }), [earlier, later])
  return (
    <FrozenWords value={texts}>
      <div className="comparison">
        <LongList
          kind="table"
          label={t('compareHeading', { first: name(earlier), second: name(later) })}
          head={
            <thead>
              <tr aria-rowindex={1}>
                <th scope="col">{t('item')}</th>
                <th scope="col">{name(earlier)}</th>
                <th scope="col">{name(later)}</th>
              </tr>
            </thead>
          }
          items={rows}
          keyOf={optionOf}
        >
          {(row) => <ComparedRow row={row} since={since} />}
        </LongList>
      </div>
    </FrozenWords>
  )
}

const optionOf = ({ option }: ComparedOption) => option

const ComparedRow = memo(function ComparedRow({ row, since }: { row: ComparedOption; since: number }) {
  const { option, target, earlier, later } = row
  const label = useOptionLabel(target, option)
  return (
    <>
      <th scope="row">
        <Statement text={label} />
      </th>
      <Total of={earlier} since={since} />
      <Total of={later} since={since} />
    </>
  )
})

function Total({ of: total, since }: { of: number | undefined; since: number }) {
  return (
    <td className="tabular">
      {total === undefined ? <span aria-hidden="true">–</span> : <CountUp to={total} since={since} />}
      <span className="visually-hidden">{total ?? '–'}</span>
    </td>
  )
}

function compared(earlier: Round, later: Round): readonly ComparedOption[] {
  const inEarlier = new Set(earlier.options)
  const inLater = new Set(later.options)
  const options = [...new Set([...later.options, ...earlier.options])]
  const totalIn = ({ totals }: Round, among: ReadonlySet<string>, option: string) =>
    among.has(option) ? (totals?.[option] ?? 0) : undefined
  return options
    .map((option) => ({
      option,
      target: inLater.has(option) ? later.target : earlier.target,
      earlier: totalIn(earlier, inEarlier, option),
      later: totalIn(later, inLater, option),
    }))
    .sort((a, b) => (b.later ?? 0) - (a.later ?? 0) || (b.earlier ?? 0) - (a.earlier ?? 0))
}
