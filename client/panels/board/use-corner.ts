import { useStore } from '@nanostores/react'
import { useEffect } from 'react'
import { phoneQuery, useMedia } from '../ui/use-media.ts'
import { useBoard } from '../host/board-context.tsx'
import { useMinimap } from './use-minimap.ts'

/**
 * Sizes of the buttons of the view, and of the map above them, as view-controls.css sets them. CSS pixels.
 */
const row = { width: 256, height: 80 }
const rowAndMap = { width: 256, height: 212 }
const nothing = { width: 0, height: 0 }

/** Gives the camera the corner that the map and its buttons cover, before they have been downloaded. */
export function useCorner(): void {
  const { model, shell } = useBoard()
  const isPhone = useMedia(phoneQuery)
  const isMapShown = useMinimap()
  // A map that the person asked for stays, even when there is nothing to map.
  const isMapWanted = useStore(shell.minimap) === true
  const { setCorner } = model.camera
  useEffect(() => {
    if (isPhone) setCorner(nothing)
    else setCorner(isMapShown ? rowAndMap : row, isMapWanted ? rowAndMap : row)
  }, [setCorner, isPhone, isMapShown, isMapWanted])
}
