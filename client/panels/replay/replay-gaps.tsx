import { currentLanguage } from '../../i18n/i18n.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import type { Film } from '../../model/replay/replay-film.ts'
import { momentOf } from '../history/moment.ts'

/** The damaged parts of a replay in words. */
export function ReplayGaps({ gaps }: Pick<Film, 'gaps'>) {
  const { t } = useTranslation()
  const time = (at: number) => momentOf(at, currentLanguage())
  return (
    <div className="replay__gaps">
      {gaps.map(({ from, until }) => (
        <p key={from}>
          {until === null
            ? t('replay.gapOn', { from: time(from) })
            : t('replay.gap', { from: time(from), until: time(until) })}
        </p>
      ))}
    </div>
  )
}
