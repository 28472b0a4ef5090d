/** The measurements of a run. */
export interface RunFigures {
  /** CPU time of the longest turn of the server's main thread, ms. */
  readonly heldMs: number
  /** Memory held with no board open, after the first board and at the end, MB. */
  readonly firstMb: number
  readonly lastMb: number
}

/** Several times the time of one frame; a person would notice more. Not measured. */
export const heldLimitMs = 100

/** Of two boards less than one, measured; the rest is for what is kept of those that were there. */
export const grownLimitMb = 8

/** The faults of a run; empty when it passes. */
export function faultsOf({ heldMs, firstMb, lastMb }: RunFigures): readonly string[] {
  const faults: string[] = []
  if (!(heldMs <= heldLimitMs))
    faults.push(`A turn of the server took ${heldMs.toFixed(0)} ms of CPU, where ${heldLimitMs} are allowed.`)
  if (!(lastMb - firstMb <= grownLimitMb))
    faults.push(
      `Memory did not come back: ${firstMb.toFixed(0)} MB became ${lastMb.toFixed(0)} MB with no board open.`,
    )
  return faults
}
