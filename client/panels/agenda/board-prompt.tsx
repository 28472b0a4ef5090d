import { useStore } from '@nanostores/react'
import { useBoard } from '../host/board-context.tsx'
import { isStageAside } from '../host/stage-aside.ts'
import { FirstWork } from './first-work.tsx'
import { Prompt } from './prompt.tsx'
import { stageKindOf } from './scene-of.ts'
import { useStepView } from './use-agenda-view.ts'
import { useShown } from './use-shown.ts'
import type { Agenda } from '#shared/agenda/agenda.ts'

/** Above the board of a step that is worked on there. */
export function BoardPrompt() {
  const { agenda } = useShown()
  return agenda && <Shown agenda={agenda} />
}

function Shown({ agenda }: { readonly agenda: Agenda }) {
  const { features } = useBoard()
  const view = useStepView(agenda)
  const isAside = useStore(isStageAside)
  const isOnBoard = isAside || stageKindOf(features, agenda) === 'board'
  return (
    view &&
    isOnBoard && (
      <>
        <Prompt agenda={agenda} view={view} onBoard />
        <FirstWork />
      </>
    )
  )
}
