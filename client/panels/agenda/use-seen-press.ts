import { useEffect, useRef } from 'react'
import { errorSentence } from '../../i18n/error-sentence.ts'
import { showOnce } from '../../model/commands/notices.ts'
import { useBoard } from '../host/board-context.tsx'
import { hasLedFrom } from './lead.ts'

/** Milliseconds from what a person sees to the press that answers it. */
const reactionMs = 400

/**
 * Runs a press unless somebody else has led on so shortly before that the person still saw the step before. Two
 * facilitators who press together lead one step on, not two.
 */
export function useSeenPress(): (run: () => void) => void {
  const { model } = useBoard()
  const changedAt = useRef(-Infinity)
  useEffect(() => {
    let move = model.agenda.get()?.now.move
    return model.agenda.listen((agenda) => {
      const before = move
      move = agenda?.now.move
      if (before !== undefined && before !== move && !hasLedFrom(model, before))
        changedAt.current = performance.now()
    })
  }, [model])
  return (run) => {
    if (performance.now() - changedAt.current >= reactionMs) return run()
    showOnce(model.notices, { tone: 'warn', text: errorSentence('agenda_moved') })
  }
}
