import type { ReactNode } from 'react'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useNumber } from '../../panels/host/use-number.ts'
import { useSceneFact } from '../../panels/host/use-scene.ts'
import { GroupNotes } from '../../panels/host/group-notes.tsx'
import { Statement } from '../../panels/ui/statement.tsx'
import { StillPrinciple } from '../../panels/host/still-principle.tsx'
import { ChangedSince } from './frozen-words.tsx'

interface BallotRowProps {
  readonly option: string
  readonly label: string
  /** This person has given it something. */
  readonly isOwn?: boolean
  /** The statement has the whole width, with the answer below. */
  readonly isLong?: boolean
  readonly children?: ReactNode
}

/** One option of a ballot: its words, and the answer to it. */
export function BallotRow({ option, label, isOwn = false, isLong = false, children }: BallotRowProps) {
  const { scene } = useBoard().model
  const isGroup = useSceneFact(scene, ({ clusters }) => clusters.has(option))
  const number = useNumber(option)
  const isPrinciple = useSceneFact(scene, ({ notes }) => notes.get(option)?.kind === 'principle')
  return (
    <div
      className="ballot__item row"
      data-own={isOwn || undefined}
      data-long={isLong || isGroup || undefined}
    >
      <div className="ballot__label">
        {number !== undefined && <p className="ballot__number tabular">{number}</p>}
        {isPrinciple ? <StillPrinciple text={label} /> : <Statement text={label} />}
        <ChangedSince option={option} />
        {isGroup && <GroupNotes group={option} />}
      </div>
      {children}
    </div>
  )
}
