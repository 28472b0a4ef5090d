import { expect, onTestFinished, test, vi } from 'vitest'
import * as Y from 'yjs'
import { noClock } from '#shared/agenda/agenda.ts'
import { writeMove, writeNewAgenda } from '#shared/board/agenda.ts'
import { addCluster } from '#shared/board/change-cluster.ts'
import { notesRoot, placeRoot, textRoot } from '#shared/board/document.ts'
import { addNote, notesOf, placeNote, removeNotes, setTint } from '#shared/board/note.ts'
import { writeTables, writeTablesNow } from '#shared/board/tables.ts'
import { atTables } from '#tests/support/agendas.ts'
import { content, forgeUpdate } from '#tests/support/forge-update.ts'
import { contentOf } from '#tests/support/simulated-people.ts'
import { attackerClient, unusedClient, fay, newGuardedBoard, codeOf } from '#tests/support/guarded-board.ts'

test('letters that each split a text pass between their neighbours only', () => {
  const { check, doc, updateOf, next } = newGuardedBoard()
  Y.applyUpdate(
    doc,
    updateOf(
      (copy) =>
        void addNote(copy, { id: 'long', x: 0, y: 0, author: 'pia', created: 1, text: 'x'.repeat(5_000) }),
    ),
  )
  const text = textRoot(doc)._map.get('long')?.id.clock ?? 0
  const after = next + 5_003
  const split = (letters: number, isBetween: boolean): Uint8Array =>
    forgeUpdate([
      {
        client: attackerClient,
        clock: after,
        structs: Array.from({ length: letters }, (_, index) => {
          const origin = text + 1 + ((index * 7) % 4_990)
          return {
            ...content.string('y'),
            origin: [attackerClient, origin] as const,
            ...(isBetween && { right: [attackerClient, origin + 1] as const }),
          }
        }),
      },
    ])
  const updates = [split(500, true), split(3_000, true), split(1, false)]
  expect(updates.map((update) => codeOf(check(update)))).toEqual(['ok', 'too_large', 'malformed'])
  const holes = forgeUpdate(
    [],
    [[attackerClient, Array.from({ length: 2_400 }, (_, index) => [text + 1 + index * 2, 1] as const)]],
  )
  expect(codeOf(check(holes))).toBe('ok')
})

test('thousands of letters, last ones first, between the clocks of one long struct that was deleted as it was written', () => {
  const { check, doc, next, text } = newGuardedBoard()
  const long = forgeUpdate([
    {
      client: attackerClient,
      clock: next,
      structs: [{ ...content.deleted(1_000_000), parent: text('mine') }],
    },
  ])
  const letters = (count: number): Uint8Array =>
    forgeUpdate([
      {
        client: attackerClient,
        clock: next + 1_000_000,
        structs: Array.from({ length: count }, (_, index) => ({
          ...content.string('y'),
          origin: [attackerClient, next + 999_000 - 2 * index] as const,
          right: [attackerClient, next + 999_001 - 2 * index] as const,
        })),
      },
    ])
  Y.applyUpdate(doc, long)
  expect([letters(100), letters(10_000)].map((update) => codeOf(check(update)))).toEqual(['ok', 'too_large'])
})

test('20,000 values of one key by two people in turns keep nobody from moving, marking and deleting the note', () => {
  const { doc, owners, check, updateOf } = newGuardedBoard()
  const [one, other] = [300, 301].map((client) => {
    const copy = new Y.Doc()
    copy.clientID = client
    owners.set(client, 'pia')
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
    return copy
  })
  if (!one || !other) throw new Error('there are two')
  const pass = (from: Y.Doc, to: Y.Doc): void =>
    void from.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === pass) return
      Y.applyUpdate(to, update, pass)
      Y.applyUpdate(doc, update)
    })
  pass(one, other)
  pass(other, one)
  for (let turn = 0; turn < 20_000; turn += 1) {
    const writer = turn % 2 === 0 ? one : other
    notesRoot(writer).set('theirs', notesRoot(writer).get('theirs'))
  }
  const honest = [
    (copy: Y.Doc) => placeNote(copy, 'theirs', { x: 5 }),
    (copy: Y.Doc) => setTint(copy, ['theirs'], 'rose'),
    (copy: Y.Doc) => removeNotes(copy, ['theirs']),
  ]
  for (const change of honest) expect(codeOf(check(updateOf(change, unusedClient), fay))).toBe('ok')
})

test('a refusal changes nothing and mentions nothing that was written', () => {
  const { check, updateOf, doc } = newGuardedBoard()
  const before = contentOf(doc)
  const verdict = check(
    updateOf((copy) =>
      removeNotes(
        copy,
        notesOf(copy).map(({ id }) => id),
      ),
    ),
  )
  expect(verdict).toEqual({
    ok: false,
    code: 'not_your_note',
    message: expect.stringMatching(/^[A-Z].*\.$/),
  })
  expect(contentOf(doc)).toEqual(before)
})

test('at tables an update of many groups reads each place of the board once', () => {
  const { check, doc, updateOf } = newGuardedBoard()
  const now = {
    state: 'running',
    step: 'work/write',
    allows: ['cluster.add', 'cluster.change', 'note.place', 'note.gather'],
    opened: [],
    since: 1,
    move: 1,
    command: 'c',
  } as const
  writeNewAgenda(doc, atTables, {})
  writeMove(
    doc,
    { now, clock: noClock, before: null },
    { kind: 'start', by: 'fay', at: 1, from: null, to: now.step, move: 1 },
  )
  writeTables(doc, 'work', [['pia'], ['vic']])
  writeTablesNow(doc, { step: now.step, move: 1 })
  const ids = Array.from({ length: 100 }, (_, index) => `note-${index}`)
  const place = { x: 0, y: 0, author: null, created: 1, area: 'work/write/all/1' }
  for (const id of ids) addNote(doc, { id, ...place })
  const update = updateOf((copy) => {
    for (const id of ids) addCluster(copy, [id])
  })
  const reads = vi.spyOn(placeRoot(doc), 'get')
  onTestFinished(() => reads.mockRestore())
  expect(codeOf(check(update))).toBe('ok')
  expect(reads.mock.calls.length).toBeLessThan(2 * placeRoot(doc).size)
})
