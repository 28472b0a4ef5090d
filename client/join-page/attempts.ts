import { atom, type ReadableAtom } from 'nanostores'
import { t, errorSentence } from '../i18n/i18n.ts'
import type { Failure } from '../model/http/api.ts'

/** Between two attempts to join while the server lets nobody in. Not measured. */
const retryMs = 3_000

/**
 * Milliseconds until the next attempt to join. Undefined when it would meet the same problem. A crowd comes back
 * spread over half as long again as the server asks for, and not all at once.
 */
export function nextAttemptMs(
  { code, retryAfterMs }: Pick<Failure, 'code' | 'retryAfterMs'>,
  random: () => number,
): number | undefined {
  if (code === 'network' || code === 'store_unavailable') return retryMs
  // Too many wrong codes come without a time: repeating them would not help.
  if (code !== 'too_many_requests' || retryAfterMs === undefined) return undefined
  return retryAfterMs * (1 + random() / 2)
}

export type Problem = Pick<Failure, 'code' | 'retryAfterMs'>

interface AttemptsState {
  readonly isSending: boolean
  readonly problem: Problem | undefined
}

/** Attempts to join. They are repeated while the server does not answer or lets nobody in, or while a crowd joins. */
export interface Attempts {
  readonly state: ReadableAtom<AttemptsState>
  readonly begin: () => Promise<void>
  readonly meets: (problem: Problem | undefined) => void
  readonly close: () => void
}

/** `enter` joins, or returns the problem. */
export function createAttempts(
  enter: () => Promise<Problem | undefined>,
  random: () => number = Math.random,
): Attempts {
  const state = atom<AttemptsState>({ isSending: false, problem: undefined })
  let stopRepeating: () => void = () => undefined
  let running: Promise<Problem | undefined> | undefined
  /** One at a time: two that succeed would make two people, and a device link works once. */
  const enterOnce = async () => {
    running ??= enter()
    const met = await running
    running = undefined
    return met
  }
  const show = (problem: Problem | undefined) => {
    state.set({ isSending: false, problem })
    return problem && nextAttemptMs(problem, random)
  }
  const meets = (problem: Problem | undefined) => {
    stopRepeating()
    const pauseMs = show(problem)
    if (pauseMs !== undefined) stopRepeating = repeatedly(async () => show(await enterOnce()), pauseMs)
  }
  return {
    state,
    meets,
    begin: async () => {
      stopRepeating()
      state.set({ isSending: true, problem: undefined })
      meets(await enterOnce())
    },
    close: () => stopRepeating(),
  }
}

/** The server lets nobody in at the moment. */
export function isShut(problem: Problem | undefined): boolean {
  return problem?.code === 'store_unavailable'
}

/** The problem in words. While the server lets nobody in, `whenShut`. */
export function attemptSentence(problem: Problem | undefined, whenShut: string): string {
  if (problem === undefined) return ''
  if (isShut(problem)) return whenShut
  if (nextAttemptMs(problem, () => 0) === undefined) return errorSentence(problem.code)
  return problem.code === 'too_many_requests'
    ? t('join.crowd')
    : `${errorSentence(problem.code)} ${t('join.waiting')}`
}

/**
 * Repeats an attempt, one at a time: two that succeed at once would make two people. Each attempt returns the pause
 * before the next one, or undefined when there is none. Returns its own undo.
 */
export function repeatedly(attempt: () => Promise<number | undefined>, firstPauseMs: number): () => void {
  let isOver = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const wait = (pauseMs: number | undefined) => {
    if (!isOver && pauseMs !== undefined) timer = setTimeout(() => void attempt().then(wait), pauseMs)
  }
  wait(firstPauseMs)
  return () => {
    isOver = true
    clearTimeout(timer)
  }
}
