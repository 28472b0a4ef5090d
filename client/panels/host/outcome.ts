import { useCallback } from 'react'
import type { CommandOutcome } from '../../model/contract/board-commands.ts'
import { tellRefusal } from '../../tools/tell-refusal.ts'
import { useBoard } from './board-context.tsx'

export { tellRefusal as reportRefusal } from '../../tools/tell-refusal.ts'

/** Waits for the answer to a command and reports a refusal to the person. */
export function useOutcome(): (
  asked: Promise<CommandOutcome>,
  onOk?: (outcome: CommandOutcome) => void,
) => void {
  const { model } = useBoard()
  return useCallback((asked, onOk) => tellRefusal(model, asked, onOk), [model])
}
