import type { ReactNode } from 'react'
import { Statement } from '../../panels/ui/statement.tsx'

interface BallotRowProps {
  readonly label: string
  /** This person has given it something. */
  readonly isOwn?: boolean
  /** The statement has the whole width, with the answer below. */
  readonly isLong?: boolean
  readonly children?: ReactNode
}

/** One option of a ballot: its words, and the answer to it. */
export function BallotRow({ label, isOwn = false, isLong = false, children }: BallotRowProps) {
  return (
    <div className="ballot__item" data-own={isOwn || undefined} data-long={isLong || undefined}>
      <span className="ballot__label">
        <Statement text={label} />
      </span>
      {children}
    </div>
  )
}
