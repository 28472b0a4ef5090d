import { expect, test } from 'vitest'
import { openStore } from '#server/open-store.ts'
import { sentencesIn } from '#shared/activities/test/test-state.ts'
import { askedIn, figuresIn } from '#shared/asking/asked.ts'
import { readActivity, askedName } from '#shared/board/activities.ts'
import { areasOf } from '#shared/board/area.ts'
import { notesOf } from '#shared/board/note.ts'
import { readRound, roundsOf } from '#shared/board/round.ts'
import { lastVersionOf } from '#shared/board/versions.ts'
import type { Command } from '#shared/wire/command.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { specificityOf } from '#shared/workshop/specificity.ts'
import { theirResults } from '#shared/workshop/theirs.ts'
import { bytesOfFolder } from '#tests/support/bytes-of-folder.ts'
import { exportedFile } from '#tests/support/exported-file.ts'
import { lead, moveTo } from '#tests/support/agendas.ts'
import { newDataDir, spawnServer, startServer } from '#tests/support/server.ts'
import { joinDesk, reveal, writeDrafts } from '#tests/support/socket-desks.ts'
import {
  joinBoard,
  openRound,
  outcomeOf,
  placeDot,
  setScore,
  type Voter,
} from '#tests/support/socket-voters.ts'
import { judge, openSwapOf, showSwap, swapsOf } from '#tests/support/swap-questions.ts'
import { boardWithStatements, testTemplate } from '#tests/support/tested-board.ts'

const path = 'challenge/swap'
const first = { id: 's1', versions: ['Nord mends.', 'Team Nord gives every night shift its morning back.'] }
/** Nobody has kept a version of it yet. */
const second = { id: 's2', versions: [], text: 'We answer before it breaks.' }

async function begin(fay: Voter, answers: Readonly<Record<string, string>>): Promise<void> {
  expect(await lead(fay, { kind: 'agenda.take', template: testTemplate(), answers })).toBe('ok')
  await moveTo(fay, path)
}

