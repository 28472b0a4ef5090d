import { useStore } from '@nanostores/react'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { phaseSeconds } from '#shared/agenda/steps.ts'
import { Operation } from '#shared/workshop/policy.ts'
import type { Agenda } from '#shared/agenda/agenda.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard, useMay } from '../host/board-context.tsx'
import { focusBoard } from '../host/focus-board.ts'
import { Button } from '../ui/button.tsx'
import { isWriting } from '../ui/keys.ts'
import { useInColumn } from '../host/column.ts'
import { Pinned } from './pinned.tsx'
import { Reached } from './reached.tsx'
import { Said } from './said.tsx'
import { hasStage } from './scene-of.ts'
import { useStepView } from './use-agenda-view.ts'
import { useShown } from './use-shown.ts'
import { isPhaseBegun, type StepView } from './view.ts'
import { agendaWords } from './words.ts'
import './between-phases.css'

/**
 * Between two phases, in place of the board: what was reached, what comes. People leave it when they like, and by
 * beginning their task. A person who writes in a note sees it afterwards. A phone has a card above the task instead.
 */
export function BetweenPhases() {
  const { model } = useBoard()
  const { agenda, cameTo } = useShown()
  const inColumn = useInColumn()
  const leads = useMay(Operation.leadAgenda)
  const isEditing = useStore(model.ui.editing) !== null
  const [left, setLeft] = useState<number | null>(null)
  const move = agenda?.now.move ?? null
  const isDue = !leads && !inColumn && !isEditing && move !== left && move !== cameTo
  if (!agenda || !isDue || !isPhaseBegun(agenda)) return null
  return <Page agenda={agenda} onLeave={() => setLeft(move)} />
}

function Page({ agenda, onLeave }: { readonly agenda: Agenda; readonly onLeave: () => void }) {
  const t = useWords(agendaWords)
  const { features } = useBoard()
  const isOnStage = hasStage(features, agenda)
  const view = useStepView(agenda)
  const page = useRef<HTMLDivElement>(null)
  const leave = () => {
    const hadFocus = page.current?.contains(document.activeElement) ?? false
    onLeave()
    if (hadFocus) focusBoard()
  }
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === 'Escape' && !isWriting(event.target)) leave()
  })
  /** Words in the task, or a step to the board below. */
  const onTask = useEffectEvent(({ type, target }: Event) => {
    const isOutside = target instanceof Element && page.current?.contains(target) === false
    if (isOutside && (type === 'input' || target.closest('#board') !== null)) onLeave()
  })
  useEffect(() => {
    const key = (event: KeyboardEvent) => onKey(event)
    const task = (event: Event) => onTask(event)
    document.addEventListener('keydown', key)
    document.addEventListener('input', task)
    document.addEventListener('focusin', task)
    return () => {
      document.removeEventListener('keydown', key)
      document.removeEventListener('input', task)
      document.removeEventListener('focusin', task)
    }
  }, [])
  return (
    view && (
      <div className="between" ref={page}>
        <NewPhase agenda={agenda} view={view} />
        {/* Without a stage the task in the column is the next thing to do. */}
        <Button tone={isOnStage ? 'accent' : 'plain'} onClick={leave}>
          {t(isOnStage ? 'toStage' : 'toBoard')}
        </Button>
      </div>
    )
  )
}

/** The result so far, and the phase that comes. */
export function NewPhase({ agenda, view }: { readonly agenda: Agenda; readonly view: StepView }) {
  const t = useWords(agendaWords)
  const { phase, phaseNumber, phases, purpose, placed } = view
  const minutes = Math.round(phaseSeconds(placed.phase, agenda.answers) / 60)
  const place = t('phaseOf', { number: phaseNumber, total: phases })
  return (
    <section className="between__words" aria-label={place}>
      <Reached since={agenda.now.since} />
      <Pinned step={placed.step} most={mostPinned} />
      <p className="between__place">
        {minutes > 0 ? `${place} · ${t('minutes', { count: minutes })}` : place}
      </p>
      <h2 className="between__title">
        <Said sentence={phase} />
      </h2>
      {purpose && (
        <p className="between__purpose">
          <Said sentence={purpose} />
        </p>
      )}
    </section>
  )
}

/** So many things can be read at a glance. Not measured. */
const mostPinned = 5
