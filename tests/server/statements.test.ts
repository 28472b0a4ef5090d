import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { Step } from '#shared/agenda/template.ts'
import { commentsOf, commentSpan } from '#shared/board/comments.ts'
import {
  commentsRoot,
  graftsRoot,
  statementsRoot,
  versionsRoot,
  wordingsRoot,
} from '#shared/board/document.ts'
import { wordingLimit } from '#shared/board/limits.ts'
import { readStatement, statementsOf, wordingOf } from '#shared/board/statements.ts'
import { readSpotlight } from '#shared/board/spotlight.ts'
import { placeIn, positionAt } from '#shared/board/text-place.ts'
import { readTables } from '#shared/board/tables.ts'
import { versionsOf } from '#shared/board/versions.ts'
import { Role } from '#shared/workshop/role.ts'
import { tableOf } from '#shared/workshop/tables.ts'
import { addCluster } from '#shared/board/change-cluster.ts'
import { moveTo, rewriting, takeAgenda } from '#tests/support/agendas.ts'
import { outcomeOfChange } from '#tests/support/hostile-change.ts'
import { newDataDir, spawnServer, startServer, type ServerClient } from '#tests/support/server.ts'
import { joinBoard, outcomeOf, type Voter } from '#tests/support/socket-voters.ts'
import { writeSentences } from '#tests/support/written-sentences.ts'

const texts = ['We give time back.', 'We mend things.\nFor good.', 'Elle rend le temps : « vite ».']

/** A board whose notes become statements, led to the step that rewrites them. */
async function rewritingBoard(server: ServerClient) {
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  await takeAgenda(fay, rewriting)
  await writeSentences(fay, texts)
  await moveTo(fay, 'challenge/rewrite')
  await fay.client.until(() => versionsOf(fay.client.doc).length === 3)
  return { board, fay }
}

test('a group that nobody named becomes a statement by the words of its oldest note', async () => {
  const server = await startServer()
  const fay = await joinBoard(server, await server.createBoard(), { role: Role.facilitator })
  const [first, second, ...rest] = rewriting.phases
  const [write] = first?.steps ?? []
  const [rewrite] = second?.steps ?? []
  if (!first || !second || !write || !rewrite) throw new Error('the example has two phases')
  const group = { ...rewrite, id: 'group', activity: 'group' } as Step
  const groups = [{ from: 'write/group', take: 'clusters', show: 'pour' }] as const
  await takeAgenda(fay, {
    ...rewriting,
    phases: [
      {
        ...first,
        steps: [write, { ...group, input: [{ from: 'write/write', take: 'notes', show: 'pour' }] }],
      },
      { ...second, steps: [{ ...rewrite, input: groups }] },
      ...rest.slice(1),
    ],
  })
  await writeSentences(fay, texts)
  await moveTo(fay, 'write/group')
  addCluster(fay.client.doc, ['n1', 'n0'])
  addCluster(fay.client.doc, ['n2'], { title: 'Time' })
  await fay.client.allSaved()
  await moveTo(fay, 'challenge/rewrite')
  await fay.client.until(() => statementsOf(fay.client.doc).length > 0)
  const told = statementsOf(fay.client.doc).map(({ text, from }) => `${text} ${from.toSorted().join()}`)
  expect(told.toSorted()).toEqual(['Time n2', 'We give time back. n0,n1'])
})

/** A sentence is ended before. */
const endingMs = 20_000

const keep = async ({ client }: Voter, statement: string, key?: string) =>
  client.command({ kind: 'version.keep', statement }, key)

const wordsIn = ({ client }: Voter, id: string) => readStatement(client.doc, id)?.text ?? ''
const versionsIn = ({ client }: Voter, id: string) =>
  versionsOf(client.doc, id).map(({ number, text }) => `${number}: ${text}`)

/** Writes before the words of a statement, and waits until they are on disk. */
async function writeBefore({ client }: Voter, id: string, words: string): Promise<void> {
  client.doc.transact(() => wordingOf(client.doc, id)?.insert(0, words))
  await client.allSaved()
}

