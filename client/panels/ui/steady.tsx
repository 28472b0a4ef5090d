import type { ReactNode } from 'react'
import './steady.css'

interface SteadyProps {
  /** The texts that may stand here; the longest sets the width. */
  readonly texts: readonly string[]
  readonly children: ReactNode
}

/** A text that changes without moving anything beside it. */
export function Steady({ texts, children }: SteadyProps) {
  const widest = texts.reduce((longest, text) => (text.length > longest.length ? text : longest), '')
  return (
    <span className="steady" data-widest={widest}>
      <span>{children}</span>
    </span>
  )
}
