import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type * as Y from 'yjs'
import { hashOfText } from '#server/basics/hashes.ts'
import { adoptionsOf, repliesOf } from '#shared/board/adoptions.ts'
import { readAgenda } from '#shared/board/agenda.ts'
import { activitiesRoot, adoptionsRoot, repliesRoot } from '#shared/board/document.ts'
import { readRound, roundsOf } from '#shared/board/round.ts'
import { statementsOf, wordingOf } from '#shared/board/statements.ts'
import { readVersion, versionsOf } from '#shared/board/versions.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { MessageType } from '#shared/wire/message.ts'
import { passed, type Round, type SaidReason } from '#shared/workshop/round.ts'
import { Role } from '#shared/workshop/role.ts'
import { moveTo } from '#tests/support/agendas.ts'
import { askForCheckpoints, keepCheckpoint, restoreCheckpoint } from '#tests/support/checkpoint-requests.ts'
import { leadToConsent, questionOf } from '#tests/support/consent-board.ts'
import { exportedFile } from '#tests/support/exported-file.ts'
import { outcomeOfChange } from '#tests/support/hostile-change.ts'
import { seededRandom, testSeed } from '#tests/support/random.ts'
import { newDataDir, spawnServer, startServer, type ServerClient } from '#tests/support/server.ts'
import { closeRound, joinBoard, outcomeOf, type Voter, takePart } from '#tests/support/socket-voters.ts'

/** No-break spaces, accents and marks: what is adopted has all of them. */
const sentence = 'Nous rendons aux écoles « leur » temps : chaque jour, œuvre à part.'
const other = 'We give time back.'

/** A board whose two notes became statements, led to the step of consent. */
async function consentingBoard(server: ServerClient) {
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator, keepsFrames: true })
  await leadToConsent(fay, [sentence, other])
  return { board, fay, version: questionOf(fay).current ?? '' }
}

const people = async (server: ServerClient, board: CreatedBoard, names: readonly string[]) =>
  Promise.all(names.map((name) => joinBoard(server, board, { name })))

const send = async ({ client }: Voter, command: Parameters<Voter['client']['command']>[0], key?: string) =>
  outcomeOf(await client.command(command, key))

/** Opens the question and waits until this person sees it. */
async function ask(fay: Voter, version: string): Promise<string> {
  expect(await send(fay, { kind: 'consent.ask', version })).toBe('ok')
  const openOne = () => roundsOf(fay.client.doc).find(({ state }) => state === 'open')
  await fay.client.until(() => openOne() !== undefined)
  return openOne()?.id ?? ''
}

const say = async (voter: Voter, round: string, option: string, answer: number, reason?: SaidReason) =>
  send(voter, { kind: 'answer.set', round, option, answer, ...(reason && { reason }) })

const adopt = async (
  voter: Voter,
  version: string,
  by: 'consent' | 'override' | 'sponsor',
  { reason, key }: { readonly reason?: string; readonly key?: string } = {},
) => send(voter, { kind: 'purpose.adopt', version, by, ...(reason !== undefined && { reason }) }, key)

async function bytesOfFolder(folder: string): Promise<string> {
  const files = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isFile())
  const parts = await Promise.all(files.map(({ name }) => readFile(join(folder, name))))
  return Buffer.concat(parts).toString('latin1')
}

