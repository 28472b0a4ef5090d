import { persistently } from '../../offline/download.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import type { StepEntry, StepScene, SteppedFeature } from './scenes.ts'

/** The scenes of all activities by their names, from the one file that a board's first agenda downloads. */
export function lateScenes(
  load: () => Promise<Readonly<Record<string, StepScene>>>,
): (name: string) => StepEntry {
  let scenes: Readonly<Record<string, StepScene>> = {}
  let coming: Promise<void> | undefined
  const fetch = () => {
    coming ??= persistently(load).then((all) => void (scenes = all))
    return coming
  }
  return (name) => ({ fetch, now: () => scenes[name] })
}

/** Resolves when all scenes are here. */
export const stepScenes = oncePer(async (features: readonly SteppedFeature[]) =>
  Promise.all(features.map(async ({ step }) => step?.fetch())),
)

const pins = new WeakMap<BoardModel, Promise<void>>()

/** Resolves when the model knows what a step shows beside its task. One promise for a model. */
export function pinsOf(model: BoardModel): Promise<void> {
  const known = pins.get(model) ?? persistently(model.loadPins)
  pins.set(model, known)
  return known
}

/** One promise for each key, however often it is asked for: React can wait for it. */
export function oncePer<Key extends object, Value>(
  load: (key: Key) => Promise<Value>,
): (key: Key) => Promise<Value> {
  const coming = new WeakMap<Key, Promise<Value>>()
  return (key) => {
    const known = coming.get(key)
    if (known) return known
    const promise = load(key)
    coming.set(key, promise)
    return promise
  }
}
