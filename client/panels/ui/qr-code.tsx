import { useMemo } from 'react'
import { encode } from 'uqr'
import './qr-code.css'

/**
 * A link as a QR code. It is dark on white with a quiet zone in both themes, so that every camera reads it.
 */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, path } = useMemo(() => {
    const { data, size } = encode(text, { ecc: 'M', border: 3 })
    const squares = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : [])))
    return { size, path: squares.join('') }
  }, [text])
  return (
    <svg
      className="qr-code"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect className="qr-code__paper" width={size} height={size} rx="1.5" />
      <path className="qr-code__ink" d={path} />
    </svg>
  )
}