test('a swap of names is secret, outlives a killed server, and says how specific each sentence is', async () => {
  const dataDir = await newDataDir()
  let server = await spawnServer({ dataDir })
  const board = await boardWithStatements(server, [first, second])
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const ada = await joinBoard(server, board, { name: 'Adalbert' })
  const eve = await joinBoard(server, board, { role: Role.viewer, keepsFrames: true })
  await begin(fay, { team: 'Team Nord', others: 'Acme, Bolt, Cody' })
  await eve.client.until(() => swapsOf(eve.client.doc).length === 1)
  const [opened] = swapsOf(eve.client.doc)
  expect(askedIn(readActivity(eve.client.doc, askedName), path)?.audience).toBe('secret')
  expect(opened).toMatchObject({
    about: 's1v2',
    state: 'open',
    step: path,
    options: ['name-1', 'name-2', 'name-3'],
    labels: { 'name-1': 'Acme', 'name-2': 'Bolt', 'name-3': 'Cody' },
    texts: { 'name-2': 'Bolt gives every night shift its morning back.' },
  })
  const round = opened?.id ?? ''
  const taken = { text: 'A reason that I take back', isSigned: false }
  const secret = { text: 'Any plant with shifts says so', isSigned: false }
  const signed = { text: 'Only we have night shifts', isSigned: true }
  expect(await judge(ada, round, 'name-1', 'yes', taken)).toBe('ok')
  expect(await judge(ada, round, 'name-1', 'no', signed)).toBe('ok')
  expect(await judge(ada, round, 'name-2', 'no')).toBe('ok')
  await server.end('SIGKILL')

  server = await spawnServer({ dataDir })
  const again = await joinBoard(server, board, { session: ada.session })
  expect(again.client.hello()?.own?.[askedName]).toEqual({
    asked: round,
    answers: { 'name-1/signs': 'no', 'name-2/signs': 'no' },
    reasons: { 'name-1/signs': signed },
  })
  const gil = await joinBoard(server, board, { session: fay.session, keepsFrames: true })
  const viv = await joinBoard(server, board, { session: eve.session, keepsFrames: true })
  const others = await Promise.all(['Bo', 'Cyprian'].map((name) => joinBoard(server, board, { name })))
  const [bo, cy] = others as [Voter, Voter]
  for (const option of ['name-1', 'name-2', 'name-3']) {
    expect(await judge(bo, round, option, 'no')).toBe('ok')
    expect(await judge(cy, round, option, option === 'name-3' ? 'pass' : 'almost')).toBe('ok')
  }
  expect(await judge(bo, round, 'name-2', 'yes', secret)).toBe('ok')
  await refuses({ fay: gil, ada: again, eve: viv }, round)
  const figures = () => figuresIn(readActivity(gil.client.doc, askedName), path)
  await gil.client.until(() => figures()?.done === 3)
  const bytes = () => Buffer.concat([...gil.client.frames, ...viv.client.frames]).toString('latin1')
  const words = [taken, secret, signed].map(({ text }) => text)
  expect(words.filter((text) => bytes().includes(text))).toEqual([])

  const closed = await showSwap(gil, round)
  expect(closed).toMatchObject({ voted: 3, passes: { 'name-1': 0, 'name-2': 0 } })
  // Two answers and a pass: too few for the third name.
  expect(closed.scores).toEqual({ 'name-1': [2, 1, 0], 'name-2': [1, 1, 1] })
  expect(closed.withheld).toEqual(['name-3'])
  expect(closed.reasons?.toSorted((a, b) => (a.answer ?? 0) - (b.answer ?? 0))).toEqual([
    { option: 'name-1', text: signed.text, name: 'Adalbert', answer: 0 },
    { option: 'name-2', text: secret.text, name: null, answer: 2 },
  ])
  expect(specificityOf(swapsOf(gil.client.doc), 's1v2')).toMatchObject({
    shareOfNo: 3 / 6,
    isSpecific: false,
  })
  await viv.client.until(() => openSwapOf(viv.client.doc) === undefined)
  for (const { session } of [again, bo, cy]) expect(bytes()).not.toContain(`${session.participant.id}"`)
  const folder = await bytesOfFolder(dataDir)
  expect(folder.includes(taken.text)).toBe(false)

  // The next sentence, once: our name is not in it.
  const keys = ['the-next-sentence', 'another-press']
  const next = await Promise.all(keys.map((key) => gil.client.command({ kind: 'test.open' }, key)))
  expect(next.map(outcomeOf).filter((outcome) => outcome === 'ok').length).toBeGreaterThan(0)
  await gil.client.until(() => swapsOf(gil.client.doc).length === 2)
  const following = swapsOf(gil.client.doc)[1]
  expect(following).toMatchObject({
    about: lastVersionOf(gil.client.doc, 's2')?.id,
    texts: { 'name-1': 'We at Acme say: “We answer before it breaks.”' },
  })
  expect(await judge(bo, following?.id ?? '', 'name-1', 'no')).toBe('ok')
  await showSwap(gil, following?.id ?? '')
  expect(await lead(gil, { kind: 'test.open' })).toBe('agenda_moved')
  // A page that was cut off sends the command again: it has happened.
  const back = await joinBoard(server, board, { session: fay.session })
  expect(await lead(back, { kind: 'test.open' }, keys[0])).toBe('ok')
  expect(swapsOf(gil.client.doc)).toHaveLength(2)
  expect(swapsOf(gil.client.doc)[0]).toEqual(closed)

  const file = JSON.parse(await exportedFile(server, back, 'json')) as object
  const copy = await server.ask('POST', '/api/imports', file)
  const { client } = await joinBoard(server, copy.body as CreatedBoard)
  const { about, texts, labels, scores, reasons } = closed
  expect(swapsOf(client.doc)).toMatchObject([{ about, texts, labels, scores, reasons }, { voted: 1 }])
})

