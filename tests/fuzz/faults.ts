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

/** The cost of a phase to a page. */
export interface PageFigures {
  /** CPU of the longest task, ms. */
  readonly longestMs: number
  /** Live objects afterwards, MB. */
  readonly heapMb: number
}

/** A person would notice more. Memory: above an honest board of as many notes. Not measured. */
export const pageLimits = { taskMs: 100, grownMb: 20 } as const

/** An honest board of as many notes may take longer than the limit itself; nothing may take much longer than that. */
const likeHonest = 1.5

/**
 * The cost of a phase that was tried several times. Other work of the machine slows the processor down and so adds to every
 * task; nothing makes one shorter. So the least is the page's own.
 */
export function leastOf(tries: readonly PageFigures[]): PageFigures {
  return {
    longestMs: Math.min(...tries.map(({ longestMs }) => longestMs)),
    heapMb: Math.min(...tries.map(({ heapMb }) => heapMb)),
  }
}

/** The faults of a page in one phase, beside the same phase with an honest board. */
export function pageFaultsOf(
  phase: string,
  page: PageFigures,
  honest: PageFigures,
  limits: { readonly taskMs: number; readonly grownMb: number } = pageLimits,
): readonly string[] {
  const taskMs = Math.max(limits.taskMs, likeHonest * honest.longestMs)
  const faults: string[] = []
  if (!(page.longestMs <= taskMs))
    faults.push(
      `${phase}: a task took ${page.longestMs.toFixed(0)} ms of CPU, where ${taskMs.toFixed(0)} are allowed.`,
    )
  if (!(page.heapMb - honest.heapMb <= limits.grownMb))
    faults.push(
      `${phase}: ${page.heapMb.toFixed(0)} MB, where an honest board takes ${honest.heapMb.toFixed(0)} MB.`,
    )
  return faults
}
