import { mkdir, writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { agendaBench } from './agenda-bench.ts'
import { arriveBench } from './arrive-bench.ts'
import about from './benches.json' with { type: 'json' }
import { calmBench } from './calm-bench.ts'
import { canvasBench } from './canvas-bench.ts'
import { commitBench } from './commit-bench.ts'
import { latencyBench } from './latency-bench.ts'
import { markdown, missedIn, type Table } from '../support/figures.ts'
import { cowriteBench } from './cowrite-bench.ts'
import { crowdBench } from './crowd-bench.ts'
import { guardBench } from './guard-bench.ts'
import { hostileBench } from './hostile-bench.ts'
import { joinBench, openBench } from './join-bench.ts'
import { killBench } from './kill-bench.ts'
import { memoryBench } from './memory-bench.ts'
import { nodesBench } from './nodes-bench.ts'
import { pdfBench } from './pdf-bench.ts'
import { presenceBench } from './presence-bench.ts'
import { relayBench } from './relay-bench.ts'
import { replayBench } from './replay-bench.ts'
import { writeReport } from './report.ts'
import { revealBench } from './reveal-bench.ts'
import { roomsBench } from './rooms-bench.ts'
import { sizeBench } from './size-bench.ts'
import { sortingBench } from './sorting-bench.ts'
import { wordsBench } from './words-bench.ts'

const benches: Readonly<Record<keyof typeof about, () => Promise<Table | readonly Table[]>>> = {
  relay: () => relayBench(),
  rooms: roomsBench,
  latency: latencyBench,
  guard: guardBench,
  commit: commitBench,
  hostile: hostileBench,
  kill: killBench,
  nodes: nodesBench,
  join: joinBench,
  crowd: crowdBench,
  presence: presenceBench,
  memory: memoryBench,
  reveal: revealBench,
  agenda: agendaBench,
  replay: replayBench,
  open: openBench,
  canvas: canvasBench,
  calm: calmBench,
  pdf: pdfBench,
  arrive: arriveBench,
  size: sizeBench,
  sorting: sortingBench,
  cowrite: cowriteBench,
  words: wordsBench,
}

const isReport = process.argv[2] === 'report'
const asked = process.argv.slice(isReport ? 3 : 2)
const folder = join(import.meta.dirname, 'results')
await mkdir(folder, { recursive: true })
const { model } = cpus()[0] ?? { model: 'unknown processor' }
console.log(`Node ${process.version}, ${cpus().length} × ${model}\n`)
let isMissed = false
for (const name of Object.keys(benches) as (keyof typeof benches)[]) {
  if (asked.length > 0 && !asked.includes(name)) continue
  const startedAt = performance.now()
  const text = await measured(name)
  console.log(text)
  await writeFile(join(folder, `${name}.md`), `${new Date().toISOString()}\n\n${text}`)
  // After each bench, so that one that hangs takes nothing with it.
  if (isReport) await writeReport([{ name, text, seconds: (performance.now() - startedAt) / 1_000 }])
}
process.exit(isMissed ? 1 : 0)

/** The tables of a bench. One that fails does not end the others. */
async function measured(name: keyof typeof benches): Promise<string> {
  try {
    const tables = [await benches[name]()].flat()
    isMissed ||= tables.some((table) => missedIn(table).length > 0)
    return tables.map(markdown).join('\n')
  } catch (error) {
    isMissed = true
    console.error(error)
    const [reason] = String(error).split('\n')
    return `| it did not end: ${reason?.replaceAll('|', '/')} | **missed** |\n|---|--:|\n`
  }
}
