import { expect, test } from 'vitest'
import { writeBoardFile } from '#server/board-file/board-file.ts'
import { snapshotOf } from '#server/board-file/snapshot.ts'
import { sentencesIn } from '#shared/activities/test/test-state.ts'
import { readActivity } from '#shared/board/activities.ts'
import { areasOf } from '#shared/board/area.ts'
import { notesOf } from '#shared/board/note.ts'
import { readRound, roundsOf } from '#shared/board/round.ts'
import { lastVersionOf } from '#shared/board/versions.ts'
import type { Command } from '#shared/wire/command.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { ChoiceWeight, passed, type SaidReason } from '#shared/workshop/round.ts'
import { specificityOf } from '#shared/workshop/specificity.ts'
import { theirResults } from '#shared/workshop/theirs.ts'
import { bytesOfFolder } from '#tests/support/bytes-of-folder.ts'
import { lead, moveTo } from '#tests/support/agendas.ts'
import { newDataDir, spawnServer, startServer } from '#tests/support/server.ts'
import { joinDesk, reveal, writeDrafts } from '#tests/support/socket-desks.ts'
import {
  closeRound,
  joinBoard,
  openRound,
  outcomeOf,
  placeDot,
  setScore,
  type Voter,
} from '#tests/support/socket-voters.ts'
import { boardWithStatements, testTemplate } from '#tests/support/tested-board.ts'

const path = 'challenge/swap'
const first = { id: 's1', versions: ['Nord mends.', 'Team Nord gives every night shift its morning back.'] }
/** Nobody has kept a version of it yet. */
const second = { id: 's2', versions: [], text: 'We answer before it breaks.' }

