import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import type { Scene } from '../../model/document/scene.ts'

/**
 * One plain value of the scene. The component is drawn again only when that value changes. A `read` that is stable between
 * draws is asked when the scene reports a change: a draw in between would make the scene read 10,000 changed notes.
 */
export function useSceneFact<Fact extends string | number | boolean | undefined>(
  scene: Scene,
  read: (scene: Scene) => Fact,
): Fact {
  const kept = useMemo(() => keepFact<Fact>(scene), [scene])
  return useSyncExternalStore(kept.subscribe, () => kept.read(read))
}

/** The last answer of a scene to one question, until the scene reports a change. */
export function keepFact<Fact>(scene: Scene) {
  let kept: { readonly by: (scene: Scene) => Fact; readonly fact: Fact } | undefined
  return {
    read: (by: (scene: Scene) => Fact): Fact => {
      if (kept?.by !== by) kept = { by, fact: by(scene) }
      return kept.fact
    },
    subscribe: (onChange: () => void) => {
      // It may have changed since the first draw.
      kept = undefined
      return scene.onChange(() => {
        kept = undefined
        onChange()
      })
    },
  }
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
