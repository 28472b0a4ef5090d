import { expect, test } from 'vitest'
import { readMeta } from '#shared/board/document.ts'
import { addCluster, writeClusterTitle } from '#shared/board/change-cluster.ts'
import { readCluster } from '#shared/board/cluster.ts'
import { addNote } from '#shared/board/note.ts'
import { roundsOf } from '#shared/board/round.ts'
import { Role } from '#shared/workshop/role.ts'
import { startRelay } from '#tests/support/relay-server.ts'
import { startServer } from '#tests/support/server.ts'
import { joinBoard } from '#tests/support/socket-voters.ts'

const tricky = ' Ada\u202Elive\n\u2066x\u0000  y\uD800 '
const clean = 'Adalive x y\uFFFD'

test('a name or a title is one line without invisible tricks, also when it comes by command', async () => {
  const { newBoard, store } = await startRelay({ isGoverned: true })
  const board = await newBoard()
  const lead = await board.join({ role: Role.facilitator })
  const other = await board.join()
  await lead.until(() => lead.hello() !== undefined)

  await lead.command({ kind: 'board.rename', title: tricky })
  await other.until(() => readMeta(other.doc).title === clean)
  expect((await store.findBoard(board.id))?.title).toBe(clean)

  await lead.command({ kind: 'participant.change', name: tricky, colour: 1 })
  lead.showState(7, 1, '{}')
  await other.until(() => other.states.has(7))
  expect(other.states.get(7)).toMatchObject({ name: clean })

  const note = addNote(lead.doc, { x: 0, y: 0, author: null, created: 1, text: 'an option' })
  await lead.allSaved()
  await lead.command({
    kind: 'round.open',
    previous: null,
    target: 'notes',
    options: [note],
    title: tricky,
    budget: 1,
    cap: 1,
    isSecret: false,
    minutes: null,
  })
  await other.until(() => roundsOf(other.doc).length === 1)
  expect(roundsOf(other.doc).map(({ title }) => title)).toEqual([clean])
})

test('many people who name one group at once lose no word, though each sees a group without a name', async () => {
  const { newBoard } = await startRelay({ isGoverned: true })
  const board = await newBoard()
  const people = await Promise.all(Array.from({ length: 12 }, async () => board.join()))
  const [first] = people
  if (!first) throw new Error('somebody has joined')
  const note = addNote(first.doc, { x: 0, y: 0, author: null, created: 1, text: 'a note' })
  const group = addCluster(first.doc, [note])
  await first.allSaved()
  await Promise.all(people.map(async ({ doc, until }) => until(() => readCluster(doc, group) !== undefined)))
  for (const { doc } of people) writeClusterTitle(doc, group, 'x'.repeat(100))
  await Promise.all(people.map(async (person) => person.allSaved()))
  expect(people.flatMap(({ refusals }) => refusals)).toEqual([])
  await first.until(() => readCluster(first.doc, group)?.title.length === 1_200)
})

test('the board’s row and its document have the same title, also after a crash between the two writes', async () => {
  const server = await startServer()
  const board = await server.createBoard({ title: 'Before', language: 'en' })
  await server.store.updateBoard(board.id, { title: 'After', language: 'fr' })
  await joinBoard(server, board)
  expect(await server.store.findBoard(board.id)).toMatchObject({ title: 'Before', language: 'en' })
})
