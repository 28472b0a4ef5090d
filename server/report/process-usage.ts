import { readFile } from 'node:fs/promises'

export interface ProcessUsage {
  /** CPU time of all its threads. */
  readonly cpuMs: number
  /** Memory that it holds now. */
  readonly bytes: number
}

/** Linux counts in hundredths of a second, on every machine that Node runs on. */
const msPerTick = 10

/** The use of a process so far. Undefined when it has ended, and on systems without /proc. */
export async function usageOf(pid: number): Promise<ProcessUsage | undefined> {
  try {
    const folder = `/proc/${pid}`
    const [stat, status] = await Promise.all([
      readFile(`${folder}/stat`, 'utf8'),
      readFile(`${folder}/status`, 'utf8'),
    ])
    // The second field is the program's name in parentheses. It may contain anything.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const ticks = Number(fields[11]) + Number(fields[12])
    const kilobytes = Number(/^VmRSS:\s*(\d+) kB$/m.exec(status)?.[1])
    return Number.isFinite(ticks + kilobytes)
      ? { cpuMs: ticks * msPerTick, bytes: kilobytes * 1_024 }
      : undefined
  } catch {
    return undefined
  }
}
