import { useStore } from '@nanostores/react'
import { useEffect, useMemo } from 'react'
import { findStep } from '#shared/agenda/steps.ts'
import { useBoard } from '../host/board-context.tsx'
import { heldStep } from '../host/stage-aside.ts'
import { hasBegun } from '../host/use-begun.ts'
import type { SteppedFeature } from '../host/scenes.ts'
import { sceneOfStep } from './scene-of.ts'
import { createShown, type ShownAgenda } from './shown.ts'
import type { Agenda } from '#shared/agenda/agenda.ts'
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
