import * as Y from 'yjs'
import { reportActivities } from '#server/activities/report-sections.ts'
import { renderExport } from '#server/report/render.ts'
import { notesRoot, textRoot } from '#shared/board/document.ts'
import { addNote } from '#shared/board/note.ts'
import type { ExportFormat } from '#shared/wire/http.ts'
import { peakMemory } from '../support/peak-memory.ts'
import { scoredBoard, scriptSamples } from '../support/sample-board.ts'
import { seededDocument } from './relay/seed.ts'

/**
 * One export in a process of its own, as the server makes it; prints what it took as JSON. Arguments: notes, board and
 * format. A tenth of the notes of the board `scripts` are in other scripts. `hostile` has notes of ligatures beside them.
 * A vote has asked about every note of `scored`, as on the day of three hundred people.
 */
const [notes, board, format] = process.argv.slice(2)
const doc = board === 'scored' ? scoredBoard(Number(notes)) : seededDocument(Number(notes))
if (board === 'scripts') writeScripts(doc)
if (board === 'hostile') addLigatures(doc)
const update = Y.encodeStateAsUpdate(doc)
const before = process.cpuUsage()
const started = performance.now()
const bytes = await renderExport(
  {
    kind: 'export',
    update,
    format: format as ExportFormat,
    paper: 'one',
    language: 'en',
    participants: 30,
    now: 1_700_000_000_000,
  },
  { activities: async () => reportActivities },
)
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

function writeScripts(into: Y.Doc): void {
  const samples = Object.values(scriptSamples)
  const ids = [...notesRoot(into).keys()].filter((_, index) => index % 10 === 9)
  for (const [index, id] of ids.entries()) {
    textRoot(into).set(id, new Y.Text(samples[index % samples.length]))
  }
}

function addLigatures(to: Y.Doc): void {
  for (let index = 0; index < 6; index += 1) {
    const text = `${'﷽'.repeat(3_999)}${index}`
    addNote(to, { x: index * 220, y: -9_000, author: null, created: 0, text })
  }
}
