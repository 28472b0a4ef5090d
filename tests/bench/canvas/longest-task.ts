import type { BenchPage } from './bench-page.ts'
import { rest } from './bench-page.ts'

interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  /** Microseconds: CPU of the thread, where Chromium counts it, and wall-clock time. */
  readonly tdur?: number
  readonly dur?: number
  readonly args?: { readonly name?: string }
}

export interface LongestTask {
  /** CPU of the page's main thread in its longest task, ms. */
  readonly cpuMs: number
  /** On the clock: other programs of this machine count too. */
  readonly wallMs: number
}

/** Runs something and finds the longest task of the page until it rests. */
export async function longestTaskOf(target: BenchPage, run: () => Promise<void>): Promise<LongestTask> {
  const { page } = target
  const browser = page.context().browser()
  if (!browser) throw new Error('the page has no browser')
  await rest(target)
  await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline'] })
  await run()
  await rest(target)
  const trace = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: readonly TraceEvent[] }
  return longestIn(trace.traceEvents)
}

function longestIn(events: readonly TraceEvent[]): LongestTask {
  const thread = ({ pid, tid }: TraceEvent) => `${pid}.${tid}`
  const main = new Set(
    events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(thread),
  )
  const tasks = events.filter((event) => event.name.endsWith('RunTask') && main.has(thread(event)))
  if (tasks.length === 0) throw new Error('the trace has no task of the page')
  const most = (key: 'tdur' | 'dur') => Math.max(...tasks.map((task) => task[key] ?? 0)) / 1_000
  return { cpuMs: most('tdur'), wallMs: most('dur') }
}
