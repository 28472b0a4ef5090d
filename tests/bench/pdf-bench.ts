import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { figure, median, type Table } from '../support/figures.ts'

const notes = 2_000
const runs = 3

interface Outcome {
  readonly cpuSeconds: number
  readonly seconds: number
  readonly peakMb: number
  readonly fileMb: number
}

/** A full board on one page of PDF, in a process of its own. */
export async function pdfBench(): Promise<Table> {
  const run = promisify(execFile)
  const outcomes: Outcome[] = []
  for (let index = 0; index < runs; index += 1) {
    const script = join(import.meta.dirname, 'pdf-process.ts')
    const { stdout } = await run(process.execPath, [script, String(notes)])
    outcomes.push(JSON.parse(stdout) as Outcome)
  }
  const row = (name: string, of: (outcome: Outcome) => number, goal: string) => [
    name,
    figure(median(outcomes.map(of))),
    goal,
  ]
  return {
    title: `PDF of ${notes.toLocaleString('en')} notes on one page`,
    columns: ['', 'Boussole', 'to reach'],
    rows: [
      row('CPU, s', ({ cpuSeconds }) => cpuSeconds, '≤ 2'),
      row('time, s', ({ seconds }) => seconds, ''),
      row('peak memory, MB', ({ peakMb }) => peakMb, '≤ 450'),
      row('file, MB', ({ fileMb }) => fileMb, '≤ 1.5'),
    ],
    note: `Median of ${runs} processes; none of the peers makes such a PDF.`,
  }
}
