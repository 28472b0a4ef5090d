import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { errorSentence } from '../../i18n/error-sentence.ts'
import { useCommonWords } from '../../i18n/use-common-words.ts'
import { repeatedly } from './repeatedly.ts'

export interface Attempts {
  readonly isSending: boolean
  /** The code of the problem; empty when there is none. */
  readonly problem: string
  /** The problem in words. */
  readonly sentence: string
  /** The server lets nobody in at the moment. */
  readonly isShut: boolean
  readonly begin: () => Promise<void>
  readonly meets: (problem: string) => void
}

/** Between two attempts to join while the server lets nobody in. Not measured. */
const retryMs = 3_000

/**
 * Tries to join: `enter` joins, or returns the code of the problem. While the server lets nobody in, the
 * attempt is repeated and the sentence is `whenShut`.
 */
export function useAttempts(enter: () => Promise<string>, whenShut: string): Attempts {
  const t = useCommonWords()
  const [isSending, setIsSending] = useState(false)
  const [problem, setProblem] = useState('')
  const current = useRef<Promise<string>>(undefined)
  const isShut = problem === 'store_unavailable'
  const isWaiting = isShut || problem === 'network'
  /** One at a time: two that succeed would make two people, and a device link works once. */
  const enterOnce = async () => {
    current.current ??= enter()
    const code = await current.current
    current.current = undefined
    return code
  }
  const again = useEffectEvent(async () => setProblem(await enterOnce()))
  useEffect(() => (isWaiting ? repeatedly(() => again(), retryMs) : undefined), [isWaiting])

  const sentence = () => {
    if (problem === '') return ''
    if (isShut) return whenShut
    return isWaiting ? `${errorSentence(problem)} ${t('join.waiting')}` : errorSentence(problem)
  }
  return {
    isSending,
    problem,
    sentence: sentence(),
    isShut,
    begin: async () => {
      setIsSending(true)
      setProblem('')
      const code = await enterOnce()
      setIsSending(false)
      setProblem(code)
    },
    meets: setProblem,
  }
}
