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