/** Nobody opens, answers or changes a test in another way. */
async function refuses(
  { fay, ada, eve }: { readonly fay: Voter; readonly ada: Voter; readonly eve: Voter },
  asked: string,
): Promise<void> {
  expect(await judge(eve, asked, 'name-1', 'no')).toBe('forbidden')
  expect(await judge(ada, asked, 'name-9', 'no')).toBe('asking_over')
  expect(await judge(ada, asked, 'name-1', 'maybe' as 'no')).toBe('asking_over')
  for (const text of ['A pass has none', ' '])
    expect(await judge(ada, asked, 'name-1', 'pass', { text, isSigned: false })).toBe('asking_over')
  expect(await judge(ada, asked, 'name-1', 'no', { text: '\u200b', isSigned: true })).toBe('asking_over')
  expect(outcomeOf(await placeDot(ada, asked, 'name-1'))).toBe('unknown_round')
  expect(outcomeOf(await setScore(ada, asked, 'name-1', 2))).toBe('unknown_round')
  expect(await lead(ada, { kind: 'test.open' })).toBe('forbidden')
  expect(await lead(ada, { kind: 'asking.show', asked })).toBe('forbidden')
  expect(await lead(fay, { kind: 'test.open' })).toBe('agenda_moved')
  expect(await lead(fay, { kind: 'asking.again', asked })).toBe('asking_over')
  expect(await lead(fay, { kind: 'round.hands', round: asked, voters: 1, counts: {} })).toBe('unknown_round')
  const names = { kind: 'test.open', names: ['a', 'b', 'c', 'd', 'e'] }
  expect(await lead(fay, names as Command)).toBe('unknown_command')
  expect(outcomeOf(await openRound(fay, ['s1v2'], { target: 'texts' as 'notes' }))).toBe('unknown_command')
}

test('of the opposites people say in secret which could be defended; leading on counts them', async () => {
  const server = await startServer()
  const board = await boardWithStatements(server, [first])
  const fay = await joinBoard(server, board, { role: Role.facilitator, keepsFrames: true })
  const voters = await Promise.all(['Ada', 'Bo', 'Cy'].map((name) => joinBoard(server, board, { name })))
  await begin(fay, { team: 'Team Nord', others: 'Acme, Bolt' })
  const step = 'challenge/opposite'
  await moveTo(fay, step)
  const [ada] = voters
  const desk = await joinDesk(server, board, ada?.session ?? fay.session)
  await writeDrafts(desk, ['Wake them all', 'Let them choose'], {
    step,
    field: 'statement-1',
    from: ['s1v2'],
  })
  // Nothing to ask about before all are shown.
  expect(await lead(fay, { kind: 'test.open' })).toBe('agenda_moved')
  expect(await reveal(fay)).toBe(2)
  await fay.client.until(() => notesOf(fay.client.doc).length === 2)
  const ids = new Map(notesOf(fay.client.doc).map(({ text, id }) => [text, id]))
  const [wake = '', choose = ''] = ['Wake them all', 'Let them choose'].map((text) => ids.get(text) ?? '')
  const asked = 'which-could-be-defended'
  expect(await lead(fay, { kind: 'test.open' }, asked)).toBe('ok')
  expect(await lead(fay, { kind: 'test.open' }, asked)).toBe('ok')
  expect(await lead(fay, { kind: 'test.open' })).toBe('agenda_moved')
  await fay.client.until(() => roundsOf(fay.client.doc).length === 1)
  const [round] = roundsOf(fay.client.doc)
  expect(round).toMatchObject({ target: 'texts', isSecret: true, step, totals: null })
  for (const voter of voters) expect(outcomeOf(await placeDot(voter, round?.id ?? '', choose))).toBe('ok')
  expect(outcomeOf(await placeDot(ada as Voter, round?.id ?? '', wake))).toBe('ok')
  expect(outcomeOf(await placeDot(ada as Voter, round?.id ?? '', wake))).not.toBe('ok')
  await moveTo(fay, path)
  await fay.client.until(() => readRound(fay.client.doc, round?.id ?? '')?.state === 'closed')
  expect(readRound(fay.client.doc, round?.id ?? '')).toMatchObject({
    totals: { [wake]: 1, [choose]: 3 },
    ballots: null,
  })
})

