import { useCallback } from 'react'
import type { CommandOutcome } from '../../model/contract/board-model.ts'
import { tellRefusal } from '../../tools/tell-refusal.ts'
import { useBoard } from './board-context.tsx'

/** Waits for a command, and says what the server did not do. */
export function useOutcome(): (
  asked: Promise<CommandOutcome>,
  onOk?: (outcome: CommandOutcome) => void,
) => void {
  const { model } = useBoard()
  return useCallback((asked, onOk) => tellRefusal(model, asked, onOk), [model])
}
