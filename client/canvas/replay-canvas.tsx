import { useEffect, useRef, useState } from 'react'
import type { BoardModel } from '../model/contract/board-model.ts'
import { mountReplay, type MountedReplay } from './mount-replay.ts'
import type { ShownVote } from '../view/view-state.ts'
import { useCanvasStyle } from './use-canvas-style.ts'

export interface ReplayCanvasProps {
  /** The live board's pictures, and a scene and a view that are not the live board's; one object for as long as it is shown. */
  readonly source: Pick<BoardModel, 'scene' | 'camera' | 'photos' | 'saving'>
  readonly vote: ShownVote | null
  /** A description of the picture. */
  readonly label: string
}

/** A board of a replay, filling its parent. */
export function ReplayCanvas({ source, vote, label }: ReplayCanvasProps) {
  const style = useCanvasStyle()
  const host = useRef<HTMLDivElement>(null)
  const mounted = useRef<MountedReplay | null>(null)
  const [firstStyle] = useState(style)
  useEffect(() => {
    if (!host.current) return
    const replay = mountReplay(host.current, source, firstStyle)
    mounted.current = replay
    return () => {
      mounted.current = null
      replay.close()
    }
  }, [source, firstStyle])
  useEffect(() => mounted.current?.setStyle(style), [style])
  useEffect(() => mounted.current?.setVote(vote), [vote])
  useEffect(() => mounted.current?.setLabel(label), [label])
  return <div ref={host} className="replay__canvas" />
}
