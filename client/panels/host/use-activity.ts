import { useStore } from '@nanostores/react'
import { useCallback } from 'react'
import type { CommandOutcome } from '../../model/contract/board-commands.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { useBoard } from './board-context.tsx'
import { reportRefusal } from './outcome.ts'

/**
 * The state that the server keeps for an activity; undefined before it has decided anything.
 * @public for activities whose state stands in the root `activities`
 */
export function useActivityState(name: string): unknown {
  const { model } = useBoard()
  return useStore(model.activity(name))
}

/** Sends a command to the server and reports a refusal to the person. */
export function useRunCommand(): (
  command: Parameters<BoardModel['run']>[0],
  onOk?: (outcome: CommandOutcome) => void,
) => void {
  const { model } = useBoard()
  return useCallback((command, onOk) => reportRefusal(model, model.run(command), onOk), [model])
}
