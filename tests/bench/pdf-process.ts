import * as Y from 'yjs'
import { renderExport } from '#server/report/render.ts'
import { peakMemory } from '../support/peak-memory.ts'
import { seededDocument } from './relay/seed.ts'

/** One export in a process of its own, as the server makes it; prints what it took as JSON. */
const notes = Number(process.argv[2])
const update = Y.encodeStateAsUpdate(seededDocument(notes))
const before = process.cpuUsage()
const started = performance.now()
const bytes = await renderExport({
  kind: 'export',
  update,
  format: 'pdf',
  paper: 'one',
  language: 'en',
  participants: 30,
  now: 1_700_000_000_000,
})
const { user, system } = process.cpuUsage(before)
console.log(
  JSON.stringify({
    cpuSeconds: (user + system) / 1e6,
    seconds: (performance.now() - started) / 1_000,
    peakMb: peakMemory() / 1e6,
    fileMb: bytes.length / 1e6,
  }),
)
process.exit(0)
