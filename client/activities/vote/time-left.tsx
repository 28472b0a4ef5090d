import { useEffect, useState } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import { clockTime } from '../../panels/ui/time-of-day.ts'
import { voteWords } from './words.ts'

/** The time left of a vote by the server's clock. */
export function TimeLeft({ deadline, now }: { deadline: number; now: () => number }) {
  const t = useWords(voteWords)
  const [seconds, setSeconds] = useState(() => Math.ceil((deadline - now()) / 1000))
  useEffect(() => {
    const tick = () => setSeconds(Math.ceil((deadline - now()) / 1000))
    tick()
    const timer = setInterval(tick, 1000)
    return () => clearInterval(timer)
  }, [deadline, now])
  return (
    <span className="tabular" role="timer">
      {seconds > 0 ? t('timeLeft', { time: clockTime(seconds) }) : t('timeUp')}
    </span>
  )
}
