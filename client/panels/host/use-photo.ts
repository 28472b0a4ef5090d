import { useEffect, useState } from 'react'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { useBoard } from './board-context.tsx'

/** A photo outside the canvas. Its object URL ends with the component. */
export interface PhotoState {
  readonly state: 'coming' | 'here' | 'failed'
  readonly url?: string
}

const coming: PhotoState = { state: 'coming' }

export function usePhoto(id: string | undefined): PhotoState {
  const { model } = useBoard()
  const [shown, setShown] = useState(coming)
  useEffect(() => {
    if (id === undefined) return
    const stop = fetchPhoto(model, id, setShown)
    return () => {
      stop()
      setShown(coming)
    }
  }, [model, id])
  return shown
}

function fetchPhoto({ photos }: BoardModel, id: string, show: (shown: PhotoState) => void): () => void {
  let isOver = false
  let url: string | undefined
  const run = async () => {
    const outcome = await photos.read(id)
    if (isOver) return
    if (outcome.ok) url = URL.createObjectURL(outcome.value)
    show(url === undefined ? { state: 'failed' } : { state: 'here', url })
  }
  void run()
  return () => {
    isOver = true
    if (url !== undefined) URL.revokeObjectURL(url)
  }
}
