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
