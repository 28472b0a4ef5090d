import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { errorSentence } from '../../i18n/error-sentence.ts'
import { useCommonWords } from '../../i18n/use-common-words.ts'
import type { Failure } from '../../model/http/api.ts'
import { repeatedly } from './repeatedly.ts'
import { nextAttemptMs } from './next-attempt.ts'

type Problem = Pick<Failure, 'code' | 'retryAfterMs'>

export interface Attempts {
  readonly isSending: boolean
  /** The code of the problem; empty when there is none. */
  readonly problem: string
  /** The problem in words. */
  readonly sentence: string
  /** The server lets nobody in at the moment. */
  readonly isShut: boolean
  readonly begin: () => Promise<void>
  readonly meets: (problem: Problem | undefined) => void
}

/**
 * Tries to join: `enter` joins, or returns the problem. While the server lets nobody in, or a crowd joins, the
 * attempt is repeated. While it lets nobody in, the sentence is `whenShut`.
 */
export function useAttempts(enter: () => Promise<Problem | undefined>, whenShut: string): Attempts {
  const t = useCommonWords()
  const [isSending, setIsSending] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const current = useRef<Promise<Problem | undefined>>(undefined)
  const isShut = problem?.code === 'store_unavailable'
  const isCrowded = problem?.code === 'too_many_requests'
  const isWaiting = problem !== undefined && nextAttemptMs(problem, Math.random) !== undefined
  /** One at a time: two that succeed would make two people, and a device link works once. */
  const enterOnce = async () => {
    current.current ??= enter()
    const met = await current.current
    current.current = undefined
    return met
  }
  const again = useEffectEvent(async () => {
    const met = await enterOnce()
    setProblem(met)
    return met && nextAttemptMs(met, Math.random)
  })
  const firstPauseMs = useEffectEvent(() => problem && nextAttemptMs(problem, Math.random))
  useEffect(() => {
    const pauseMs = isWaiting ? firstPauseMs() : undefined
    return pauseMs === undefined ? undefined : repeatedly(() => again(), pauseMs)
  }, [isWaiting])

  const sentence = () => {
    if (problem === undefined) return ''
    if (isShut) return whenShut
    if (!isWaiting) return errorSentence(problem.code)
    return isCrowded ? t('join.crowd') : `${errorSentence(problem.code)} ${t('join.waiting')}`
  }
  return {
    isSending,
    problem: problem?.code ?? '',
    sentence: sentence(),
    isShut,
    begin: async () => {
      setIsSending(true)
      setProblem(undefined)
      const met = await enterOnce()
      setIsSending(false)
      setProblem(met)
    },
    meets: setProblem,
  }
}
