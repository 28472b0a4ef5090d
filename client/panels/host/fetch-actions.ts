import { persistently } from '../../offline/download.ts'
import { oncePer } from './step-scene.ts'
import type { Actions, Feature } from './feature.ts'

const loaded = new WeakMap<Feature, Actions>()

/** Downloads the actions of these features. A component that calls `useActions` is loaded together with them. */
export async function fetchActions(features: readonly Feature[]): Promise<void> {
  await Promise.all(
    features.map(async (feature) => {
      if (feature.actions && !loaded.has(feature)) loaded.set(feature, await feature.actions())
    }),
  )
}

export function actionsOf(features: readonly Feature[]): readonly Actions[] {
  return features.flatMap((feature) => loaded.get(feature) ?? [])
}

/** For parts that offer actions before a menu was opened. */
export const actionsAreHere = oncePer(async (features: readonly Feature[]) =>
  persistently(async () => fetchActions(features)),
)
