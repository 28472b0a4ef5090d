import { useCallback } from 'react'
import { useStore } from '@nanostores/react'
import {
  nameLines,
  nameSize,
  ringEdges,
  ringMap,
  titlePlaces,
  type RingPage,
} from '#shared/activities/map/ring-places.ts'
import { inLine } from '#shared/text/in-line.ts'
import { ringsOf, stakeholdersOf, type MapNote } from '#shared/activities/map/ecosystem.ts'
import { fill } from '#shared/agenda/fill.ts'
import type { StepPath } from '#shared/agenda/template.ts'
import { originIn, originName } from '#shared/board/origin.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useContentLanguage } from '../../panels/ui/content-language.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useActivityState } from '../../panels/host/use-activity.ts'
import { useSceneList } from '../../panels/host/use-scene.ts'
import { mapWords } from './words.ts'
import './ring-map.css'

const lineHeight = 25

export function countsOf(people: readonly OnRing[]): readonly number[] {
  return [0, 1, 2].map((ring) => people.filter((one) => one.ring === ring).length)
}

interface RingMapProps {
  readonly people: readonly OnRing[]
  readonly titles: readonly string[]
  /** All three rings, or names of one of them. */
  readonly page: RingPage
  readonly width?: number
  /** Everybody on the map, also those who are not shown. */
  readonly count?: number
}

/** Everybody on three rings around us. For those who do not see it, the names stand in a list beside it. */
export function RingMap({
  people,
  titles,
  page,
  width = ringMap.width,
  count = people.length,
}: RingMapProps) {
  const { names, scale, titleScale } = page
  const t = useWords(mapWords)
  const language = useContentLanguage()
  const centre = { x: width / 2, y: ringMap.height / 2 }
  const [first] = names
  const alone = names.length === 1 ? first?.ring : undefined
  const rings = alone === undefined ? [2, 1, 0] : [alone]
  const label = alone === undefined ? t('mapLabel') : `${t('mapLabel')}. ${titles[alone] ?? ''}`
  return (
    <svg
      className="ring-map"
      viewBox={`0 0 ${width} ${ringMap.height}`}
      role="img"
      aria-label={`${label}. ${t('people', { count })}`}
    >
      {rings.map((ring) => {
        const edge = ringEdges[alone === undefined ? ring : ringEdges.length - 1]
        return (
          edge && (
            <ellipse
              key={ring}
              className={`ring-map__ring ring-map__ring--${ring}`}
              cx={centre.x}
              cy={centre.y}
              rx={(edge.rx * width) / ringMap.width}
              ry={edge.ry}
            />
          )
        )
      })}
      {rings.map((ring) => {
        const at = titlePlaces[alone === undefined ? ring : titlePlaces.length - 1] ?? centre
        return (
          <g
            key={ring}
            className={`ring-map__title ring-map__title--${ring}`}
            transform={`translate(${centre.x} ${at.y}) scale(${titleScale})`}
          >
            <text y={7}>{titles[ring] ?? ''}</text>
          </g>
        )
      })}
      <g className="ring-map__us" transform={`translate(${centre.x} ${centre.y}) scale(${titleScale})`}>
        <text y={12}>{t('us')}</text>
      </g>
      {names.map(({ ring, from, places }) => {
        const onRing = people.filter((one) => one.ring === ring).slice(from)
        return places.map((at, index) => {
          const one = onRing[index]
          if (!one) return null
          const { id, name } = one
          const lines = nameLines(name)
          return (
            <g
              key={id}
              className="ring-map__name"
              lang={language}
              transform={`translate(${at.x} ${at.y}) scale(${scale})`}
            >
              <rect
                x={-nameSize.width / 2}
                y={-nameSize.height / 2}
                width={nameSize.width}
                height={nameSize.height}
                rx={10}
              />
              {lines.map((line, number) => (
                <text key={line} y={8 + (number - (lines.length - 1) / 2) * lineHeight}>
                  {line}
                </text>
              ))}
            </g>
          )
        })
      })}
    </svg>
  )
}

/** Somebody on the map. */
export interface OnRing {
  readonly id: string
  readonly name: string
  /** 0 is the nearest. */
  readonly ring: number
  readonly needs: number
  /** People agree to one of these needs. */
  readonly isAgreed: boolean
  /** The one that people agree to, or the first one; empty: there is none. */
  readonly need: string
  /** Somebody objects to that one. */
  readonly hasObjection: boolean
}

/** Everybody on the rings of a step, nearest first. */
export function useRings(path: StepPath): readonly OnRing[] {
  const { model } = useBoard()
  const agenda = useStore(model.agenda)
  const rounds = useStore(model.voting.rounds)
  const isSecond = originIn(useActivityState(originName)) !== undefined
  const read = useCallback(
    ({ notes }: BoardModel['scene']) =>
      agenda ? onRings(agenda.template, path, [...notes.values()], rounds, isSecond) : [],
    [agenda, path, rounds, isSecond],
  )
  return useSceneList(model.scene, read, isSame)
}

function onRings(
  template: Parameters<typeof stakeholdersOf>[0],
  path: StepPath,
  notes: readonly MapNote[],
  rounds: Parameters<typeof stakeholdersOf>[3],
  isSecond: boolean,
): readonly OnRing[] {
  return stakeholdersOf(template, path, notes, rounds, isSecond).map(
    ({ note: { id, text }, ring, needs, isAgreed }) => {
      const told = needs.find(({ agreement }) => agreement?.isAgreed) ?? needs[0]
      return {
        id,
        name: inLine(text),
        ring,
        needs: needs.length,
        isAgreed,
        need: inLine(told?.note.text ?? ''),
        hasObjection: (told?.agreement?.counts[0] ?? 0) > 0,
      }
    },
  )
}

function isSame(a: OnRing, b: OnRing): boolean {
  return (
    a.id === b.id &&
    a.name === b.name &&
    a.ring === b.ring &&
    a.needs === b.needs &&
    a.isAgreed === b.isAgreed &&
    a.need === b.need &&
    a.hasObjection === b.hasObjection
  )
}

/** The titles of the rings, nearest first. */
export function useRingTitles(path: StepPath): readonly string[] {
  const { model } = useBoard()
  const agenda = useStore(model.agenda)
  if (!agenda) return []
  return ringsOf(agenda.template, path, []).map(
    ({ field }) => fill(field.title, currentLanguage(), agenda.answers).text,
  )
}
