import { Pause } from 'lucide-react'
import type { Agenda } from '#shared/agenda/agenda.ts'
import { useWords } from '../../i18n/use-words.ts'
import { clockTime } from '../ui/time-of-day.ts'
import { Steady } from '../ui/steady.tsx'
import { useClock } from './use-agenda-view.tsx'
import { ClockMark } from './view.ts'
import { agendaWords } from './words.ts'
import './clock.css'

/** The time of the step. It has marks at 60 and 10 seconds, and counts up when the time is over. */
export function Clock({ agenda }: { readonly agenda: Pick<Agenda, 'clock'> }) {
  const t = useWords(agendaWords)
  const clock = useClock(agenda)
  if (!clock) return null
  const time = clockTime(clock.seconds)
  const isOver = clock.mark === ClockMark.over
  const shown = isOver ? `+${time}` : time
  const said = isOver ? t('clock.over', { time }) : t('clock.left', { time })
  return (
    <span
      className="agenda-clock tabular"
      role="timer"
      aria-label={clock.isPaused ? `${said}. ${t('clock.paused')}` : said}
      data-mark={clock.mark}
      data-paused={clock.isPaused || undefined}
    >
      {clock.isPaused && <Pause aria-hidden="true" />}
      <Steady texts={[shown.replaceAll(/\d/gu, '0'), '00:00']}>{shown}</Steady>
    </span>
  )
}
