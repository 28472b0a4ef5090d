import { useStore } from '@nanostores/react'
import { Pause, Play, SkipBack, SkipForward } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import type { Film } from '../../model/replay/replay-film.ts'
import { speeds, type Player } from '../../model/replay/replay-player.ts'
import { IconButton } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { isWriting } from '../ui/keys.ts'
import { ReplayTicks } from './replay-ticks.tsx'
import { replayWords } from './words.ts'

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
