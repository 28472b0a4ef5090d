import { useEffect, useState } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { clockTime } from '../../panels/ui/clock-time.ts'
import { turnsWords } from './words.ts'

/** The time of a turn by the server's clock. It counts up when the time is over. */
export function TurnClock({ endsAt }: { readonly endsAt: number }) {
  const t = useWords(turnsWords)
  const { model } = useBoard()
  const [seconds, setSeconds] = useState(() => Math.ceil((endsAt - model.now()) / 1_000))
  useEffect(() => {
    const tick = () => setSeconds(Math.ceil((endsAt - model.now()) / 1_000))
    tick()
    const timer = setInterval(tick, 1_000)
    return () => clearInterval(timer)
  }, [endsAt, model])
  const time = clockTime(Math.abs(seconds))
  return (
    <span className="turn-clock tabular" role="timer" data-over={seconds < 0 || undefined}>
      {seconds < 0 ? t('over', { time }) : t('left', { time })}
    </span>
  )
}
