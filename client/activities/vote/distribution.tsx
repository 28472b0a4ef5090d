import { inBrief } from '#shared/board/brief.ts'
import type { Round } from '#shared/workshop/round.ts'
import { agreementOf } from '#shared/workshop/tally.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useContentLanguage } from '../../panels/ui/content-language.ts'
import { oneDecimal } from './one-decimal.ts'
import { voteWords } from './words.ts'
import './agreement-row.css'

interface DistributionProps {
  readonly round: Pick<Round, 'scores' | 'passes' | 'reasons' | 'awaited' | 'withheld'>
  readonly option: string
}

/** How often each answer to one option was given, and the reasons of those who answered 0. Nobody is named. */
export function Distribution({ round, option }: DistributionProps) {
  const t = useWords(voteWords)
  const language = useContentLanguage()
  const { counts, answered, passed, median, isAgreed, isWithheld } = agreementOf(round, option)
  const reasons = (round.reasons ?? []).filter((reason) => reason.option === option)
  const awaited = round.awaited?.[option] ?? 0
  const facts = [
    median === null ? t(isWithheld ? 'notShown' : 'noMedian') : t('median', { median: oneDecimal(median) }),
    ...(isWithheld ? [] : [t('answers', { count: answered })]),
    ...(isAgreed || median === null ? [] : [t(counts[0] === 0 ? 'notAgreed' : 'objected')]),
    ...(awaited > 0 ? [t('awaited', { count: awaited })] : []),
    ...(passed > 0 ? [t('passes', { count: passed })] : []),
  ]
  const most = Math.max(1, ...counts)
  return (
    <>
      <span className="ranking__scores tabular">{facts.join(' · ')}</span>
      <ul className="distribution tabular">
        {counts
          .map((count, answer) => (
            <li key={answer}>
              <span>{answer}</span>
              <progress className="ranking__bar" max={most} value={count} aria-hidden="true" />
              <span>× {count}</span>
            </li>
          ))
          .toReversed()}
      </ul>
      {reasons.length > 0 && (
        <div className="agreement__reasons">
          <strong>{t('reasons')}</strong>
          {reasons.map(({ text, name }, index) => (
            <blockquote key={index} lang={language} dir="auto">
              {inBrief(text)}
              {name !== null && <footer className="ranking__scores">{name}</footer>}
            </blockquote>
          ))}
        </div>
      )}
    </>
  )
}
