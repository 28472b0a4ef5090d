import { useLayoutEffect, useMemo, useRef, useState } from 'react'
import { mapType, ringMap, ringPages, type LeastScales } from '#shared/activities/map/ring-places.ts'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import { useWords } from '../../i18n/use-words.ts'
import { usePageTurn } from '../../panels/ui/use-page-turn.ts'
import { countsOf, RingMap, WholeMap } from './ring-map.tsx'
import { useRings, useRingTitles } from './use-rings.ts'
import { mapWords } from './words.ts'

/** Smallest type that a room reads, rem. */
const legibleRem = 0.85

/** At a desk, in place of the board: the map as it grows. */
export function MapStage({ placed: { path } }: { readonly placed: PlacedStep }) {
  const people = useRings(path)
  const titles = useRingTitles(path)
  return (
    <div className="map-stage">
      <WholeMap people={people} titles={titles} />
    </div>
  )
}

/** For the whole room: the map as it grows. A full one is shown ring by ring, so that its names stay large. */
export function ProjectorMap({ placed: { path } }: { readonly placed: PlacedStep }) {
  const t = useWords(mapWords)
  const people = useRings(path)
  const titles = useRingTitles(path)
  const place = useRef<HTMLDivElement>(null)
  const [least, setLeast] = useState<LeastScales>({ name: 0, title: 0 })
  useLayoutEffect(() => {
    const element = place.current
    if (!element) return undefined
    const measure = () => setLeast((before) => leastScales(element, before))
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    measure()
    return () => observer.disconnect()
  }, [])
  const pages = useMemo(() => ringPages(countsOf(people), least), [people, least])
  const turn = usePageTurn(pages.length)
  const page = pages[turn]
  return (
    <div className="map-projector">
      <div className="map-projector__place" ref={place}>
        {page && <RingMap people={people} titles={titles} page={page} />}
      </div>
      {pages.length > 1 && (
        <p className="map-projector__page tabular">{t('page', { page: turn + 1, pages: pages.length })}</p>
      )}
    </div>
  )
}

/** The same object while nothing has changed. */
function leastScales(place: HTMLElement, before: LeastScales): LeastScales {
  const { width, height } = place.getBoundingClientRect()
  const unit = Math.min(width / ringMap.width, height / ringMap.height)
  const type = legibleRem * Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  if (unit === 0) return before
  const least = { name: type / (mapType.name * unit), title: type / (mapType.title * unit) }
  return Math.abs(least.name - before.name) < 0.01 ? before : least
}
