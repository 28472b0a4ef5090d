import { useEffect, useState } from 'react'
import type { LineageBoard } from '#shared/statements/lineage.ts'
import { useBoard } from './board-context.tsx'

/** Opens what a note or a version grew from; without an id, what the adopted sentence did. */
export function useOrigin(): (of?: string) => void {
  const { features, shell } = useBoard()
  const entry = features.find(({ origin }) => origin !== undefined)?.origin
  return (of) => {
    if (entry) shell.open(entry, of === undefined ? {} : { of })
  }
}

/** The board when the panel opened: what others change meanwhile moves nothing under the reader. Null until it is read. */
export function useLineageBoard(): LineageBoard | null {
  const { model } = useBoard()
  const [board, setBoard] = useState<LineageBoard | null>(null)
  useEffect(() => {
    let isOver = false
    const read = async () => {
      const now = await model.lineage()
      if (!isOver) setBoard(now)
    }
    void read()
    return () => {
      isOver = true
    }
  }, [model])
  return board
}
