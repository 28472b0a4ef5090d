import type { Drawing } from '#shared/blocks/block.ts'

/** A drawing, for eyes alone: the same stands beside it in words. */
export function Drawn({
  block: { width, height, ellipses, curves, labels, legend },
}: {
  readonly block: Drawing
}) {
  return (
    <figure className="blocks__drawing" aria-hidden="true">
      <svg viewBox={`0 0 ${width} ${height}`}>
        {ellipses.map(({ x, y, rx, ry }, index) => (
          <ellipse key={index} cx={x} cy={y} rx={rx} ry={ry} />
        ))}
        {curves.map((points, index) => (
          <path key={index} d={`M${at(points[0])} C${points.slice(1).map(at).join(' ')}`} />
        ))}
        {labels.map(({ x, y, lines, letters, look, isLeft }, index) => (
          <text
            key={index}
            x={x}
            y={y}
            fontSize={letters}
            data-look={look}
            textAnchor={isLeft ? 'start' : 'middle'}
          >
            {lines.map((line, place) => (
              <tspan key={place} x={x} dy={place === 0 ? `${(1 - (lines.length - 1)) * 0.6}em` : '1.2em'}>
                {line}
              </tspan>
            ))}
          </text>
        ))}
      </svg>
      {legend !== '' && <figcaption className="blocks__soft">{legend}</figcaption>}
    </figure>
  )
}

function at({ x, y }: { readonly x: number; readonly y: number }): string {
  return `${x} ${y}`
}
