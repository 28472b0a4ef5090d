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
