import { useStore } from '@nanostores/react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { photoWords } from '../i18n/photo-words.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import type { BoardModel } from '../model/board-model.ts'
import { palettes } from '../style/palette.ts'
import { theme } from '../style/theme.ts'
import { mountBoard, type MountedBoard } from './mount-board.ts'
import { createStyle, type CanvasStyle, type CanvasWords } from './style.ts'
import './board-canvas.css'

export interface BoardCanvasProps {
  readonly model: BoardModel
  /** Several rows were pasted: ask before they become notes. */
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

function useCanvasStyle(): CanvasStyle {
  const now = useStore(theme)
  const { t } = useTranslation()
  return useMemo(() => {
    const words: CanvasWords = {
      board: t('board.canvas'),
      boardHint: t('board.canvasHint'),
      list: t('board.items'),
      note: t('phone.editing'),
      emptyNote: t('common.emptyNote'),
      photoNote: photoWords(t),
      clusterTitle: t('board.clusterTitle'),
      untitledCluster: t('common.untitledCluster'),
      clusterLabel: (title, count) => t('board.clusterItem', { title, count }),
      locked: (item) => t('board.lockedItem', { item }),
      barrier: (barrier) => t(`errors.${barrier}`),
      selected: (count) => t('selection.count', { count }),
      deletedByOther: t('notices.deletedByOther'),
      putBack: t('notices.putBackNotes', { count: 1 }),
      rank: (rank) => t('vote.rank', { rank }),
    }
    return createStyle(palettes[now], now === 'dark', words)
  }, [now, t])
}
