import { useStore } from '@nanostores/react'
import { useMedia } from '../ui/use-media.ts'
import { useBoard } from '../host/board-context.tsx'

/** On a smaller or zoomed screen the map would cover the notes, so only its button is shown. Not measured. */
const roomForMap = '(min-width: 1200px) and (min-height: 760px)'

/** True while the map is shown. */
export function useMinimap(): boolean {
  const { shell } = useBoard()
  const chosen = useStore(shell.minimap)
  const hasRoom = useMedia(roomForMap)
  return chosen ?? hasRoom
}
