import { useStore } from '@nanostores/react'
import { Suspense, useMemo } from 'react'
import { AgendaState, type Agenda } from '#shared/agenda/agenda.ts'
import { findStep } from '#shared/agenda/steps.ts'
import { begunOf, unsentIn } from '../../model/memory/begun.ts'
import { useBoard } from '../host/board-context.tsx'
import { lazyPart } from '../host/entries.tsx'
import { lateTextsOf } from '../host/late-texts.ts'
import { isWriting } from '../ui/keys.ts'

const LateWords = lazyPart(async () => (await import('../host/late-words.tsx')).LateWords)

/** Steps in which people have time for texts of an earlier one. */
const idle: ReadonlySet<string> = new Set(['reveal', 'read', 'talk', 'close'])

interface LateProps {
  readonly agenda: Agenda
  /** Folded, under a task that has fields: these stay on the first screen. */
  readonly isBelow?: boolean
}

/** Above the task of a later step, and at the end: the texts of this person that the group went on without. */
export function LateInTask({ agenda, isBelow = false }: LateProps) {
  const { model } = useBoard()
  const { state, step } = agenda.now
  const running = state === AgendaState.running ? step : null
  // The words of a step whose fields this screen still shows are there.
  const late = useStore(lateTextsOf(model)).filter(
    ({ begun: text }) => text === undefined || text.step !== running,
  )
  const { id } = useStore(model.me)
  const begun = useStore(useMemo(() => begunOf(model.id, id), [model.id, id]))
  if (late.length === 0) return null
  const placed = running === null ? undefined : findStep(agenda.template, running)
  // The place is that of the step: it does not change under the hand that decides about one text after the other.
  const asks = placed !== undefined && !idle.has(placed.step.activity)
  if (asks !== isBelow) return null
  const isBusy = () =>
    placed !== undefined &&
    (asks || unsentIn(begun, placed.path).length > 0 || isWriting(document.activeElement))
  return (
    <Suspense fallback={null}>
      <LateWords texts={late} isFolded={isBusy()} />
    </Suspense>
  )
}
