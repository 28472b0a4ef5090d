import { useStore } from '@nanostores/react'
import { Pause, Play, SkipBack, SkipForward } from 'lucide-react'
import {
  useEffect,
  useRef,
  useState,
  Fragment,
  useMemo,
  type KeyboardEvent as ReactKeyboardEvent,
} from 'react'
import { useWords } from '../../i18n/use-words.ts'
import { type Film, ticksOf } from '../../model/replay/replay-film.ts'
import { speeds, type Player } from '../../model/replay/replay-player.ts'
import { IconButton } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { isWriting } from '../ui/keys.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { momentOf } from '../history/words.ts'
import { replayWords } from './words.ts'
import { useMomentSentence } from './replayed-board.ts'

interface ReplayBarProps {
  readonly film: Film
  readonly player: Player
  /** Date and time of the step that is shown. */
  readonly time: string
  /** The time with the numbers of notes and groups. */
  readonly sight: string
  /** The last moment in words. */
  readonly moment: string | undefined
}

/** Moves through time: play, jump to a moment, drag the knob or use its keys. */
export function ReplayBar({ film, player, time, sight, moment }: ReplayBarProps) {
  const t = useWords(replayWords)
  const index = useStore(player.index)
  const isPlaying = useStore(player.isPlaying)
  const speed = useStore(player.speed)
  const last = film.steps.length - 1
  const [hasGone, setHasGone] = useState(false)
  const before = film.moments.findLast((one) => one.index < index)
  const after = film.moments.find((one) => one.index > index)
  const knob = useRef<HTMLInputElement>(null)
  useSpace(player)
  useEffect(() => {
    // A person whose focus is still on the dialog can use the keys of the knob at once.
    if (document.activeElement?.matches('.replay') === true) knob.current?.focus()
  }, [])
  const goTo = (to: number) => {
    player.goTo(to)
    setHasGone(true)
  }
  // Read aloud: the step after a button or a mark, and the moments while it plays. The knob reads its own
  // value.
  const said = isPlaying ? (moment ?? '') : hasGone ? [sight, moment].filter(Boolean).join(' ') : ''
  return (
    <footer className="replay__bar">
      <div className="replay__times">
        <p className="replay__time tabular">{time}</p>
        <p className="replay__moment">{moment}</p>
        <output className="visually-hidden">{said}</output>
      </div>
      <div className="replay__line">
        <input
          ref={knob}
          type="range"
          className="replay__knob"
          aria-label={t('knob')}
          aria-valuetext={[sight, moment].filter(Boolean).join(' ')}
          min={0}
          max={last}
          step={1}
          value={index}
          onChange={(event) => {
            setHasGone(false)
            player.goTo(event.target.valueAsNumber)
          }}
        />
        <ReplayTicks film={film} index={index} goTo={goTo} />
      </div>
      <div className="replay__buttons">
        <IconButton
          label={t('previous')}
          icon={<SkipBack />}
          side="top"
          onClick={() => goTo(before?.index ?? 0)}
        />
        <IconButton
          label={isPlaying ? t('pause') : t('play')}
          icon={isPlaying ? <Pause /> : <Play />}
          side="top"
          className="replay__play"
          onClick={() => {
            setHasGone(false)
            player.toggle()
          }}
        />
        <IconButton
          label={t('next')}
          icon={<SkipForward />}
          side="top"
          onClick={() => goTo(after?.index ?? last)}
        />
      </div>
      <div className="replay__speed">
        <Choice
          legend={t('speed')}
          value={speed}
          options={speeds.map((value) => ({
            value,
            label: value === 'minute' ? t('inAMinute') : t('times', { factor: value }),
          }))}
          onChange={(value) => player.speed.set(value)}
        />
      </div>
    </footer>
  )
}

/** Space plays and pauses, unless the focus is on an element that uses Space itself. */
function useSpace(player: Player): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { target } = event
      const isPressed = target instanceof Element && target.closest('button, [type="radio"]') !== null
      const isKnob = target instanceof HTMLInputElement && target.type === 'range'
      if (event.key !== ' ' || isPressed || (isWriting(target) && !isKnob)) return
      event.preventDefault()
      player.toggle()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [player])
}

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
function ReplayTicks({ film, index, goTo }: ReplayTicksProps) {
  const t = useWords(replayWords)
  const sentenceOf = useMomentSentence()
  const [focused, setFocused] = useState<number | null>(null)
  const ticks = useMemo(() => ticksOf(film), [film])
  const current = ticks.findLastIndex((tick) => tick.index <= index)
  const stop = focused ?? Math.max(0, current)
  const last = film.steps.length - 1
  const placeOf = (at: number) => (last === 0 ? 0 : (at / last) * 100)
  const onKeyDown = (event: ReactKeyboardEvent<HTMLButtonElement>) => {
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
