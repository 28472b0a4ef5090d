import { useLayoutEffect, useMemo, useRef, useState } from 'react'
import { mapType, ringMap, ringPages, type MapRoom } from '#shared/activities/map/ring-places.ts'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import { RoomPageMark, useRoomPage } from '../../panels/host/room-pages.tsx'
import { countsOf, RingMap, useRings, useRingTitles } from './rings.tsx'

/** Smallest type that a room reads, rem. */
const legibleRem = 0.85

/** Wider rings would be hard to follow. Not measured. */
const widest = 2_600

/** For the whole room: the map as it grows. A full one is shown ring by ring, so that its names stay large. */
export function ProjectorMap({ placed: { path } }: { readonly placed: PlacedStep }) {
  const people = useRings(path)
  const titles = useRingTitles(path)
  const place = useRef<HTMLDivElement>(null)
  const [room, setRoom] = useState<MapRoom | undefined>()
  useLayoutEffect(() => {
    const element = place.current
    if (!element) return undefined
    const measure = () => setRoom((before) => roomIn(element, before))
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    measure()
    return () => observer.disconnect()
  }, [])
  const pages = useMemo(() => (room ? ringPages(countsOf(people), room) : []), [people, room])
  const turn = useRoomPage(`map:${path}`, Math.max(1, pages.length))
  const page = pages[turn]
  return (
    <div className="map-projector">
      <div className="map-projector__place" ref={place}>
        {page && <RingMap people={people} titles={titles} page={page} {...(room && { width: room.width })} />}
      </div>
      <RoomPageMark page={turn} pages={pages.length} />
    </div>
  )
}

/** The rings are as wide as the screen. The same object while nothing has changed. */
function roomIn(place: HTMLElement, before: MapRoom | undefined): MapRoom | undefined {
  const { width, height } = place.getBoundingClientRect()
  if (height === 0) return before
  const wide = Math.round(Math.min(widest, Math.max(ringMap.width, (width / height) * ringMap.height)))
  const unit = Math.min(width / wide, height / ringMap.height)
  const type = legibleRem * Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  const least = { name: type / (mapType.name * unit), title: type / (mapType.title * unit) }
  const isSame = before?.width === wide && Math.abs(least.name - before.least.name) < 0.01
  return isSame ? before : { width: wide, least }
}