const say = async (
  { client }: Voter,
  round: string,
  option: string,
  answer: keyof typeof ChoiceWeight | 'pass',
  reason?: SaidReason,
): Promise<string> =>
  outcomeOf(
    await client.command({
      kind: 'answer.set',
      round,
      option,
      answer: answer === 'pass' ? passed : ChoiceWeight[answer],
      ...(reason && { reason }),
    }),
  )

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
  await eve.client.until(() => roundsOf(eve.client.doc).length === 1)
  const [opened] = roundsOf(eve.client.doc)
  expect(opened).toMatchObject({
    method: 'choice',
    target: 'texts',
    about: 's1v2',
    isSecret: true,
    step: path,
    options: ['name-1', 'name-2', 'name-3'],
    labels: { 'name-1': 'Acme', 'name-2': 'Bolt', 'name-3': 'Cody' },
    texts: { 'name-2': 'Bolt gives every night shift its morning back.' },
  })
  const round = opened?.id ?? ''
  const taken = { text: 'A reason that I take back', isSigned: false }
  const secret = { text: 'Any plant with shifts says so', isSigned: false }
  const signed = { text: 'Only we have night shifts', isSigned: true }
  expect(await say(ada, round, 'name-1', 'yes', taken)).toBe('ok')
  expect(await say(ada, round, 'name-1', 'no', signed)).toBe('ok')
  expect(await say(ada, round, 'name-2', 'no')).toBe('ok')
  await server.end('SIGKILL')

  server = await spawnServer({ dataDir })
  const again = await joinBoard(server, board, { session: ada.session })
  expect(again.client.hello()?.ballots).toMatchObject([
    { round, dots: { 'name-1': 0, 'name-2': 0 }, reasons: { 'name-1': signed } },
  ])
  const gil = await joinBoard(server, board, { session: fay.session, keepsFrames: true })
  const viv = await joinBoard(server, board, { session: eve.session, keepsFrames: true })
  const others = await Promise.all(['Bo', 'Cyprian'].map((name) => joinBoard(server, board, { name })))
  const [bo, cy] = others as [Voter, Voter]
  for (const option of ['name-1', 'name-2', 'name-3']) {
    expect(await say(bo, round, option, 'no')).toBe('ok')
    expect(await say(cy, round, option, option === 'name-3' ? 'pass' : 'almost')).toBe('ok')
  }
  expect(await say(bo, round, 'name-2', 'yes', secret)).toBe('ok')
  await refuses({ fay: gil, ada: again, eve: viv }, round)
  await gil.client.until(() => readRound(gil.client.doc, round)?.voted === 3)
  const bytes = () => Buffer.concat([...gil.client.frames, ...viv.client.frames]).toString('latin1')
  const words = [taken, secret, signed].map(({ text }) => text)
  expect(words.filter((text) => bytes().includes(text))).toEqual([])

  const closed = await closeRound(gil, round)
  expect(closed).toMatchObject({ voted: 3, ballots: null, passes: { 'name-3': 1 } })
  // Two answers and a pass: too few for the third name.
  expect(closed.scores).toEqual({ 'name-1': [2, 1, 0], 'name-2': [1, 1, 1] })
  expect(closed.withheld).toEqual(['name-3'])
  expect(closed.reasons?.toSorted((a, b) => (a.answer ?? 0) - (b.answer ?? 0))).toEqual([
    { option: 'name-1', text: signed.text, name: 'Adalbert', answer: 0 },
    { option: 'name-2', text: secret.text, name: null, answer: 2 },
  ])
  expect(specificityOf(roundsOf(gil.client.doc), 's1v2')).toMatchObject({
    shareOfNo: 3 / 6,
    isSpecific: false,
  })
  await viv.client.until(() => readRound(viv.client.doc, round)?.state === 'closed')
  for (const { session } of [again, bo, cy]) expect(bytes()).not.toContain(`${session.participant.id}"`)
  const folder = await bytesOfFolder(dataDir)
  expect(folder.includes(taken.text)).toBe(false)

  // The next sentence, once: our name is not in it.
  const keys = ['the-next-sentence', 'another-press']
  const next = await Promise.all(keys.map((key) => gil.client.command({ kind: 'test.open' }, key)))
  expect(next.map(outcomeOf).filter((outcome) => outcome === 'ok').length).toBeGreaterThan(0)
  await gil.client.until(() => roundsOf(gil.client.doc).length === 2)
  expect(roundsOf(gil.client.doc)[1]).toMatchObject({
    about: lastVersionOf(gil.client.doc, 's2')?.id,
    texts: { 'name-1': 'We at Acme say: “We answer before it breaks.”' },
  })
  expect(await say(bo, roundsOf(gil.client.doc)[1]?.id ?? '', 'name-1', 'no')).toBe('ok')
  await closeRound(gil, roundsOf(gil.client.doc)[1]?.id ?? '')
  expect(await lead(gil, { kind: 'test.open' })).toBe('agenda_moved')
  // A page that was cut off sends the command again: it has happened.
  const back = await joinBoard(server, board, { session: fay.session })
  expect(await lead(back, { kind: 'test.open' }, keys[0])).toBe('ok')
  expect(roundsOf(gil.client.doc)).toHaveLength(2)

  const file = JSON.parse(writeBoardFile(snapshotOf(gil.client.doc))) as object
  const copy = await server.ask('POST', '/api/imports', file)
  const { client } = await joinBoard(server, copy.body as CreatedBoard)
  const { about, texts, labels, scores, reasons } = closed
  expect(roundsOf(client.doc)[0]).toMatchObject({ target: 'texts', about, texts, labels, scores, reasons })
})

