import { mkdir, writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { agendaBench } from './agenda-bench.ts'
import { arriveBench } from './arrive-bench.ts'
import about from './benches.json' with { type: 'json' }
import { calmBench } from './calm-bench.ts'
import { canvasBench } from './canvas-bench.ts'
import { commitBench } from './commit-bench.ts'
import { markdown, type Table } from '../support/figures.ts'
import { cowriteBench } from './cowrite-bench.ts'
import { crowdBench } from './crowd-bench.ts'
import { guardBench } from './guard-bench.ts'
import { hostileBench } from './hostile-bench.ts'
import { joinBench, openBench } from './join-bench.ts'
import { killBench } from './kill-bench.ts'
import { memoryBench } from './memory-bench.ts'
import { pdfBench } from './pdf-bench.ts'
import { presenceBench } from './presence-bench.ts'
import { relayBench } from './relay-bench.ts'
import { replayBench } from './replay-bench.ts'
import { revealBench } from './reveal-bench.ts'
import { sizeBench } from './size-bench.ts'
import { sortingBench } from './sorting-bench.ts'
import { wordsBench } from './words-bench.ts'

const benches: Readonly<Record<keyof typeof about, () => Promise<Table | readonly Table[]>>> = {
  relay: () => relayBench(),
  guard: guardBench,
  commit: commitBench,
  hostile: hostileBench,
  kill: killBench,
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

const asked = process.argv.slice(2)
const folder = join(import.meta.dirname, 'results')
await mkdir(folder, { recursive: true })
const { model } = cpus()[0] ?? { model: 'unknown processor' }
console.log(`Node ${process.version}, ${cpus().length} × ${model}\n`)
for (const [name, run] of Object.entries(benches)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  const tables = [await run()].flat()
  const text = tables.map(markdown).join('\n')
  console.log(text)
  await writeFile(join(folder, `${name}.md`), `${new Date().toISOString()}\n\n${text}`)
}
process.exit(0)