test('names that nobody gave are asked for when the step begins; a test in words is private until it is shown', async () => {
  const server = await startServer()
  const board = await boardWithStatements(server, [first, second])
  const fay = await joinBoard(server, board, { role: Role.facilitator, keepsFrames: true })
  const ada = await joinBoard(server, board)
  await begin(fay, { team: 'Team Nord', others: 'Acme, Bolt' })
  expect(swapsOf(fay.client.doc)).toEqual([])
  expect(sentencesIn(readActivity(fay.client.doc, 'test'), path)).toMatchObject([
    { version: 's1v2', number: 1 },
    { statement: 's2', number: 2, text: second.text },
  ])
  expect(lastVersionOf(fay.client.doc, 's2')).toMatchObject({ number: 1, text: second.text })
  expect(await lead(fay, { kind: 'test.open' })).toBe('names_needed')
  expect(await lead(fay, { kind: 'test.open', names: ['Acme', 'acme', 'Bolt', ' '] })).toBe('names_needed')
  expect(await lead(fay, { kind: 'test.open', names: ['Acme', 'Bolt', 'Cody', 'Dorn'] })).toBe('ok')
  await fay.client.until(() => swapsOf(fay.client.doc).length === 1)
  // Nobody has judged: people who come back find the sentence again.
  await moveTo(fay, 'challenge/opposite')
  expect(await lead(fay, { kind: 'test.open' })).toBe('agenda_moved')
  const desk = await joinDesk(server, board, ada.session)
  const text = 'We give nobody anything back'
  await writeDrafts(desk, [text], { step: 'challenge/opposite', field: 'statement-1', from: ['s1v2'] })
  expect(Buffer.concat(fay.client.frames).includes(text)).toBe(false)
  expect(await reveal(fay)).toBe(1)
  await fay.client.until(() => notesOf(fay.client.doc).length === 1)
  expect(notesOf(fay.client.doc)).toMatchObject([
    {
      text,
      step: 'challenge/opposite',
      from: ['s1v2'],
      area: 'challenge/opposite/statement-1',
      author: null,
    },
  ])
  expect(areasOf(fay.client.doc).map(({ id }) => id)).toContain('challenge/opposite/statement-2')
  expect(lastVersionOf(fay.client.doc, 's1')?.number).toBe(2)
  await moveTo(fay, path)
  await fay.client.until(() => openSwapOf(fay.client.doc) !== undefined)
  expect(swapsOf(fay.client.doc).map(({ about, voted, state }) => [about, voted, state])).toEqual([
    ['s1v2', 0, 'closed'],
    ['s1v2', 0, 'open'],
  ])
  // Nobody answers again: the group goes on with the next one, and the first can be tested once more.
  await showSwap(fay, swapsOf(fay.client.doc).at(-1)?.id ?? '')
  const about = async (command: object) => {
    expect(await lead(fay, { kind: 'test.open', ...command })).toBe('ok')
    await fay.client.until(() => openSwapOf(fay.client.doc) !== undefined)
    const opened = openSwapOf(fay.client.doc)
    await showSwap(fay, opened?.id ?? '')
    return opened?.about
  }
  const next = lastVersionOf(fay.client.doc, 's2')?.id
  expect(await about({})).toBe(next)
  expect(await lead(fay, { kind: 'test.open' })).toBe('agenda_moved')
  expect(await about({ again: 's1v2' })).toBe('s1v2')
  expect(await lead(fay, { kind: 'test.open', again: 's1v1' })).toBe('agenda_moved')
})

test('the room says in secret whether it could sign the purposes of others, and is told whose they are afterwards', async () => {
  const server = await startServer()
  const board = await boardWithStatements(server, [first])
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const eve = await joinBoard(server, board, { role: Role.viewer, keepsFrames: true })
  const voters = await Promise.all(['Ada', 'Bo', 'Cy'].map((name) => joinBoard(server, board, { name })))
  await begin(fay, { team: 'Team Nord', others: '' })
  const theirs = [
    { text: 'We help everybody prosper.', source: 'Prosperous Bank' },
    { text: 'We bring the mail at six.', source: 'Early Post' },
  ]
  const [ada] = voters as [Voter]
  expect(outcomeOf(await ada.client.command({ kind: 'test.open', theirs }))).toBe('forbidden')
  expect(await lead(fay, { kind: 'test.open', theirs })).toBe('ok')
  await eve.client.until(() => openSwapOf(eve.client.doc) !== undefined)
  const opened = openSwapOf(eve.client.doc)
  const round = opened?.id ?? ''
  expect(opened).toMatchObject({ texts: { 'theirs-1': theirs[0]?.text } })
  // A published sentence cannot be changed: it is signed as it is, or not.
  expect(await judge(ada, round, 'theirs-1', 'almost')).toBe('asking_over')
  for (const voter of voters) {
    expect(await judge(voter, round, 'theirs-1', 'yes')).toBe('ok')
    expect(await judge(voter, round, 'theirs-2', 'no')).toBe('ok')
  }
  const bytes = () => Buffer.concat(eve.client.frames).toString('latin1')
  expect(theirs.filter(({ source }) => bytes().includes(source))).toEqual([])
  const closed = await showSwap(fay, round)
  expect(theirResults(closed)).toMatchObject([
    { source: 'Prosperous Bank', yes: 3, answered: 3, isMany: true },
    { source: 'Early Post', yes: 0, answered: 3, isMany: false },
  ])
  // It takes neither the place of our sentence nor that of the names.
  expect(await lead(fay, { kind: 'test.open' })).toBe('names_needed')
  expect(await lead(fay, { kind: 'test.open', names: ['Acme', 'Bolt', 'Cody'] })).toBe('ok')
})

