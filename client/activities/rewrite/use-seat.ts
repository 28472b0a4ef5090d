import { useStore } from '@nanostores/react'
import { Operation } from '#shared/workshop/policy.ts'
import { Role } from '#shared/workshop/role.ts'
import type { StatementFacts } from '../../model/contract/statements.ts'
import { useBoard, useMay } from '../../panels/host/board-context.tsx'

/** Whether this person writes a statement now, and the tables whose turn it is. Null: everybody writes all. */
export function useSeat(statement: StatementFacts): {
  readonly mayWrite: boolean
  readonly tables: readonly number[] | null
  /** It is the turn of this person's table. */
  readonly isOwn: boolean
} {
  const { model } = useBoard()
  const isAtTables = useStore(model.tables) !== null
  const mayWrite = useMayWrite()(statement)
  const { tables = [] } = statement
  const own = isAtTables ? model.ownTable() : null
  return { mayWrite, tables: isAtTables ? tables : null, isOwn: own !== null && tables.includes(own) }
}

/** Tells whether this person writes a statement now. */
export function useMayWrite(): (statement: StatementFacts) => boolean {
  const { model } = useBoard()
  const mayWrite = useMay(Operation.writeStatement)
  const isAtTables = useStore(model.tables) !== null
  const agenda = useStore(model.agenda)
  const own = model.ownTable()
  const isFree =
    !isAtTables ||
    model.role === Role.facilitator ||
    agenda?.now.opened.includes(Operation.writeStatement) === true
  return ({ tables = [] }) => mayWrite && (isFree || (own !== null && tables.includes(own)))
}
