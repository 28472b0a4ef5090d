import { useCallback } from 'react'
import { errorSentence } from '../../i18n/error-sentence.ts'
import type { CommandOutcome } from '../../model/board-model.ts'
import { useBoard } from './board-context.tsx'

/** Waits for a command and shows a toast when the server refused it. */
export function useOutcome(): (
  outcome: Promise<CommandOutcome>,
  onOk?: (outcome: CommandOutcome) => void,
) => void {
  const { model } = useBoard()
  return useCallback(
    (outcome, onOk) => {
      const settle = async () => {
        const answer = await outcome.catch((): CommandOutcome => ({
          ok: false,
          code: 'network',
          message: '',
        }))
        if (answer.ok) onOk?.(answer)
        else model.notices.show({ text: errorSentence(answer.code), tone: 'warn' })
      }
      void settle()
    },
    [model],
  )
}
