import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { renderFlags } from '#server/report/render-child.ts'
import { figure, median, type Table } from '../support/figures.ts'
import { setting } from '../support/bench-setting.ts'

const notes = 2_000
const runs = setting(3, 1)
/** The most that the server gives it. */
const heapMb = 1_024

interface Outcome {
  readonly cpuSeconds: number
  readonly seconds: number
  readonly peakMb: number
  readonly fileMb: number
}

/** Boards of `pdf-process.ts`, with the CPU and the memory to reach. */
const cases = [
  { name: 'PDF', board: 'plain', format: 'pdf', cpu: 2, memory: 450 },
  { name: 'PDF, a tenth in other scripts', board: 'scripts', format: 'pdf', cpu: 2, memory: 450 },
  { name: 'PNG, a tenth in other scripts', board: 'scripts', format: 'png', cpu: 2, memory: 400 },
  { name: 'report, a tenth in other scripts', board: 'scripts', format: 'report', cpu: 2, memory: 450 },
  { name: 'PDF, six notes of 4,000 × ﷽ more', board: 'hostile', format: 'pdf', cpu: 10, memory: 450 },
  { name: 'report, a vote about all notes', board: 'scored', format: 'report', cpu: 10, memory: 1_000 },
  { name: 'report, six notes of 4,000 × ﷽ more', board: 'hostile', format: 'report', cpu: 10, memory: 450 },
] as const

/** Files of full boards on one page, each in a process of its own. */
export async function pdfBench(): Promise<Table> {
  const rows: (readonly string[])[] = []
  for (const { name, board, format, cpu, memory } of cases) {
    const outcomes: Outcome[] = []
    for (let index = 0; index < runs; index += 1) outcomes.push(await outcomeOf(board, format))
    const middle = (of: (outcome: Outcome) => number) => figure(median(outcomes.map(of)))
    rows.push([
      name,
      middle(({ cpuSeconds }) => cpuSeconds),
      `≤ ${cpu}`,
      middle(({ seconds }) => seconds),
      middle(({ peakMb }) => peakMb),
      `≤ ${memory}`,
      middle(({ fileMb }) => fileMb),
    ])
  }
  return {
    title: `Files of ${notes.toLocaleString('en')} notes on one page`,
    columns: ['', 'CPU, s', 'to reach', 'time, s', 'peak memory, MB', 'to reach', 'file, MB'],
    rows,
    note: `Median of ${runs} processes; none of the peers makes such a PDF.`,
  }
}

async function outcomeOf(board: string, format: string): Promise<Outcome> {
  const script = join(import.meta.dirname, 'pdf-process.ts')
  const args = [...renderFlags(heapMb), script, String(notes), board, format]
  const { stdout } = await promisify(execFile)(process.execPath, args)
  return JSON.parse(stdout) as Outcome
}
