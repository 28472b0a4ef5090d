import { useEffect, useRef, useState } from 'react'
import type { BoardModel } from '../model/contract/board-model.ts'
import { mountBoard, type MountedBoard } from './mount-board.ts'
import { useCanvasStyle } from './use-canvas-style.ts'
import './board-canvas.css'

export interface BoardCanvasProps {
  readonly model: BoardModel
  /** Asks before several pasted rows become notes. */
  readonly onPasteRows: (rows: readonly string[], text: string) => void
}

/** The board, filling its parent. Everything on it is painted and handled outside React. */
export function BoardCanvas({ model, onPasteRows }: BoardCanvasProps) {
  const style = useCanvasStyle()
  const host = useRef<HTMLDivElement>(null)
  const mounted = useRef<MountedBoard | null>(null)
  const pasteRows = useRef(onPasteRows)
  const [firstStyle] = useState(style)
  useEffect(() => {
    pasteRows.current = onPasteRows
  }, [onPasteRows])
  useEffect(() => {
    if (!host.current) return
    const board = mountBoard(host.current, model, firstStyle, {
      onPasteRows: (rows, text) => pasteRows.current(rows, text),
    })
    mounted.current = board
    return () => {
      mounted.current = null
      board.close()
    }
  }, [model, firstStyle])
  useEffect(() => mounted.current?.setStyle(style), [style])
  return <div ref={host} className="canvas-host" style={{ position: 'absolute', inset: 0 }} />
}
