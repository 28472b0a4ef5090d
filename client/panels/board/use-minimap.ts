import { useStore } from '@nanostores/react'
import { useMedia } from '../ui/use-media.ts'
import { useBoard } from '../host/board-context.tsx'

/** On a smaller screen, or one that is zoomed, the map would lie over what it shows; its button brings it (taste). */
const roomForMap = '(min-width: 1200px) and (min-height: 760px)'

/** Whether the map is shown. */
export function useMinimap(): boolean {
  const { shell } = useBoard()
  const chosen = useStore(shell.minimap)
  const hasRoom = useMedia(roomForMap)
  return chosen ?? hasRoom
}
