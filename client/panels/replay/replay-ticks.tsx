import { Fragment, useMemo, useState, type KeyboardEvent } from 'react'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import { ticksOf, type Film } from '../../model/replay/replay-film.ts'
import { momentOf } from '../history/moment.ts'
import { useMomentSentence } from './use-moment-sentence.ts'
import { replayWords } from './words.ts'

interface ReplayTicksProps {
  readonly film: Film
  /** The step that is shown. */
  readonly index: number
  readonly goTo: (index: number) => void
}

/** Half the width of a press target (WCAG 2.5.8), where the next mark leaves room. */
const reach = '12px'

/**
 * The moments of a replay below its time line; a press jumps to one. Tab goes to the last one so far, arrow
 * keys to the others.
 */
export function ReplayTicks({ film, index, goTo }: ReplayTicksProps) {
  const t = useWords(replayWords)
  const sentenceOf = useMomentSentence()
  const [focused, setFocused] = useState<number | null>(null)
  const ticks = useMemo(() => ticksOf(film), [film])
  const current = ticks.findLastIndex((tick) => tick.index <= index)
  const stop = focused ?? Math.max(0, current)
  const last = film.steps.length - 1
  const placeOf = (at: number) => (last === 0 ? 0 : (at / last) * 100)
  const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>) => {
    const next = nextOf(event.key, stop, ticks.length - 1)
    if (next === undefined) return
    event.preventDefault()
    event.currentTarget.parentElement?.querySelectorAll('button')[next]?.focus()
  }
  if (ticks.length === 0) return null
  return (
    <div className="replay__ticks" role="toolbar" aria-label={t('moments')}>
      {ticks.map(({ index: at, moments }, order) => {
        const time = momentOf(film.steps[at]?.at ?? 0, currentLanguage())
        const moment = moments.map((one) => sentenceOf(one, film)).join(' ')
        const label = t('tick', { time, moment })
        const place = placeOf(at)
        const [before, after] = [ticks[order - 1], ticks[order + 1]]
        const left = before ? `${(placeOf(before.index) + place) / 2}%` : '-100%'
        const right = after ? `${100 - (placeOf(after.index) + place) / 2}%` : '-100%'
        return (
          <Fragment key={at}>
            <button
              type="button"
              className="replay__tick bare"
              aria-label={label}
              aria-current={order === current ? 'step' : undefined}
              data-hint={label}
              data-side={place < 50 ? 'top-start' : 'top'}
              tabIndex={order === stop ? 0 : -1}
              style={{
                left: `max(${left}, calc(${place}% - ${reach}))`,
                right: `max(${right}, calc(${100 - place}% - ${reach}))`,
              }}
              onFocus={() => setFocused(order)}
              onBlur={() => setFocused(null)}
              onKeyDown={onKeyDown}
              onClick={() => goTo(at)}
            />
            <i className="replay__mark" data-kind={moments.at(-1)?.kind} style={{ left: `${place}%` }} />
          </Fragment>
        )
      })}
    </div>
  )
}

/** The index that a key leads to. */
function nextOf(key: string, from: number, last: number): number | undefined {
  switch (key) {
    case 'ArrowLeft':
      return Math.max(0, from - 1)
    case 'ArrowRight':
      return Math.min(last, from + 1)
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return undefined
  }
}
