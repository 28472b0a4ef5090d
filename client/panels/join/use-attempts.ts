import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { errorSentence } from '../../i18n/error-sentence.ts'
import { useFirstTranslation } from '../../i18n/use-first-translation.ts'
import { repeatedly } from './repeatedly.ts'

export interface Attempts {
  readonly isSending: boolean
  /** The code of what stands in the way; empty when nothing does. */
  readonly problem: string
  /** The same in words. */
  readonly sentence: string
  /** The server takes nobody in at the moment. */
  readonly isShut: boolean
  readonly begin: () => Promise<void>
  readonly meets: (problem: string) => void
}

/** Between two attempts to come in while the server takes nobody (taste). */
const retryMs = 3_000

/**
 * `enter` comes in, or returns the code of what stands in the way; while the server cannot let anybody in, it is tried again
 * and again. `whenShut` says so.
 */
export function useAttempts(enter: () => Promise<string>, whenShut: string): Attempts {
  const { t } = useFirstTranslation()
  const [isSending, setIsSending] = useState(false)
  const [problem, setProblem] = useState('')
  const current = useRef<Promise<string>>(undefined)
  const isShut = problem === 'store_unavailable'
  const isWaiting = isShut || problem === 'network'
  /** One at a time: two that succeed would be two people, and of two with a link for one device one is refused. */
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