test('a step makes statements of all that it takes, and keeps them word for word', async () => {
  const server = await startServer()
  const { fay } = await rewritingBoard(server)
  const statements = statementsOf(fay.client.doc)
  expect(statements.map(({ number, from, text, step }) => [number, from, text, step])).toEqual([
    [1, ['n0'], 'We give time back.', 'challenge/rewrite'],
    [2, ['n1'], 'We mend things. For good.', 'challenge/rewrite'],
    [3, ['n2'], 'Elle rend le temps : « vite ».', 'challenge/rewrite'],
  ])
  expect(versionsOf(fay.client.doc).map(({ number, parents, step }) => [number, parents, step])).toEqual(
    Array.from({ length: 3 }, () => [1, [], 'challenge/rewrite']),
  )
  // The room sees one alone until the step is over.
  const shown = statements[0]?.id ?? ''
  expect(outcomeOf(await fay.client.command({ kind: 'room.show', id: shown }))).toBe('ok')
  await fay.client.until(() => readSpotlight(fay.client.doc) === shown)
  // Back at the step there are the same ones.
  const [one] = statements
  await writeBefore(fay, one?.id ?? '', 'Now ')
  await moveTo(fay, 'challenge/talk')
  await fay.client.until(() => versionsOf(fay.client.doc).length === 4)
  expect(versionsIn(fay, one?.id ?? '')).toEqual(['1: We give time back.', '2: Now We give time back.'])
  expect(readSpotlight(fay.client.doc)).toBeNull()
  await moveTo(fay, 'challenge/rewrite')
  await moveTo(fay, 'challenge/talk')
  expect(statementsOf(fay.client.doc).map(({ id }) => id)).toEqual(statements.map(({ id }) => id))
  expect(versionsOf(fay.client.doc)).toHaveLength(4)
})

test('a version keeps the words that its keeper has sent, once, and nothing that was kept before', async () => {
  const server = await startServer()
  const { board, fay } = await rewritingBoard(server)
  const ada = await joinBoard(server, board)
  const eve = await joinBoard(server, board, { role: Role.viewer })
  const [one = '', two = ''] = statementsOf(ada.client.doc).map(({ id }) => id)
  expect(outcomeOf(await keep(ada, one))).toBe('nothing_to_keep')
  ada.client.doc.transact(() => wordingOf(ada.client.doc, one)?.insert(0, 'Today '))
  const first = await keep(ada, one, 'key-of-the-version')
  const again = await keep(ada, one, 'key-of-the-version')
  expect([outcomeOf(first), outcomeOf(again)]).toEqual(['ok', 'ok'])
  expect(again).toEqual(first)
  await fay.client.until(() => versionsOf(fay.client.doc, one).length === 2)
  const [before, kept] = versionsOf(fay.client.doc, one)
  expect(kept).toMatchObject({ number: 2, text: 'Today We give time back.', parents: [before?.id] })
  expect(kept?.hash).toBe(await digestOf('Today We give time back.'))
  expect(outcomeOf(await keep(ada, one))).toBe('nothing_to_keep')
  expect(outcomeOf(await keep(ada, 'nothing'))).toBe('unknown_item')
  expect(outcomeOf(await keep(eve, one))).toBe('forbidden')
  ada.client.doc.transact(() => wordingOf(ada.client.doc, two)?.delete(0, 25))
  expect(outcomeOf(await keep(ada, two))).toBe('nothing_to_keep')
  await moveTo(fay, 'challenge/talk')
  expect(outcomeOf(await keep(ada, one))).toBe('step_closed')
})

test('no client changes a version, removes a wording, or writes outside a rewriting step', async () => {
  const server = await startServer()
  const { board, fay } = await rewritingBoard(server)
  const ada = await joinBoard(server, board)
  const [one = ''] = statementsOf(ada.client.doc).map(({ id }) => id)
  const [version = ''] = versionsRoot(ada.client.doc).keys()
  await writeBefore(ada, one, 'So ')
  await fay.client.until(() => wordsIn(fay, one).startsWith('So '))
  await writeBefore(fay, one, 'And ')
  const changes: readonly ((doc: Y.Doc) => void)[] = [
    (doc) => versionsRoot(doc).set(version, { ...(versionsRoot(doc).get(version) as object), text: 'x' }),
    (doc) => versionsRoot(doc).delete(version),
    (doc) => versionsRoot(doc).set('mine', { statement: one, number: 9, text: 'x', at: 1, hash: 'x' }),
    (doc) => wordingsRoot(doc).delete(one),
    (doc) => wordingsRoot(doc).set(one, new Y.Text('mine')),
    (doc) => statementsRoot(doc).delete(one),
  ]
  for (const by of [ada, fay])
    for (const change of changes) expect(await outcomeOfChange(by, change)).toBe('unknown_place')
  await moveTo(fay, 'challenge/talk')
  expect(await outcomeOfChange(ada, (doc) => wordingOf(doc, one)?.insert(0, 'Late '))).toBe('step_closed')
  expect(wordsIn(fay, one)).toBe('And So We give time back.')
})

