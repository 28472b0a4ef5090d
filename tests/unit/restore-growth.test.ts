import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { contentOf, growthOf, restoreSteps } from '#server/archive/checkpoint-content.ts'
import { memoryOf } from '#server/documents/document-memory.ts'
import type { BoardFile } from '#server/board-file/board-file.ts'
import { readAgenda } from '#shared/board/agenda.ts'
import { addCluster, writeClusterTitle } from '#shared/board/change-cluster.ts'
import { placeRoot } from '#shared/board/document.ts'
import { coordinateLimit } from '#shared/board/limits.ts'
import { addNote, notesOf, placeNote, removeNotes, writeNote } from '#shared/board/note.ts'
import { roundsOf, writeRound } from '#shared/board/round.ts'
import { hideSignature, writeSignature } from '#shared/board/signatures.ts'
import { shortBrainstorm } from '#tests/support/agendas.ts'
import { liveAgenda } from '#tests/support/lived-agenda.ts'
import { fullBoard, round as voted } from '#tests/support/sample-board.ts'
import { seededRandom, testSeed } from '#tests/support/random.ts'

const plain = { x: 0, y: 0, author: null, created: 1 }
const seed = testSeed()
const noTurns = async () => {}

function keptOf(doc: Y.Doc): { file: BoardFile; beside: ReturnType<typeof contentOf>['beside'] } {
  const { file, beside } = contentOf(doc)
  return { file: JSON.parse(file) as BoardFile, beside }
}

/** The estimated and the real growth of a restore. */
async function restored(doc: Y.Doc, { file, beside }: ReturnType<typeof keptOf>) {
  const before = memoryOf(doc)
  const thought = await growthOf(doc, file, beside, noTurns)
  for (const step of restoreSteps(doc, file, beside)) step()
  return { thought, added: memoryOf(doc) - before }
}

test('a restore leaves the agenda where it is', () => {
  const doc = fullBoard()
  const kept = keptOf(doc)
  const later = [[60, { to: 'vote/vote' }]] as const
  liveAgenda(doc, { template: shortBrainstorm, answers: {}, by: 'fay' }, later)
  const before = readAgenda(doc)
  for (const step of restoreSteps(doc, kept.file, kept.beside)) step()
  expect([kept.file.agenda?.now.state, readAgenda(doc)]).toEqual(['ended', before])
})

test(`restoring adds no more than estimated, for any board (seed ${seed})`, async () => {
  const { below: some, chance } = seededRandom(seed)
  const doc = new Y.Doc()
  let kept = keptOf(doc)
  for (let round = 0; round < 40; round += 1) {
    const ids = notesOf(doc).map(({ id }) => id)
    for (let step = some(30); step > 0; step -= 1) {
      const id = ids[some(ids.length)] ?? ''
      const text = 'words '.repeat(some(200))
      const acts = [
        () => addNote(doc, { ...plain, author: chance(0.5) ? 'ada' : null, text }),
        () => writeNote(doc, id, text),
        () => placeNote(doc, id, { x: some(9_000), y: 0 }),
        () =>
          chance(0.5) ? writeSignature(doc, id, 'Ada') : hideSignature(doc, id, { name: 'Ada', words: '' }),
        () => removeNotes(doc, ids.slice(0, some(10))),
        () => {
          const number = roundsOf(doc).length + 1
          writeRound(doc, voted({ id: `r${number}`, number, options: ids.slice(0, some(20)) }))
        },
        () => writeClusterTitle(doc, addCluster(doc, [id], { title: 'A group' }), text.slice(0, 100)),
      ]
      acts[some(acts.length)]?.()
    }
    const { thought, added } = await restored(doc, kept)
    expect(added).toBeLessThanOrEqual(thought)
    if (chance(0.5)) kept = keptOf(doc)
  }
})

test('restoring an equal board grows nothing; an emptied board grows by its notes, and a smaller one frees room', async () => {
  const doc = new Y.Doc()
  const empty = keptOf(doc)
  for (let index = 0; index < 100; index += 1) addNote(doc, { ...plain, text: 'x'.repeat(5_000) })
  const full = keptOf(doc)
  expect(await restored(doc, full)).toEqual({ thought: 0, added: 0 })
  const emptied = await restored(doc, empty)
  expect(emptied.thought).toBeLessThan(-100 * 2 * 5_000)
  const again = await restored(doc, full)
  expect(again.added).toBeGreaterThan(100 * 2 * 5_000)
  expect(again.thought).toBeLessThan(1.1 * again.added)
})

test('a checkpoint of a board whose notes lay far outside restores them on the board', async () => {
  const doc = new Y.Doc()
  const id = addNote(doc, plain)
  const kept = keptOf(doc)
  const [note] = kept.file.notes
  if (!note) throw new Error('a note was expected')
  const far = { ...kept, file: { ...kept.file, notes: [{ ...note, x: 1e9, y: -1e308 }] } }
  placeNote(doc, id, { x: 5 })
  const { thought, added } = await restored(doc, far)
  expect(added).toBeLessThanOrEqual(thought)
  expect(placeRoot(doc).get(id)).toEqual([coordinateLimit, -coordinateLimit, 1, 0])
})