test('an objection gets its answer, an amendment its own round, and the adopted text is the exact one', async () => {
  const server = await startServer()
  const { board, fay, version } = await consentingBoard(server)
  const eve = await joinBoard(server, board, { role: Role.viewer, keepsFrames: true })
  const voters = await people(server, board, ['Ada', 'Bo', 'Cy', 'Di', 'Eli', 'Flo'])
  const [ada, bo, cy, di, eli, flo] = voters as [Voter, Voter, Voter, Voter, Voter, Voter]
  expect(readVersion(fay.client.doc, version)?.text).toBe(sentence)

  // Nobody but a facilitator asks, chooses, amends, answers or adopts.
  const forbidden = [
    { kind: 'consent.ask', version } as const,
    { kind: 'consent.choose', version } as const,
    { kind: 'consent.draft', version, isOpen: true } as const,
    { kind: 'consent.amend', version, words: sentence } as const,
    { kind: 'purpose.adopt', version, by: 'sponsor' } as const,
    { kind: 'objection.answer', round: 'r', index: 0, text: 'No' } as const,
  ]
  for (const voter of [ada, eve])
    for (const command of forbidden) expect(await send(voter, command)).toBe('forbidden')
  expect(await adopt(fay, version, 'consent')).toBe('consent_lacking')

  const round = await ask(fay, version)
  const objection = { text: 'Any school board could sign this', isSigned: false }
  const missing = { text: 'For how long, though', isSigned: true }
  expect(await say(ada, round, version, 0)).toBe('ok')
  expect(await say(ada, round, version, 0, objection)).toBe('ok')
  expect(await say(bo, round, version, 2, missing)).toBe('ok')
  expect(await say(cy, round, version, 4)).toBe('ok')
  expect(await say(di, round, version, passed)).toBe('ok')
  for (const voter of [eli, flo]) expect(await say(voter, round, version, 4)).toBe('ok')
  expect(await say(eve, round, version, 5)).toBe('forbidden')
  for (const by of ['consent', 'override', 'sponsor'] as const)
    expect(await adopt(fay, version, by, { reason: 'I say so' })).toBe('consent_open')
  expect(await send(fay, { kind: 'consent.amend', version, words: sentence })).toBe('consent_open')
  expect(await send(fay, { kind: 'consent.draft', version, isOpen: true })).toBe('consent_open')
  await fay.client.until(() => readRound(fay.client.doc, round)?.voted === 6)
  const sent = () => Buffer.concat([...fay.client.frames, ...eve.client.frames]).toString('latin1')
  expect([objection.text, missing.text].filter((words) => sent().includes(words))).toEqual([])
  const { key } = (await server.store.findPoll(round)) ?? {}

  const closed = await closeRound(fay, round)
  expect(closed).toMatchObject({
    about: version,
    texts: { [version]: sentence },
    voted: 6,
    eligible: 6,
    scores: { [version]: [1, 0, 1, 0, 3, 0] },
    passes: { [version]: 1 },
  })
  const indexOf = ({ reasons = [] }: Round, answer: number) =>
    reasons.findIndex((reason) => reason.answer === answer)
  expect(closed.reasons?.[indexOf(closed, 0)]).toMatchObject({ text: objection.text, name: null })
  expect(closed.reasons?.[indexOf(closed, 2)]).toMatchObject({ text: missing.text, name: 'Bo' })
  expect((await bytesOfFolder(server.dataDir)).includes(String(key))).toBe(false)

  // With an open 0 nothing but a reason adopts, and an answer to another remark is none.
  const answer = async (index: number, text: string) =>
    send(fay, { kind: 'objection.answer', round, index, text })
  expect(await answer(indexOf(closed, 2), 'For ten years.')).toBe('ok')
  expect(await answer(9, 'Nobody said it')).toBe('unknown_item')
  expect(await adopt(fay, version, 'consent')).toBe('consent_lacking')
  expect(await adopt(fay, version, 'override', { reason: '  ' })).toBe('consent_lacking')
  expect(await answer(indexOf(closed, 0), 'We shall  name the schools.')).toBe('ok')
  expect(await adopt(fay, version, 'override', { reason: 'It is late' })).toBe('override_needless')
  expect(await adopt(fay, version, 'consent', { key: 'key-of-the-adoption' })).toBe('ok')
  expect(await adopt(fay, version, 'consent', { key: 'key-of-the-adoption' })).toBe('ok')
  // Another facilitator pressed at the same time.
  expect(await adopt(fay, version, 'consent')).toBe('ok')
  await eve.client.until(() => adoptionsOf(eve.client.doc).length > 0)
  const adopted = {
    number: 1,
    version,
    statement: statementsOf(fay.client.doc)[0]?.id,
    text: sentence,
    hash: hashOfText(sentence),
    kind: 'consent',
    round,
    voices: { answered: 5, entitled: 6 },
  }
  expect(adoptionsOf(eve.client.doc)).toMatchObject([adopted])

  // Nobody changes what was adopted, or an answer, by an edit.
  const [first] = adoptionsOf(fay.client.doc)
  const edits: Parameters<typeof outcomeOfChange>[1][] = [
    (doc) => adoptionsRoot(doc).set(first?.id ?? '', { ...first, text: 'Mine' }),
    (doc) => adoptionsRoot(doc).delete(first?.id ?? ''),
    (doc) => adoptionsRoot(doc).set('mine', { ...first, id: 'mine', number: 2 }),
    (doc) => repliesRoot(doc).set(`${round}/0`, { text: 'Never mind', at: 1 }),
  ]
  for (const by of [ada, fay])
    for (const edit of edits) expect(await outcomeOfChange(by, edit)).toBe('unknown_place')

  // An amendment is a new version, which the group has not consented to.
  const better = `${sentence.slice(0, -1)}, avec eux.`
  const forge = (doc: Y.Doc) => wordingOf(doc, adopted.statement ?? '')?.insert(0, 'Fire everybody. ')
  expect(await outcomeOfChange(bo, forge)).toBe('no_amendment')
  const graft = {
    kind: 'statement.graft',
    into: adopted.statement ?? '',
    at: null,
    from: version,
    text: 'Nous',
  } as const
  expect(await send(bo, graft)).toBe('no_amendment')
  expect(await send(fay, { kind: 'consent.draft', version: 'other', isOpen: true })).toBe('unknown_item')
  expect(await send(fay, { kind: 'consent.draft', version, isOpen: true })).toBe('ok')
  await bo.client.until(() => questionOf(bo).isDrafting)
  expect(await send(fay, { kind: 'consent.amend', version, words: sentence })).toBe('nothing_to_keep')
  // Whoever takes part writes it; a viewer does not.
  const statement = adopted.statement ?? ''
  const end = sentence.length - 1
  expect(await outcomeOfChange(eve, (doc) => wordingOf(doc, statement)?.insert(end, ', sans nous'))).not.toBe(
    'ok',
  )
  expect(await outcomeOfChange(bo, (doc) => wordingOf(doc, statement)?.insert(end, ', avec eux'))).toBe('ok')
  // The facilitator pressed at words that are no longer there.
  expect(await send(fay, { kind: 'consent.amend', version, words: sentence })).toBe('words_changed')
  expect(await send(fay, { kind: 'consent.amend', version, words: better })).toBe('ok')
  await fay.client.until(() => questionOf(fay).current !== version)
  expect(questionOf(fay).isDrafting).toBe(false)
  const second = questionOf(fay).current ?? ''
  expect(readVersion(fay.client.doc, second)).toMatchObject({ text: better, number: 2, parents: [version] })
  expect(await adopt(fay, second, 'consent')).toBe('consent_lacking')
  const again = await ask(fay, second)
  expect(readRound(fay.client.doc, again)).toMatchObject({ previous: round, about: second })
  for (const voter of voters) expect(await say(voter, again, second, 4)).toBe('ok')
  await closeRound(fay, again)
  expect(await adopt(fay, second, 'consent')).toBe('ok')
  await fay.client.until(() => adoptionsOf(fay.client.doc).length === 2)
  expect(adoptionsOf(fay.client.doc).map(({ number, text }) => [number, text])).toEqual([
    [1, sentence],
    [2, better],
  ])
  const log = readAgenda(fay.client.doc)?.log.filter(({ kind }) => kind === 'adopt')
  expect(log?.map(({ from, adoption }) => [from, adoption])).toEqual(
    adoptionsOf(fay.client.doc).map(({ id }) => ['decide/consent', id]),
  )
  expect(repliesOf(fay.client.doc)).toMatchObject({
    [`${round}/${indexOf(closed, 0)}`]: { text: 'We shall name the schools.' },
  })
})