test('a version outlives a server that is killed right after its answer', async () => {
  const dataDir = await newDataDir()
  const server = await spawnServer({ dataDir })
  const { board, fay } = await rewritingBoard(server)
  const [one = ''] = statementsOf(fay.client.doc).map(({ id }) => id)
  fay.client.doc.transact(() => wordingOf(fay.client.doc, one)?.insert(0, 'Kept: '))
  expect(outcomeOf(await keep(fay, one, 'key-before-the-kill'))).toBe('ok')
  await server.end('SIGKILL')
  const again = await spawnServer({ dataDir })
  const back = await joinBoard(again, board, { session: fay.session })
  expect(versionsIn(back, one)).toEqual(['1: We give time back.', '2: Kept: We give time back.'])
  expect(outcomeOf(await keep(back, one, 'key-before-the-kill'))).toBe('ok')
  expect(versionsOf(back.client.doc, one)).toHaveLength(2)
})

test('tables rewrite one statement each, then swap; nobody writes at another table but to end a sentence', async () => {
  let late = 0
  const server = await startServer({ now: () => Date.now() + late })
  const { board, fay } = await rewritingBoard(server)
  const people = await Promise.all(Array.from({ length: 6 }, () => joinBoard(server, board)))
  const seats = () => statementsOf(fay.client.doc).map(({ tables }) => tables)
  await moveTo(fay, 'swap/one')
  await fay.client.until(() => seats()[0]?.length === 1)
  expect(seats()).toEqual([[1], [2], []])
  const tables = readTables(fay.client.doc, 'swap')
  const ada = people.find(({ session }) => tableOf(tables, session.participant.id) === 1)
  if (!ada) throw new Error('somebody sits at table 1')
  const [one = '', two = '', three = ''] = statementsOf(fay.client.doc).map(({ id }) => id)
  await writeBefore(ada, one, 'Here ')
  const write = (id: string) => outcomeOfChange(ada, (doc) => wordingOf(doc, id)?.insert(0, 'There '))
  // Everybody wrote all of them until now.
  expect(await write(two)).toBe('ok')
  late += endingMs
  expect([await write(two), await write(three)]).toEqual(['other_table', 'other_table'])
  await writeBefore(fay, two, 'There ')
  expect(outcomeOf(await keep(ada, two))).toBe('other_table')
  expect(outcomeOf(await keep(ada, one))).toBe('ok')
  await moveTo(fay, 'swap/two')
  await fay.client.until(() => seats()[1]?.[0] === 1)
  expect(seats()).toEqual([[], [1], [2]])
  expect(await write(one)).toBe('ok')
  late += endingMs
  expect(await write(one)).toBe('other_table')
  expect(await write(two)).toBe('ok')
  const graft = async (into: string) =>
    outcomeOf(
      await ada.client.command({ kind: 'statement.graft', from: three, text: 'vite', into, at: null }),
    )
  expect([await graft(one), await graft(two)]).toEqual(['other_table', 'ok'])
})

test('a comment is on words that the server reads itself, unsigned, and whoever is here settles it', async () => {
  const server = await startServer()
  const { board, fay } = await rewritingBoard(server)
  const ada = await joinBoard(server, board)
  const eve = await joinBoard(server, board, { role: Role.viewer })
  const [one = '', two = ''] = statementsOf(ada.client.doc).map(({ id }) => id)
  const placeOf = (id: string, start: number, end: number) => {
    const wording = wordingOf(ada.client.doc, id)
    if (!wording) throw new Error('the statement is there')
    return placeIn(wording, { start, end })
  }
  const comment = async ({ client }: Voter, part: object = {}, key?: string) =>
    client.command(
      { kind: 'comment.add', statement: one, ...placeOf(one, 3, 12), text: 'To whom?', ...part },
      key,
    )
  expect(outcomeOf(await comment(ada, {}, 'key-of-the-comment'))).toBe('ok')
  expect(outcomeOf(await comment(ada, {}, 'key-of-the-comment'))).toBe('ok')
  await fay.client.until(() => commentsOf(fay.client.doc).length === 1)
  const [only] = commentsOf(fay.client.doc)
  expect(only).toMatchObject({ statement: one, quote: 'give time', text: 'To whom?', isDone: false })
  const sent = Buffer.from(Y.encodeStateAsUpdate(fay.client.doc)).toString('latin1')
  expect(sent.includes(ada.session.participant.id)).toBe(false)
  await writeBefore(ada, one, 'Today ')
  const span = only && commentSpan(fay.client.doc, only)
  await fay.client.until(() => wordsIn(fay, one).startsWith('Today'))
  expect(span && commentSpan(fay.client.doc, only)).toEqual({ start: 9, end: 18 })
  // Positions of another statement, of nothing, in the wrong order; a viewer; one place for two words.
  const { start, end } = placeOf(one, 3, 12)
  for (const part of [
    placeOf(two, 0, 4),
    { start: end, end: start },
    { start: 'AA', end: 'AA' },
    { statement: 'x' },
  ])
    expect(outcomeOf(await comment(ada, part))).toBe('unknown_item')
  expect(outcomeOf(await comment(ada, { start: '!' }))).toBe('unknown_command')
  expect(outcomeOf(await comment(eve))).toBe('forbidden')
  const settle = async ({ client }: Voter, id: string) =>
    client.command({ kind: 'comment.settle', comment: id, isDone: true })
  expect(outcomeOf(await settle(eve, only?.id ?? ''))).toBe('forbidden')
  expect(outcomeOf(await settle(ada, 'nothing'))).toBe('unknown_item')
  expect(outcomeOf(await settle(fay, only?.id ?? ''))).toBe('ok')
  await ada.client.until(() => commentsOf(ada.client.doc)[0]?.isDone === true)
  expect(await outcomeOfChange(ada, (doc) => commentsRoot(doc).delete(only?.id ?? ''))).toBe('unknown_place')
  await moveTo(fay, 'challenge/talk')
  expect(outcomeOf(await comment(ada))).toBe('step_closed')
})

