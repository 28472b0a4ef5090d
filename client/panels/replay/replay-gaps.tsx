import { currentLanguage } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { Film } from '../../model/replay/replay-film.ts'
import { momentOf } from '../history/moment.ts'
import { replayWords } from './words.ts'

/** The damaged parts of a replay in words. */
export function ReplayGaps({ gaps }: Pick<Film, 'gaps'>) {
  const t = useWords(replayWords)
  const time = (at: number) => momentOf(at, currentLanguage())
  return (
    <div className="replay__gaps">
      {gaps.map(({ from, until }) => (
        <p key={from}>
          {until === null
            ? t('gapOn', { from: time(from) })
            : t('gap', { from: time(from), until: time(until) })}
        </p>
      ))}
    </div>
  )
}
