import { useEffect, useRef } from 'react'
import { useBoard } from '../host/board-context.tsx'
import { lateWatch } from '../host/late-watch.ts'
import { createSay } from '../host/say.ts'

/** The live region of the board page. Every feature says there what happens, once and in a sentence. */
export function Announcements() {
  const board = useBoard()
  const region = useRef<HTMLOutputElement>(null)
  useEffect(() => {
    if (!region.current) return
    const say = createSay(region.current)
    const stops = board.features.flatMap(({ announcer }) =>
      announcer ? [lateWatch(async () => (await announcer())?.(board, say))] : [],
    )
    return () => {
      for (const stop of stops) stop()
      say.close()
    }
  }, [board])
  return <output ref={region} className="visually-hidden" data-announcements />
}
