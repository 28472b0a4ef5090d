import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { metaRoot, readMeta, roundsRoot } from '#shared/board/document.ts'
import { addNote, moveNotes, notesOf, removeNotes, writeNote } from '#shared/board/note.ts'
import { Role } from '#shared/workshop/role.ts'
import type { Command } from '#shared/wire/command.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import {
  addProposals,
  joinBoard,
  openRoundOrThrow,
  outcomeOf,
  placeDot,
  takePart,
  type Voter,
} from '#tests/support/socket-voters.ts'

/** A change that our interface would never make, sent as the bytes a stock or hostile client would send. */
function forge({ client }: Voter, change: (doc: Y.Doc) => void): void {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(client.doc))
  const before = Y.encodeStateVector(doc)
  change(doc)
  client.sendUpdate(Y.encodeStateAsUpdate(doc, before))
}

async function refusalOf(voter: Voter): Promise<string | undefined> {
  const known = voter.client.refusals.length
  await voter.client.until(() => voter.client.refusals.length > known)
  return voter.client.refusals.at(-1)?.code
}

async function boardAsOnDisk(server: TestServer, id: string): Promise<Y.Doc> {
  const doc = new Y.Doc()
  const stored = await server.store.load(id)
  for (const update of stored?.updates ?? []) Y.applyUpdate(doc, update)
  return doc
}

test('every command is refused to the roles that the policy does not give it to', async () => {
  const server = await startServer()
  const board = await server.createBoard({ title: 'Ours' })
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const ada = await joinBoard(server, board)
  const eve = await joinBoard(server, board, { role: Role.viewer })
  const [a = ''] = await addProposals(fay, 1)
  const opening: Command = {
    kind: 'round.open',
    title: '',
    target: 'notes',
    options: [a],
    budget: 1,
    cap: 1,
    isSecret: true,
    minutes: null,
    previous: null,
  }
  for (const voter of [ada, eve]) expect(outcomeOf(await voter.client.command(opening))).toBe('forbidden')
  await takePart(fay)
  const round = await openRoundOrThrow(fay, [a])
  const forFacilitators: readonly Command[] = [
    { kind: 'round.close', round },
    { kind: 'board.rename', title: 'Mine' },
    { kind: 'board.language', language: 'fr' },
    { kind: 'board.gather', x: 0, y: 0, width: 10, height: 10 },
    { kind: 'room.show', id: a },
  ]
  for (const voter of [ada, eve]) {
    for (const command of forFacilitators) {
      expect([command.kind, outcomeOf(await voter.client.command(command))]).toEqual([
        command.kind,
        'forbidden',
      ])
    }
  }
  for (const kind of ['dot.place', 'dot.take'] as const) {
    expect(outcomeOf(await eve.client.command({ kind, round, option: a }))).toBe('forbidden')
  }
  expect(outcomeOf(await placeDot(ada, round, a))).toBe('ok')
  expect(outcomeOf(await placeDot(fay, round, a))).toBe('ok')
  expect(readMeta(fay.client.doc)).toMatchObject({ title: 'Ours', language: 'en' })
})

test('a viewer cannot change the board by any update, whatever client it uses', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const [a = ''] = await addProposals(fay, 1)
  const eve = await joinBoard(server, board, { role: Role.viewer })
  await eve.client.until(() => notesOf(eve.client.doc).length === 1)

  const forgeries: readonly ((doc: Y.Doc) => void)[] = [
    (doc) => void addNote(doc, { x: 0, y: 0, author: eve.session.participant.id, created: 1 }),
    (doc) => moveNotes(doc, [{ id: a, x: 9, y: 9 }]),
    (doc) => writeNote(doc, a, 'mine now'),
    (doc) => removeNotes(doc, [a]),
    (doc) => void metaRoot(doc).set('title', 'mine now'),
  ]
  for (const change of forgeries) {
    forge(eve, change)
    expect(['read_only', 'unknown_place']).toContain(await refusalOf(eve))
  }
  await addProposals(fay, 1)
  expect(notesOf(await boardAsOnDisk(server, board.id)).map(({ x, text }) => [x, text])).toEqual([
    [0, 'Proposal 0'],
    [0, 'Proposal 0'],
  ])
})

test('a participant cannot write the server’s roots, sign for another person, or delete another’s note', async () => {
  const server = await startServer()
  const board = await server.createBoard({ title: 'Ours' })
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const [a = ''] = await addProposals(fay, 1)
  const round = await openRoundOrThrow(fay, [a])
  const ada = await joinBoard(server, board)
  await ada.client.until(() => roundsRoot(ada.client.doc).has(round))
  const shown = roundsRoot(ada.client.doc).get(round)

  const forgeries: readonly (readonly [string, (doc: Y.Doc) => void])[] = [
    ['unknown_place', (doc) => void metaRoot(doc).set('title', 'Mine')],
    ['unknown_place', (doc) => void roundsRoot(doc).set(round, { ...(shown as object), state: 'closed' })],
    ['unknown_place', (doc) => roundsRoot(doc).delete(round)],
    ['unknown_place', (doc) => void doc.getMap('mine').set('x', 1)],
    ['not_your_note', (doc) => removeNotes(doc, [a])],
    ['not_your_note', (doc) => doc.getMap('place').delete(a)],
    [
      'foreign_author',
      (doc) => void addNote(doc, { x: 0, y: 0, author: fay.session.participant.id, created: 1 }),
    ],
  ]
  for (const [code, change] of forgeries) {
    forge(ada, change)
    expect(await refusalOf(ada)).toBe(code)
  }
  moveNotes(ada.client.doc, [{ id: a, x: 50, y: 60 }])
  await fay.client.until(() => notesOf(fay.client.doc)[0]?.x === 50)
  const doc = await boardAsOnDisk(server, board.id)
  expect(readMeta(doc).title).toBe('Ours')
  expect(roundsRoot(doc).get(round)).toMatchObject({ state: 'open' })
  expect(notesOf(doc).map(({ id, x, y }) => ({ id, x, y }))).toEqual([{ id: a, x: 50, y: 60 }])
})