test('of several sentences none stands first; another one takes its place with a reason that everybody and the report have', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator, keepsFrames: true })
  await leadToConsent(fay, [sentence, other], false)
  const [first = '', second = ''] = questionOf(fay).candidates
  expect(questionOf(fay).current).toBeNull()
  expect(await send(fay, { kind: 'consent.choose', version: first })).toBe('ok')
  expect(await send(fay, { kind: 'consent.choose', version: second, reason: ' ' })).toBe('reason_missing')
  const reason = 'It names the schools.'
  for (const key of ['take-another', 'take-another'])
    expect(await send(fay, { kind: 'consent.choose', version: second, reason }, key)).toBe('ok')
  await fay.client.until(() => questionOf(fay).current === second)
  expect(questionOf(fay).taken).toMatchObject([
    { version: first, instead: null, reason: '' },
    { version: second, instead: first, reason },
  ])
  await ask(fay, second)
  expect(await send(fay, { kind: 'consent.choose', version: first, reason })).toBe('consent_open')
  expect(await exportedFile(server, fay, 'markdown')).toContain(reason)
  // Coming back to the step finds it as it was.
  await moveTo(fay, 'challenge/rewrite')
  await moveTo(fay, 'decide/consent')
  expect(questionOf(fay).current).toBe(second)
})

