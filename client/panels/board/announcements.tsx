import { useEffect, useRef } from 'react'
import { useBoard } from '../host/board-context.tsx'
import { createSay } from '../host/say.ts'

/** The live region of the board page. Every feature says there what happens, once and in a sentence. */
export function Announcements() {
  const board = useBoard()
  const region = useRef<HTMLOutputElement>(null)
  useEffect(() => {
    if (!region.current) return
    const say = createSay(region.current)
    let stops: (() => void)[] | undefined = []
    for (const { announcer } of board.features) {
      void announcer?.().then((announce) => stops?.push(announce(board, say)))
    }
    return () => {
      for (const stop of stops ?? []) stop()
      stops = undefined
      say.close()
    }
  }, [board])
  return <output ref={region} className="visually-hidden" data-announcements />
}
