import { useStore } from '@nanostores/react'
import { originIn, originName } from '#shared/board/origin.ts'
import { longDate } from '#shared/text/long-date.ts'
import { leastMedian } from '#shared/workshop/tally.ts'
import { useReader, useWords } from '../../i18n/use-words.ts'
import { wordsOf } from '../../i18n/words-of.ts'
import { useBoard } from './board-context.tsx'
import { useActivityState } from './use-activity.ts'
import './day-figures.css'

export const en = {
  label: 'What was said of this sentence on its day',
  carried: '{{count}} of {{of}} carried it',
  swap: 'Swap the name, that day',
  no: '{{no}} of {{of}} “No”',
  unknown: 'No answers are known',
}

export const fr = {
  label: 'Ce qui a été dit de cette phrase le jour même',
  carried: '{{count}} sur {{of}} la portaient',
  swap: 'Changer le nom, ce jour-là',
  no: '{{no}} « Non » sur {{of}}',
  unknown: 'Réponses inconnues',
} satisfies typeof en

const dayWords = wordsOf({ en, fr })

/** Below the sentence with which a second board goes on: what people answered when it was adopted. Nothing below others. */
export function DayFigures({ statement }: { readonly statement: string }) {
  const t = useWords(dayWords)
  const { language } = useReader()
  const day = originIn(useActivityState(originName))
  const adoption = useStore(useBoard().model.adoptions).find(({ at }) => at === day?.adoptedAt)
  if (!day || adoption?.statement !== statement) return null
  const { answers, swap } = day
  const sumOf = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0)
  return (
    <dl className="day-figures tabular" aria-label={t('label')}>
      <div>
        <dt>{longDate(language, day.adoptedAt)}</dt>
        <dd>
          {answers
            ? t('carried', { count: sumOf(answers.slice(leastMedian)), of: sumOf(answers) })
            : t('unknown')}
        </dd>
      </div>
      <div>
        <dt>{t('swap')}</dt>
        <dd>{swap ? t('no', { no: swap[0], of: swap[1] }) : t('unknown')}</dd>
      </div>
    </dl>
  )
}
