import type { Feature } from '../host/feature.ts'
import type { ReplayScene } from '../host/scenes.ts'

const loaded = new WeakMap<Feature, ReplayScene>()

/** Downloads the scenes of these features. The replay is loaded together with them. */
export async function fetchReplayScenes(features: readonly Feature[]): Promise<void> {
  await Promise.all(
    features.map(async (feature) => {
      if (feature.replay && !loaded.has(feature)) loaded.set(feature, await feature.replay())
    }),
  )
}

export function replayScenesOf(features: readonly Feature[]): readonly ReplayScene[] {
  return features.flatMap((feature) => loaded.get(feature) ?? [])
}
