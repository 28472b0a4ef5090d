import { useStore } from '@nanostores/react'
import { useEffect, useState } from 'react'
import { AgendaState } from '#shared/agenda/agenda.ts'
import { encloses } from '#shared/geometry/rect.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { useMedia } from '../ui/use-media.ts'
import { useBoard } from '../host/board-context.tsx'
import { isStageAside } from '../host/column.ts'

/** On a smaller or zoomed screen the map would cover the notes, so only its button is shown. Not measured. */
const roomForMap = '(min-width: 1200px) and (min-height: 760px)'

/**
 * True while the map is shown: when the person asked for it, else where it shows more than the screen does. A step shows
 * the notes that it is about, which the map would cover; beside a stage the board has a strip of its phases instead.
 */
export function useMinimap(): boolean {
  const { model, shell } = useBoard()
  const isMore = useIsMoreThanSeen(model)
  const chosen = useStore(shell.minimap)
  const hasRoom = useMedia(roomForMap)
  const hasStrip = useStore(isStageAside)
  const isLed = useStore(model.agenda)?.now.state === AgendaState.running
  return chosen ?? (hasRoom && isMore && !hasStrip && !isLed)
}

/** True while a part of the board lies outside the screen. Looks once in a frame: a render reads no board of thousands of notes. */
function useIsMoreThanSeen({ camera, scene }: BoardModel): boolean {
  const [isMore, setIsMore] = useState(false)
  useEffect(() => {
    let frame: number | undefined
    const look = () => {
      frame = undefined
      const bounds = scene.bounds()
      // Empty areas alone are nothing to map.
      setIsMore(scene.notes.size > 0 && bounds !== undefined && !encloses(camera.view(), bounds))
    }
    const lookSoon = () => {
      frame ??= requestAnimationFrame(look)
    }
    const stops = [
      camera.state.listen(lookSoon),
      camera.screen.listen(lookSoon),
      scene.onChange(lookSoon),
      () => frame !== undefined && cancelAnimationFrame(frame),
    ]
    lookSoon()
    return () => {
      for (const stop of stops) stop()
    }
  }, [camera, scene])
  return isMore
}
