import { useEffect, useMemo, useState } from 'react'
import { nextTask } from '../model/basics/next-task.ts'
import type { BoardModel } from '../model/contract/board-model.ts'
import type { Answer, QuestionKind, Questions } from './questions.ts'

/** A thread for the sorting help, with its libraries. It starts with the first question. */
export class SortingThread {
  readonly #waiting = new Map<number, (answer: Answer['answer']) => void>()
  #worker: Worker | undefined
  #asked = 0

  /** The answer comes unless the thread is closed first. */
  ask<Kind extends QuestionKind>(
    kind: Kind,
    about: Questions[Kind]['about'],
  ): Promise<Questions[Kind]['answer']> {
    this.#worker ??= this.#start()
    this.#asked += 1
    const id = this.#asked
    // Kind and content belong together by the parameters' types.
    this.#worker.postMessage({ id, kind, about }, [])
    return new Promise((resolve) => this.#waiting.set(id, resolve))
  }

  close(): void {
    this.#waiting.clear()
    this.#worker?.terminate()
    this.#worker = undefined
  }

  #start(): Worker {
    const worker = new Worker(new URL('./sorting-worker.ts', import.meta.url), { type: 'module' })
    worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
      this.#waiting.get(data.id)?.(data.answer)
      this.#waiting.delete(data.id)
    })
    return worker
  }
}

/** People go on writing: the question is asked again so long after a change, milliseconds. Not measured. */
const settleMs = 800

/** A thread for as long as the component is there. */
export function useSortingThread(): SortingThread {
  const thread = useMemo(() => new SortingThread(), [])
  useEffect(() => () => thread.close(), [thread])
  return thread
}

/**
 * The answer to a question about the board as it is: asked again after each change, once the last answer is there. `read`
 * must be stable between draws. Undefined before the first answer.
 */
export function useSorted<Kind extends QuestionKind>(
  thread: SortingThread,
  { scene }: Pick<BoardModel, 'scene'>,
  kind: Kind,
  read: () => Questions[Kind]['about'],
): Questions[Kind]['answer'] | undefined {
  const [answer, setAnswer] = useState<Questions[Kind]['answer'] | undefined>(undefined)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let isAsking = false
    let hasChanged = false
    let isOver = false
    const look = async (): Promise<void> => {
      timer = undefined
      if (isAsking) {
        hasChanged = true
        return
      }
      isAsking = true
      hasChanged = false
      // To draw the panel, to read thousands of notes and to send them to the thread are three tasks.
      await nextTask()
      if (isOver) return
      const about = read()
      await nextTask()
      if (isOver) return
      const next = await thread.ask(kind, about)
      if (isOver) return
      isAsking = false
      setAnswer(next)
      if (hasChanged) later()
    }
    const later = (): void => {
      timer ??= setTimeout(() => void look(), settleMs)
    }
    void look()
    const stop = scene.onChange(later)
    return () => {
      isOver = true
      stop()
      clearTimeout(timer)
    }
  }, [thread, scene, kind, read])
  return answer
}
