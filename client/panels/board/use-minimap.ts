import { useStore } from '@nanostores/react'
import { useCallback, useSyncExternalStore } from 'react'
import { encloses } from '#shared/geometry/rect.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { useMedia } from '../ui/use-media.ts'
import { useBoard } from '../host/board-context.tsx'

/** On a smaller or zoomed screen the map would cover the notes, so only its button is shown. Not measured. */
const roomForMap = '(min-width: 1200px) and (min-height: 760px)'

/** True while the map is shown: when the person asked for it, else where it shows more than the screen does. */
export function useMinimap(): boolean {
  const { model, shell } = useBoard()
  const isMore = useIsMoreThanSeen(model)
  const chosen = useStore(shell.minimap)
  const hasRoom = useMedia(roomForMap)
  return chosen ?? (hasRoom && isMore)
}

/** True while a part of the board lies outside the screen. */
function useIsMoreThanSeen({ camera, scene }: BoardModel): boolean {
  const subscribe = useCallback(
    (onChange: () => void) => {
      const stops = [camera.state.listen(onChange), camera.screen.listen(onChange), scene.onChange(onChange)]
      return () => {
        for (const stop of stops) stop()
      }
    },
    [camera, scene],
  )
  return useSyncExternalStore(subscribe, () => {
    // Empty areas alone are nothing to map.
    if (scene.notes.size === 0) return false
    const bounds = scene.bounds()
    return bounds !== undefined && !encloses(camera.view(), bounds)
  })
}
