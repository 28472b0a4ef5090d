import { useStore } from '@nanostores/react'
import { atom, computed, type ReadableAtom, type WritableAtom } from 'nanostores'
import { useEffect, useMemo } from 'react'
import { findStep } from '#shared/agenda/steps.ts'
import type { StepPath } from '#shared/agenda/template.ts'
import { useBoard } from '../host/board-context.tsx'
import { heldStep } from '../host/column.ts'
import { hasBegun } from '../host/use-begun.ts'
import type { SteppedFeature } from '../host/scenes.ts'
import { sceneOfStep } from './scene-of.ts'
import { type Agenda, AgendaState } from '#shared/agenda/agenda.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'

const all = new WeakMap<BoardModel, ShownAgenda>()

/** One for a board, so that a phone's list and canvas agree. */
export function shownOf(model: BoardModel, features: readonly SteppedFeature[]): ShownAgenda {
  const waitsIn = (path: string) => {
    const template = model.agenda.get()?.template
    return template && sceneOfStep(features, findStep(template, path))?.waitsForWords
  }
  const shown =
    all.get(model) ??
    createShown(model.agenda, (path) => waitsIn(path) === true && hasBegun(model, path), heldStep)
  all.set(model, shown)
  return shown
}

/** The agenda for this person's task, and whether the group is already elsewhere. */
export function useShown(): {
  readonly agenda: Agenda | null
  readonly isBehind: boolean
  readonly cameTo: number | undefined
  readonly join: () => void
} {
  const { model, features } = useBoard()
  const shown = useMemo(() => shownOf(model, features), [model, features])
  const agenda = useStore(shown.agenda)
  const isBehind = useStore(shown.isBehind)
  useEffect(() => {
    if (!isBehind) return undefined
    // The last words were added or deleted.
    const look = () => requestAnimationFrame(shown.look)
    document.addEventListener('input', look)
    document.addEventListener('submit', look)
    document.addEventListener('keyup', look)
    return () => {
      document.removeEventListener('input', look)
      document.removeEventListener('submit', look)
      document.removeEventListener('keyup', look)
    }
  }, [isBehind, shown])
  return { agenda, isBehind, cameTo: shown.cameTo, join: shown.join }
}

interface ShownAgenda {
  /** The agenda as this screen's task shows it: still with the last step while the person has begun words there. */
  readonly agenda: ReadableAtom<Agenda | null>
  readonly isBehind: ReadableAtom<boolean>
  /** The move at which this page came in. */
  readonly cameTo: number | undefined
  /** Goes on to where the group is. */
  readonly join: () => void
  /** Looks again, after words were added or removed. */
  readonly look: () => void
  readonly close: () => void
}

/** Nobody is pulled away from words that they have begun: their task waits until they join the group. */
export function createShown(
  agenda: ReadableAtom<Agenda | null>,
  hasBegun: (path: StepPath) => boolean,
  held: WritableAtom<Agenda | null> = atom(null),
): ShownAgenda {
  held.set(null)
  const isHeld = ({ now }: Agenda) => now.step !== null && hasBegun(now.step)
  const look = () => {
    const before = held.get()
    if (before && !isHeld(before)) held.set(null)
  }
  const stop = agenda.listen((now, before) => {
    const waiting = held.get()
    // The group has come back to the step.
    if (waiting && now?.now.state === AgendaState.running && now.now.step === waiting.now.step) held.set(null)
    const hasMoved = before && now?.now.move !== before.now.move
    if (waiting || !hasMoved || now?.now.step === before.now.step) return
    if (before.now.state !== AgendaState.running) return
    if (isHeld(before)) held.set(before)
  })
  return {
    agenda: computed([agenda, held], (now, before) => before ?? now),
    cameTo: agenda.get()?.now.move,
    isBehind: computed(held, (before) => before !== null),
    look,
    join: () => held.set(null),
    close: stop,
  }
}