test('fingers on the adopted sentence reach everybody as the same few quarters, never as a person, and nothing keeps them', async () => {
  const server = await startServer()
  const { board, fay, version } = await consentingBoard(server)
  const voters = await Promise.all(
    ['Ada', 'Bo', 'Cy', 'Di'].map((name) => joinBoard(server, board, { name, keepsFrames: true })),
  )
  const eve = await joinBoard(server, board, { role: Role.viewer, keepsFrames: true })
  expect(await adopt(fay, version, 'sponsor')).toBe('ok')
  await fay.client.until(() => adoptionsOf(fay.client.doc).length === 1)
  const adoption = adoptionsOf(fay.client.doc)[0]?.id ?? ''
  expect(await send(eve, { kind: 'purpose.sign', adoption })).toBe('forbidden')
  expect(await send(fay, { kind: 'purpose.sign', adoption: 'elsewhere' })).toBe('unknown_item')
  const kept = () => [adoptionsRoot, activitiesRoot].map((root) => root(fay.client.doc).toJSON() as unknown)
  const before = kept()
  for (const voter of [...voters, fay])
    expect(await send(voter, { kind: 'purpose.sign', adoption })).toBe('ok')
  const inkIn = ({ client }: Voter) =>
    client.frames.flatMap((frame) =>
      frame[0] === MessageType.ink ? [Buffer.from(frame).toString('latin1')] : [],
    )
  for (const who of [...voters, fay, eve])
    await who.client.until(() => inkIn(who).at(-1)?.includes('"quarters":4') === true)
  expect(new Set([...voters, fay, eve].map((who) => inkIn(who).join('|'))).size).toBe(1)
  expect(kept()).toEqual(before)
})

test('an adoption counts those who answered and left, late-comers find it, and going back takes nothing of it', async () => {
  const server = await startServer()
  const { board, fay, version } = await consentingBoard(server)
  const [ada, bo, cy] = (await people(server, board, ['Ada', 'Bo', 'Cy'])) as [Voter, Voter, Voter]
  const round = await ask(fay, version)
  for (const voter of [ada, bo]) expect(await say(voter, round, version, 4)).toBe('ok')
  await ada.client.close()
  // Somebody comes in the middle of the question, and one who is here says nothing.
  const late = await joinBoard(server, board, { name: 'Late' })
  expect(await say(late, round, version, 5)).toBe('ok')
  expect(await closeRound(fay, round)).toMatchObject({ voted: 3, scores: { [version]: [0, 0, 0, 0, 2, 1] } })
  expect(await say(cy, round, version, 0)).not.toBe('ok')
  expect(await adopt(fay, version, 'consent')).toBe('ok')
  await fay.client.until(() => adoptionsOf(fay.client.doc).length === 1)
  const adopted = adoptionsOf(fay.client.doc)
  expect(adopted).toMatchObject([{ text: sentence, kind: 'consent', voices: { answered: 3 } }])
  const last = await joinBoard(server, board, { name: 'Last' })
  expect(adoptionsOf(last.client.doc)).toEqual(adopted)
  // Back to the rewriting and to the question again: what was adopted stays, and another word is another version.
  await moveTo(fay, 'challenge/rewrite')
  await moveTo(fay, 'decide/consent')
  expect(adoptionsOf(fay.client.doc)).toEqual(adopted)
  expect(questionOf(fay).current).toBe(version)
  expect(roundsOf(fay.client.doc).map(({ state }) => state)).toEqual(['closed'])
})

test('below three voters the answers stay unknown, and what was agreed aloud is recorded as such', async () => {
  const server = await startServer()
  const { board, fay, version } = await consentingBoard(server)
  const [ada] = (await people(server, board, ['Ada'])) as [Voter]
  const [, second = ''] = questionOf(fay).candidates
  expect(await send(fay, { kind: 'consent.choose', version: second })).toBe('reason_missing')
  expect(await send(fay, { kind: 'consent.choose', version: second, reason: 'It names them.' })).toBe('ok')
  expect(await send(fay, { kind: 'consent.choose', version: 'nothing' })).toBe('unknown_item')
  await fay.client.until(() => questionOf(fay).current === second)
  await takePart(fay)
  const round = await ask(fay, version)
  for (const voter of [fay, ada]) expect(await say(voter, round, version, 5)).toBe('ok')
  expect(await closeRound(fay, round)).toMatchObject({ voted: 2, totals: null })
  expect(await adopt(fay, version, 'consent')).toBe('consent_lacking')
  expect(await adopt(fay, version, 'override', { reason: 'We agreed aloud.' })).toBe('ok')
  expect(await adopt(fay, second, 'sponsor')).toBe('ok')
  await fay.client.until(() => adoptionsOf(fay.client.doc).length === 2)
  expect(adoptionsOf(fay.client.doc).map(({ kind, voices, reason }) => [kind, voices, reason])).toEqual([
    ['override', { answered: 2, entitled: 2 }, 'We agreed aloud.'],
    ['sponsor', { answered: 0, entitled: 0 }, undefined],
  ])
  // A restored board keeps what was adopted, and a copy goes on with the sentence that was chosen.
  const kept = await keepCheckpoint(server, board, fay)
  expect(await adopt(fay, version, 'sponsor')).toBe('ok')
  await fay.client.until(() => adoptionsOf(fay.client.doc).length === 3)
  await restoreCheckpoint(server, board, fay, kept.id)
  expect(adoptionsOf(fay.client.doc)).toHaveLength(3)
  expect(questionOf(fay).current).toBe(second)
  const made = await askForCheckpoints(server, 'POST', board, fay, `/${kept.id}/restore`, { as: 'copy' })
  const copy = await joinBoard(server, made.body as CreatedBoard)
  expect(adoptionsOf(copy.client.doc).map(({ version: of }) => of)).toEqual([version, second])
  expect(questionOf(copy).current).toBe(second)
  await moveTo(fay, 'challenge/rewrite')
  expect(await send(fay, { kind: 'consent.ask', version })).toBe('agenda_moved')
})

