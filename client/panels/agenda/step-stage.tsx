import { Suspense } from 'react'
import { useBoard } from '../host/board-context.tsx'
import { keepFocus } from '../host/keep-focus.ts'
import { scrollByKeys } from '../ui/scroll-by-keys.ts'
import { sceneOf } from './scene-of.ts'
import { useShown } from './use-shown.ts'
import { useStepView } from './use-agenda-view.ts'
import type { Agenda } from '#shared/agenda/agenda.ts'
import './step-stage.css'

/** The stage of the running step, in place of the board. */
export function StepStage() {
  const { agenda } = useShown()
  return agenda && <Shown agenda={agenda} />
}

function hold(stage: HTMLElement | null): (() => void) | undefined {
  // Answers that are only read have nothing to focus.
  scrollByKeys(stage)
  return keepFocus(stage)
}

function Shown({ agenda }: { readonly agenda: Agenda }) {
  const { features } = useBoard()
  const view = useStepView(agenda)
  const Stage = sceneOf(features, agenda)?.Stage
  return (
    Stage &&
    view && (
      <div className="step-stage" ref={hold}>
        <Suspense fallback={null}>
          <Stage key={view.placed.path} placed={view.placed} />
        </Suspense>
      </div>
    )
  )
}
