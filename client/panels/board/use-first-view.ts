import { useEffect } from 'react'
import { useBoard } from './board-context.tsx'

/** Who comes to a board that has notes sees all of them once; who comes to an empty one, or has moved, stays put. */
export function useFirstView(): void {
  const { model } = useBoard()
  useEffect(() => {
    const { camera, scene, saving } = model
    const start = camera.state.get()
    const undos: (() => void)[] = []
    const stop = () => undos.splice(0).forEach((undo) => undo())
    const look = () => {
      if (camera.state.get() !== start) return stop()
      const bounds = scene.bounds()
      // On a phone, for as long as the list is in front, nothing has been seen yet.
      if (camera.screen.get().width <= 1) return
      if (bounds === undefined) {
        // The board has arrived and is empty: the first note will be written within this view.
        if (saving.get() === 'saved') stop()
      } else {
        stop()
        camera.fit(bounds)
      }
    }
    undos.push(scene.onChange(look), camera.screen.listen(look), saving.listen(look))
    look()
    return stop
  }, [model])
}