test('all words are taken of many people who write in one sentence at once, and none is refused', async () => {
  const server = await startServer()
  const { board, fay } = await rewritingBoard(server)
  const [one = ''] = statementsOf(fay.client.doc).map(({ id }) => id)
  const people = await Promise.all(Array.from({ length: 40 }, async () => joinBoard(server, board)))
  // Nobody has heard of the others yet: each sees a sentence with room.
  for (const { client } of people)
    client.doc.transact(() => wordingOf(client.doc, one)?.insert(0, 'x'.repeat(99) + ' '))
  await Promise.all(people.map(async ({ client }) => client.allSaved()))
  expect(people.flatMap(({ client }) => client.refusals)).toEqual([])
  await fay.client.until(() => wordsIn(fay, one).length === 4_000 + 'We give time back.'.length)
  expect(outcomeOf(await keep(fay, one))).toBe('ok')
})

test('a graft puts in words that stand elsewhere, once, and the next version says where they came from', async () => {
  const server = await startServer()
  const { board, fay } = await rewritingBoard(server)
  const ada = await joinBoard(server, board)
  const [one = '', two = '', three = ''] = statementsOf(ada.client.doc).map(({ id }) => id)
  const [before] = versionsOf(ada.client.doc, two)
  const graft = async (part: object = {}, key?: string) =>
    outcomeOf(
      await ada.client.command(
        { kind: 'statement.graft', from: two, text: 'mend things', into: one, at: null, ...part },
        key,
      ),
    )
  expect(await graft({}, 'key-of-the-graft')).toBe('ok')
  expect(await graft({}, 'key-of-the-graft')).toBe('ok')
  await ada.client.until(() => wordsIn(ada, one) === 'We give time back. mend things')
  const wording = wordingOf(ada.client.doc, one)
  const at = wording ? positionAt(wording, 3) : null
  expect(await graft({ from: before?.id, text: 'For good', at })).toBe('ok')
  await ada.client.until(() => wordsIn(ada, one) === 'We For good give time back. mend things')
  expect(await graft({ text: 'words that stand nowhere' })).toBe('unknown_item')
  expect(await graft({ from: 'nothing' })).toBe('unknown_item')
  expect(await graft({ into: two })).toBe('unknown_item')
  await writeBefore(ada, three, 'x'.repeat(wordingLimit - wordsIn(ada, three).length))
  expect(await graft({ into: three })).toBe('too_large')
  // One is bent, the other one is written away.
  ada.client.doc.transact(() => wordingOf(ada.client.doc, one)?.delete(27, 12))
  expect(outcomeOf(await keep(ada, one))).toBe('ok')
  const kept = versionsOf(ada.client.doc, one).at(-1)
  expect(kept).toMatchObject({
    text: 'We For good give time back.',
    grafts: [{ start: 3, end: 11, from: before?.id, text: 'For good' }],
  })
  expect(await outcomeOfChange(ada, (doc) => graftsRoot(doc).clear())).toBe('unknown_place')
  await moveTo(fay, 'challenge/talk')
  expect(await graft()).toBe('step_closed')
})

async function digestOf(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Buffer.from(bytes).toString('hex')
}
