import {
  nameLines,
  nameSize,
  ringEdges,
  ringMap,
  ringLayout,
  titlePlaces,
  titleScale,
} from '#shared/activities/map/ring-places.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useContentLanguage } from '../../panels/ui/content-language.ts'
import type { OnRing } from './use-rings.ts'
import { mapWords } from './words.ts'
import './ring-map.css'

const lineHeight = 25

interface RingMapProps {
  readonly people: readonly OnRing[]
  readonly titles: readonly string[]
}

/** Everybody on three rings around us. For those who do not see it, the names stand in a list beside it. */
export function RingMap({ people, titles }: RingMapProps) {
  const t = useWords(mapWords)
  const language = useContentLanguage()
  const rings = [0, 1, 2].map((ring) => people.filter((one) => one.ring === ring))
  const [near = 0, through = 0, far = 0] = rings.map(({ length }) => length)
  const { places, scale } = ringLayout([near, through, far])
  const centre = { x: ringMap.width / 2, y: ringMap.height / 2 }
  return (
    <svg
      className="ring-map"
      viewBox={`0 0 ${ringMap.width} ${ringMap.height}`}
      role="img"
      aria-label={`${t('mapLabel')}. ${t('people', { count: people.length })}`}
    >
      {ringEdges.toReversed().map((edge, index) => (
        <ellipse
          key={edge.rx}
          className={`ring-map__ring ring-map__ring--${2 - index}`}
          cx={centre.x}
          cy={centre.y}
          rx={edge.rx}
          ry={edge.ry}
        />
      ))}
      {titlePlaces.map(({ x, y }, ring) => (
        <g key={y} className="ring-map__title" transform={`translate(${x} ${y}) scale(${titleScale(scale)})`}>
          <text y={7}>{titles[ring] ?? ''}</text>
        </g>
      ))}
      <text className="ring-map__us" x={centre.x} y={centre.y + 12}>
        {t('us')}
      </text>
      {rings.map((onRing, ring) =>
        onRing.map(({ id, name }, index) => {
          const at = places[ring]?.[index] ?? centre
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
        }),
      )}
    </svg>
  )
}
