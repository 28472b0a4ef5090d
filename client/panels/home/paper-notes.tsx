/** A decorative drawing of the product: a few notes, grouped and voted on, without words. */
export function PaperNotes() {
  return (
    <svg className="paper-notes" viewBox="0 0 420 190" aria-hidden="true">
      <rect className="paper-notes__field" x="8" y="22" width="252" height="160" rx="16" />
      <path className="paper-notes__title" d="M24 12h96" />
      {notes.map(({ tint, x, y, lines, dots }) => (
        <g key={tint} data-tint={tint} data-paper="" transform={`translate(${x} ${y})`}>
          <rect className="paper-notes__note" width="104" height="104" rx="5" />
          {lines.map((length, row) => (
            <path key={row} className="paper-notes__line" d={`M14 ${24 + row * 15}h${length}`} />
          ))}
          {Array.from({ length: dots }, (_, index) => (
            <circle key={index} className="paper-notes__dot" cx={18 + index * 14} cy="88" r="5" />
          ))}
        </g>
      ))}
    </svg>
  )
}

const notes = [
  { tint: 'sun', x: 26, y: 48, lines: [72, 60, 44], dots: 3 },
  { tint: 'mint', x: 142, y: 48, lines: [64, 74], dots: 1 },
  { tint: 'rose', x: 296, y: 26, lines: [70, 52, 66], dots: 0 },
] as const
