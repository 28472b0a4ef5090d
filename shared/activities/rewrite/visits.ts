/** The last visits of rewriting steps whose words were kept, in the server's state of this activity. */
export interface Visits {
  /** When the step began. */
  readonly began?: string
  /** When it was left. */
  readonly ended?: string
}

/** The number of a move, and its moment. */
const visit = /^\d{1,9}:\d{1,16}(?:\.\d{1,9})?$/

export function visitsIn(state: unknown): Visits {
  if (typeof state !== 'object' || state === null) return {}
  const { began, ended } = state as Record<string, unknown>
  return { ...(isVisit(began) && { began }), ...(isVisit(ended) && { ended }) }
}

function isVisit(value: unknown): value is string {
  return typeof value === 'string' && visit.test(value)
}

/**
 * The tables that write each of the statements in one visit of a phase's rewriting steps, in the order of the statements.
 * `round` counts these steps from 0: table i, from 1, writes the statement at i − 1 + round. With more tables than statements some share one;
 * with fewer, some statements wait.
 */
export function tablesOfStatements(
  statements: number,
  tables: number,
  round: number,
): readonly (readonly number[])[] {
  const seats: number[][] = Array.from({ length: statements }, () => [])
  for (let table = 1; table <= tables; table += 1) seats[(table - 1 + round) % statements]?.push(table)
  return seats
}
