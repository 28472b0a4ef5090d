import { useEffect, useState } from 'react'
import type { LineageBoard } from '#shared/statements/lineage.ts'
import { useBoard } from './board-context.tsx'

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
