import { useMemo } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import type { Round } from '#shared/workshop/round.ts'
import { CountUp } from './count-up.tsx'
import { useOptionLabels } from './use-option-labels.ts'
import { voteWords } from './words.ts'

interface ComparisonProps {
  readonly first: Round
  readonly second: Round
  /** Labels of the options of the second round. */
  readonly labelOf: (option: string) => string
}

/** Two rounds side by side, in the order of the later one. An option of only one round has a dash. */
export function Comparison({ first, second, labelOf }: ComparisonProps) {
  const t = useWords(voteWords)
  const [earlier, later] = first.number < second.number ? [first, second] : [second, first]
  const inSecond = useMemo(() => new Set(second.options), [second.options])
  const inFirstAlone = useMemo(
    () => first.options.filter((option) => !inSecond.has(option)),
    [first.options, inSecond],
  )
  const labelInFirst = useOptionLabels(first.target, inFirstAlone)
  const label = (option: string) => (inSecond.has(option) ? labelOf(option) : labelInFirst(option))
  const options = [...second.options, ...inFirstAlone].toSorted(
    (a, b) =>
      (later.totals?.[b] ?? 0) - (later.totals?.[a] ?? 0) ||
      (earlier.totals?.[b] ?? 0) - (earlier.totals?.[a] ?? 0),
  )
  const name = (round: Round) => t('compareColumn', { number: round.number })
  const cell = (round: Round, option: string) =>
    round.options.includes(option) ? <CountUp to={round.totals?.[option] ?? 0} /> : '–'
  const value = (round: Round, option: string) =>
    round.options.includes(option) ? String(round.totals?.[option] ?? 0) : '–'
  return (
    <table className="comparison">
      <caption className="visually-hidden">
        {t('compareHeading', { first: name(earlier), second: name(later) })}
      </caption>
      <thead>
        <tr>
          <th scope="col">{t('item')}</th>
          <th scope="col">{name(earlier)}</th>
          <th scope="col">{name(later)}</th>
        </tr>
      </thead>
      <tbody>
        {options.map((option) => (
          <tr key={option}>
            <th scope="row">{label(option)}</th>
            {[earlier, later].map((round) => (
              <td key={round.id} className="tabular">
                {cell(round, option)}
                <span className="visually-hidden">{value(round, option)}</span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