test('purposes of others: of one person alone nothing is told, late-comers answer, the absent count, and going on counts', async () => {
  const server = await startServer()
  const board = await boardWithStatements(server, [first])
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const ada = await joinBoard(server, board, { name: 'Ada' })
  await begin(fay, { team: 'Team Nord', others: '' })
  const theirs = [{ text: 'We help everybody prosper.', source: 'Prosperous Bank' }]
  const openTheirs = async (): Promise<string> => {
    expect(await lead(fay, { kind: 'test.open', theirs })).toBe('ok')
    await fay.client.until(() => openSwapOf(fay.client.doc) !== undefined)
    return openSwapOf(fay.client.doc)?.id ?? ''
  }
  const alone = await openTheirs()
  expect(await judge(ada, alone, 'theirs-1', 'yes')).toBe('ok')
  expect(JSON.stringify(theirResults(await showSwap(fay, alone)))).not.toContain('"yes":1')

  const round = await openTheirs()
  const bo = await joinBoard(server, board, { name: 'Bo' })
  expect(await judge(ada, round, 'theirs-1', 'yes')).toBe('ok')
  expect(await judge(bo, round, 'theirs-1', 'yes')).toBe('ok')
  await ada.client.close()
  const late = await joinBoard(server, board, { name: 'Late' })
  expect(await judge(late, round, 'theirs-1', 'yes')).toBe('ok')
  await moveTo(fay, 'challenge/opposite')
  await moveTo(fay, path)
  const counted = swapsOf(fay.client.doc).find(({ id }) => id === round)
  expect(counted?.state).toBe('closed')
  expect(counted && theirResults(counted)).toMatchObject([
    { source: 'Prosperous Bank', yes: 3, answered: 3, isMany: true },
  ])
})

test('a poll about names that an earlier version left open is counted, and the next sentence is a question', async () => {
  const dataDir = await newDataDir()
  let server = await startServer({ dataDir })
  const board = await boardWithStatements(server, [first, second])
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  await begin(fay, { team: 'Team Nord', others: '' })
  await server.close()
  // As that version stored it.
  const store = await openStore(dataDir)
  const round = 'old-poll'
  const options = ['name-1', 'name-2', 'name-3']
  const byOption = (each: (option: string) => string) =>
    Object.fromEntries(options.map((option) => [option, each(option)]))
  await store.openPoll(board.id, {
    id: round,
    board: board.id,
    number: 1,
    method: 'choice',
    title: 'Swap the name',
    target: 'texts',
    options,
    about: 's1v2',
    texts: byOption((option) => `${option} gives every night shift its morning back.`),
    labels: byOption((option) => option),
    budget: 6,
    cap: 2,
    isSecret: true,
    deadline: null,
    openedAt: 1,
    previous: null,
    step: path,
    key: 'k',
    hands: null,
    outcome: null,
  })
  for (const voter of ['a', 'b', 'c'])
    for (const option of options) {
      const answer = { round, voter, person: null, option, score: option === 'name-1' ? 2 : 0 }
      const reason = { text: `${voter} says why`, name: null }
      await store.setScore({ ...answer, reason, key: `${voter}-${option}`, now: 2 })
    }
  await store.close()
  server = await startServer({ dataDir })
  const gil = await joinBoard(server, board, { session: fay.session })
  const [old] = swapsOf(gil.client.doc)
  expect(old).toMatchObject({ id: round, state: 'closed', voted: 3, about: 's1v2' })
  expect(old?.reasons).toHaveLength(9)
  expect(specificityOf(swapsOf(gil.client.doc), 's1v2')).toMatchObject({ no: 6, yes: 3, isSpecific: true })
  // It has the place of its sentence, and the names of the step.
  expect(await lead(gil, { kind: 'test.open' })).toBe('ok')
  await gil.client.until(() => openSwapOf(gil.client.doc) !== undefined)
  expect(openSwapOf(gil.client.doc)).toMatchObject({
    about: lastVersionOf(gil.client.doc, 's2')?.id,
    labels: { 'name-1': 'name-1' },
  })
})
