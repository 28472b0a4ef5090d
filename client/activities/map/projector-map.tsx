import type { PlacedStep } from '#shared/agenda/steps.ts'
import { RingMap } from './ring-map.tsx'
import { useRings, useRingTitles } from './use-rings.ts'

/** At a desk, in place of the board: the map as it grows. */
export function MapStage({ placed }: { readonly placed: PlacedStep }) {
  return (
    <div className="map-stage">
      <ProjectorMap placed={placed} />
    </div>
  )
}

/** For the whole room: the map as it grows. */
export function ProjectorMap({ placed: { path } }: { readonly placed: PlacedStep }) {
  const people = useRings(path)
  const titles = useRingTitles(path)
  return (
    <div className="map-projector">
      <RingMap people={people} titles={titles} />
    </div>
  )
}
