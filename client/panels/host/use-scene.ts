import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { Scene } from '../../model/document/scene.ts'

/** One plain value of the scene. The component is drawn again only when that value changes. */
export function useSceneFact<Fact extends string | number | boolean | undefined>(
  scene: Scene,
  read: (scene: Scene) => Fact,
): Fact {
  return useSyncExternalStore(scene.onChange, () => read(scene))
}

/** Shortest time between two updates of a list while others write: faster than people read. Not measured. */
const listEveryMs = 250

/**
 * A list made from the scene, for panels beside the canvas. It is made at most four times a second, and
 * drawn again only when `same` finds a difference. `read` must be stable between draws.
 */
export function useSceneList<Item>(
  scene: Scene,
  read: (scene: Scene) => readonly Item[],
  same: (a: Item, b: Item) => boolean,
): readonly Item[] {
  const [list, setList] = useState(() => ({ read, items: read(scene) }))
  const due = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const refresh = useCallback(() => {
    due.current = undefined
    const items = read(scene)
    setList((shown) => {
      const isSame =
        shown.read === read &&
        items.length === shown.items.length &&
        items.every((item, index) => same(item, shown.items[index] as Item))
      return isSame ? shown : { read, items }
    })
  }, [scene, read, same])
  useEffect(() => {
    const stop = scene.onChange(() => {
      due.current ??= setTimeout(refresh, listEveryMs)
    })
    return () => {
      stop()
      clearTimeout(due.current)
      due.current = undefined
    }
  }, [scene, refresh])
  // A new `read` is answered at once, not a quarter of a second later.
  if (list.read !== read) {
    const next = { read, items: read(scene) }
    setList(next)
    return next.items
  }
  return list.items
}
