import { lineageLetters, type LineageBox, type LineageDrawing } from '#shared/statements/lineage-drawing.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useContentLanguage } from '../ui/content-language.ts'
import { scrollByKeys } from '../ui/scroll-by-keys.ts'
import { versionHead } from './sentence.tsx'
import { lineageWords } from './words.ts'

interface LineageChartProps {
  readonly drawing: LineageDrawing
  /** The thing whose lineage it is. */
  readonly root: string
  /** Null: everything. */
  readonly chosen: ReadonlySet<string> | null
}

/** From left to right: notes, groups, proposals, versions, the adopted sentence. The list beside it says the same. */
export function LineageChart({ drawing, root, chosen }: LineageChartProps) {
  const t = useWords(lineageWords)
  const { width, height, heads, boxes, lines } = drawing
  const keys = new Set(
    boxes.flatMap(({ key, ids }) => (!chosen || ids.some((id) => chosen.has(id)) ? [key] : [])),
  )
  const isOff = (...ends: readonly string[]) => (ends.every((end) => keys.has(end)) ? undefined : '')
  return (
    <section className="lineage-chart" ref={scrollByKeys} aria-label={t('drawing')}>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        style={{ width: `min(100%, ${width}px)`, minWidth: `${Math.round(width * 0.7)}px` }}
        role="img"
        aria-label={t('drawingOf', { count: boxes.length })}
      >
        {lines.map(({ from, to, points: [start, out, inwards, end] }) => (
          <path
            key={`${from} ${to}`}
            className="lineage-chart__way"
            data-off={isOff(from, to)}
            d={`M${start.x} ${start.y}C${out.x} ${out.y} ${inwards.x} ${inwards.y} ${end.x} ${end.y}`}
          />
        ))}
        {heads.map(({ column, x, count }) => (
          <text key={column} className="lineage-chart__head" x={x} y={20}>
            {t(`column.${column}`, { count })}
          </text>
        ))}
        {boxes.map((box) => (
          <Box key={box.key} box={box} isRoot={box.ids.includes(root)} isOff={isOff(box.key)} />
        ))}
      </svg>
    </section>
  )
}

interface BoxProps {
  readonly box: LineageBox
  readonly isRoot: boolean
  readonly isOff: '' | undefined
}

function Box({ box, isRoot, isOff }: BoxProps) {
  const t = useWords(lineageWords)
  const language = useContentLanguage()
  const { column, x, y, width, height, lines, numbers, isFolded, ids } = box
  const letters = column === 'adopted' ? lineageLetters.adopted : lineageLetters.box
  const lineHeight = letters * 1.3
  const first = y + 8 + letters + (numbers ? lineageLetters.head * 1.4 : 0)
  return (
    <g className="lineage-chart__box" data-column={column} data-root={isRoot || undefined} data-off={isOff}>
      <rect x={x} y={y} width={width} height={height} rx={6} data-folded={isFolded || undefined} />
      {numbers && (
        <text className="lineage-chart__label" x={x + 12} y={y + 8 + lineageLetters.head}>
          {versionHead(numbers, t)}
        </text>
      )}
      {isFolded ? (
        <text className="lineage-chart__label" x={x + 12} y={first}>
          {t(`folded.${column}`, { count: ids.length })}
        </text>
      ) : (
        lines.map((line, index) => (
          <text
            key={index}
            lang={language}
            x={x + 12}
            y={first + index * lineHeight}
            style={{ fontSize: `${letters}px` }}
          >
            {line}
          </text>
        ))
      )}
    </g>
  )
}