/** Nobody opens, answers or changes a round about texts in another way. */
async function refuses(
  { fay, ada, eve }: { readonly fay: Voter; readonly ada: Voter; readonly eve: Voter },
  round: string,
): Promise<void> {
  expect(await say(eve, round, 'name-1', 'no')).toBe('forbidden')
  expect(await say(ada, round, 'name-9', 'no')).toBe('unknown_option')
  expect(await say(ada, round, 'name-1', 'pass', { text: 'A pass has none', isSigned: false })).toBe(
    'unknown_round',
  )
  expect(outcomeOf(await placeDot(ada, round, 'name-1'))).toBe('unknown_round')
  for (const answer of [3, 5])
    expect(outcomeOf(await setScore(ada, round, 'name-1', answer))).toBe('unknown_round')
  expect(await lead(ada, { kind: 'test.open' })).toBe('forbidden')
  expect(await lead(fay, { kind: 'test.open' })).toBe('round_open')
  expect(await lead(fay, { kind: 'round.hands', round, voters: 1, counts: {} })).toBe('unknown_round')
  const forms: readonly object[] = [
    { kind: 'answer.set', round, option: 'name-1', answer: 6 },
    { kind: 'answer.set', round, option: 'name-1', answer: 'maybe' },
    { kind: 'test.open', names: ['a', 'b', 'c', 'd', 'e'] },
  ]
  for (const form of forms) expect(await lead(fay, form as Command)).toBe('unknown_command')
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
  expect(roundsOf(fay.client.doc)).toEqual([])
  expect(sentencesIn(readActivity(fay.client.doc, 'test'), path)).toMatchObject([
    { version: 's1v2', number: 1 },
    { statement: 's2', number: 2, text: second.text },
  ])
  expect(lastVersionOf(fay.client.doc, 's2')).toMatchObject({ number: 1, text: second.text })
  expect(await lead(fay, { kind: 'test.open' })).toBe('names_needed')
  expect(await lead(fay, { kind: 'test.open', names: ['Acme', 'acme', 'Bolt', ' '] })).toBe('names_needed')
  expect(await lead(fay, { kind: 'test.open', names: ['Acme', 'Bolt', 'Cody', 'Dorn'] })).toBe('ok')
  await fay.client.until(() => roundsOf(fay.client.doc).length === 1)
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
  await fay.client.until(() => roundsOf(fay.client.doc).at(-1)?.state === 'open')
  expect(roundsOf(fay.client.doc).map(({ about, voted, state }) => [about, voted, state])).toEqual([
    ['s1v2', 0, 'closed'],
    ['s1v2', 0, 'open'],
  ])
  // Nobody answers again: the group goes on with the next one, and the first can be tested once more.
  await closeRound(fay, roundsOf(fay.client.doc).at(-1)?.id ?? '')
  const about = async (command: object) => {
    expect(await lead(fay, { kind: 'test.open', ...command })).toBe('ok')
    const isOpen = () => roundsOf(fay.client.doc).findLast(({ state }) => state === 'open')
    await fay.client.until(() => isOpen() !== undefined)
    const opened = isOpen()
    await closeRound(fay, opened?.id ?? '')
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
  const opened = await fay.client.command({ kind: 'test.open', theirs })
  expect(opened).toMatchObject({ ok: true })
  const round = opened.ok ? (opened.round ?? '') : ''
  await eve.client.until(() => readRound(eve.client.doc, round) !== undefined)
  expect(readRound(eve.client.doc, round)).toMatchObject({ texts: { 'theirs-1': theirs[0]?.text } })
  for (const voter of voters) {
    expect(await say(voter, round, 'theirs-1', 'yes')).toBe('ok')
    expect(await say(voter, round, 'theirs-2', 'no')).toBe('ok')
  }
  const bytes = () => Buffer.concat(eve.client.frames).toString('latin1')
  expect(theirs.filter(({ source }) => bytes().includes(source))).toEqual([])
  const closed = await closeRound(fay, round)
  expect(theirResults(closed)).toMatchObject([
    { source: 'Prosperous Bank', yes: 3, answered: 3, isMany: true },
    { source: 'Early Post', yes: 0, answered: 3, isMany: false },
  ])
  // It takes neither the place of our sentence nor that of the names.
  expect(await lead(fay, { kind: 'test.open' })).toBe('names_needed')
  expect(await lead(fay, { kind: 'test.open', names: ['Acme', 'Bolt', 'Cody'] })).toBe('ok')
})
