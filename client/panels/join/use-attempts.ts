import { useStore } from '@nanostores/react'
import { useEffect, useState } from 'react'
import { useCommonWords } from '../../i18n/use-words.ts'
import { attemptSentence, createAttempts, type Problem } from '../../join-page/attempts.ts'

export interface Attempts {
  readonly isSending: boolean
  /** The code of the problem; empty when there is none. */
  readonly problem: string
  /** The problem in words. */
  readonly sentence: string
  readonly begin: () => Promise<void>
}

/**
 * Tries to join: `enter` joins, or returns the problem. While the server lets nobody in, or a crowd joins, the
 * attempt is repeated. While it lets nobody in, the sentence is `whenShut`. The `enter` of the first draw is used.
 */
export function useAttempts(enter: () => Promise<Problem | undefined>, whenShut: string): Attempts {
  // Draws the sentence again in another language.
  useCommonWords()
  const [attempts] = useState(() => createAttempts(enter))
  const { isSending, problem } = useStore(attempts.state)
  useEffect(() => attempts.close, [attempts])
  return {
    isSending,
    problem: problem?.code ?? '',
    sentence: attemptSentence(problem, whenShut),
    begin: attempts.begin,
  }
}