test('answers outlive a server that is killed in the question, and a kill between adopting and telling adopts once', async () => {
  const random = seededRandom(testSeed())
  console.info(`SEED=${random.seed}`)
  const dataDir = await newDataDir()
  let server = await spawnServer({ dataDir })
  const started = await consentingBoard(server)
  const { board, version } = started
  let { fay } = started
  // An amendment that nobody has finished is no version, whenever the board is loaded.
  const statement = readVersion(fay.client.doc, version)?.statement ?? ''
  wordingOf(fay.client.doc, statement)?.insert(0, 'Half an ame')
  await fay.client.allSaved()
  const sessions = (await people(server, board, ['Ada', 'Bo', 'Cy'])).map(({ session }) => session)
  const round = await ask(fay, version)
  const back = async () => Promise.all(sessions.map((session) => joinBoard(server, board, { session })))
  const reason = { text: 'Too long to remember', isSigned: false }
  for (const [index, voter] of (await back()).entries())
    expect(await say(voter, round, version, index === 0 ? 0 : 4, index === 0 ? reason : undefined)).toBe('ok')
  await server.end('SIGKILL')

  server = await spawnServer({ dataDir })
  fay = await joinBoard(server, board, { session: fay.session })
  const [ada] = (await back()) as [Voter]
  await ada.client.until(() => ada.client.ballots.length > 0 || readRound(ada.client.doc, round)?.voted === 3)
  expect(questionOf(fay).current).toBe(version)
  expect(versionsOf(fay.client.doc, statement)).toHaveLength(1)
  const closed = await closeRound(fay, round)
  expect(closed).toMatchObject({
    scores: { [version]: [1, 0, 0, 0, 2, 0] },
    reasons: [{ text: reason.text }],
  })
  expect(await send(fay, { kind: 'objection.answer', round, index: 0, text: 'We cut it.' })).toBe('ok')
  const asked = adopt(fay, version, 'consent', { key: 'key-before-the-kill' }).catch(() => 'killed')
  await Promise.race([asked, new Promise((resolve) => setTimeout(resolve, random.below(25)))])
  await server.end('SIGKILL')

  server = await spawnServer({ dataDir })
  fay = await joinBoard(server, board, { session: fay.session })
  expect(await adopt(fay, version, 'consent', { key: 'key-before-the-kill' })).toBe('ok')
  await fay.client.until(() => adoptionsOf(fay.client.doc).length > 0)
  expect(adoptionsOf(fay.client.doc)).toMatchObject([
    { version, text: sentence, hash: hashOfText(sentence), voices: { answered: 3, entitled: 3 } },
  ])
  expect(repliesOf(fay.client.doc)).toMatchObject({ [`${round}/0`]: { text: 'We cut it.' } })
})

test('a question that a crash left half asked is asked when the board is loaded, and nobody amends the sentence', async () => {
  let isCut = true
  const server = await startServer({
    around: (store) => ({
      ...store,
      openPoll: async (...facts) => {
        await store.openPoll(...facts)
        if (isCut) throw new Error('the power is gone')
      },
    }),
  })
  const { board, fay, version } = await consentingBoard(server)
  expect(await send(fay, { kind: 'consent.draft', version, isOpen: true })).toBe('ok')
  await fay.client.until(() => questionOf(fay).isDrafting)
  expect(await send(fay, { kind: 'consent.ask', version })).toBe('store_unavailable')
  await server.close()
  isCut = false
  const again = await startServer({ dataDir: server.dataDir })
  const back = await joinBoard(again, board, { session: fay.session })
  expect(roundsOf(back.client.doc).map(({ state, about }) => [state, about])).toEqual([['open', version]])
  expect(questionOf(back).isDrafting).toBe(false)
})
