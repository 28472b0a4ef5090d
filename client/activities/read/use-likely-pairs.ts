import { useEffect, useState } from 'react'
import type { LikelyPair } from '#shared/text/similar.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'

/** People go on writing: the notes are compared again so long after a change, milliseconds. Not measured. */
const settleMs = 800

/** The pairs of notes that may say the same thing, found in a thread of their own. */
export function useLikelyPairs({ scene, voting }: BoardModel): readonly LikelyPair[] {
  const [pairs, setPairs] = useState<readonly LikelyPair[]>([])
  useEffect(() => {
    const worker = new Worker(new URL('./pairs-worker.ts', import.meta.url), { type: 'module' })
    worker.addEventListener('message', ({ data }: MessageEvent<readonly LikelyPair[]>) => setPairs(data))
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      timer = undefined
      // A merged note would take its dots away.
      const options = new Set(voting.open.get()?.options)
      const notes = [...scene.notes.values()].filter(({ id }) => !options.has(id))
      const texts = notes.map(({ id, text }) => ({ id, text }))
      worker.postMessage(texts, [])
    }
    look()
    const stop = scene.onChange(() => {
      timer ??= setTimeout(look, settleMs)
    })
    return () => {
      stop()
      clearTimeout(timer)
      worker.terminate()
    }
  }, [scene, voting])
  return pairs
}
