import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readRound, roundsOf } from '#shared/board/round.ts'
import type { SaidReason } from '#shared/workshop/round.ts'
import { Role } from '#shared/workshop/role.ts'
import { exportedFile } from '#tests/support/exported-file.ts'
import { leadToConsent, questionOf } from '#tests/support/consent-board.ts'
import { newDataDir, spawnServer, startServer, type ServerClient } from '#tests/support/server.ts'
import { closeRound, joinBoard, outcomeOf, type Voter } from '#tests/support/socket-voters.ts'

const unsent = { text: 'It forgets the night', isSigned: false, state: 'unsent' } as const

async function askedBoard(server: ServerClient) {
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator, keepsFrames: true })
  await leadToConsent(fay, ['We give schools their time back.'])
  const version = questionOf(fay).current ?? ''
  expect(outcomeOf(await fay.client.command({ kind: 'consent.ask', version }))).toBe('ok')
  const open = () => roundsOf(fay.client.doc).find(({ state }) => state === 'open')
  await fay.client.until(() => open() !== undefined)
  return { board, fay, version, round: open()?.id ?? '' }
}

type Answer = 0 | 2 | 4
const say = async ({ client }: Voter, round: string, option: string, answer: Answer, reason?: SaidReason) =>
  outcomeOf(await client.command({ kind: 'answer.set', round, option, answer, ...(reason && { reason }) }))

async function bytesOf(dir: string): Promise<Buffer> {
  const files = await readdir(dir, { recursive: true, withFileTypes: true })
  const parts = files
    .filter((file) => file.isFile())
    .map((file) => readFile(join(file.parentPath, file.name)))
  return Buffer.concat(await Promise.all(parts))
}

test('a 0 counts when it is tapped; its reason is kept as it is typed, over a kill, and nobody else gets a byte of it', async () => {
  const dataDir = await newDataDir()
  let server = await spawnServer({ dataDir })
  const started = await askedBoard(server)
  const { board, version, round } = started
  const ada = await joinBoard(server, board, { name: 'Ada' })
  const others = await Promise.all(['Bo', 'Cy'].map((name) => joinBoard(server, board, { name })))
  expect(await say(ada, round, version, 0)).toBe('ok')
  for (const letters of [5, 10, unsent.text.length])
    expect(await say(ada, round, version, 0, { ...unsent, text: unsent.text.slice(0, letters) })).toBe('ok')
  await server.end('SIGKILL')

  server = await spawnServer({ dataDir })
  const fay = await joinBoard(server, board, { session: started.fay.session, keepsFrames: true })
  const back = await joinBoard(server, board, { session: ada.session, keepsFrames: true })
  expect(back.client.hello()?.ballots).toMatchObject([
    { round, dots: { [version]: 0 }, reasons: { [version]: unsent } },
  ])
  for (const { session } of others)
    expect(await say(await joinBoard(server, board, { session }), round, version, 4)).toBe('ok')
  const sent = () => Buffer.concat(fay.client.frames).toString('latin1')
  const closed = await closeRound(fay, round)
  expect(closed).toMatchObject({
    scores: { [version]: [1, 0, 0, 0, 2, 0] },
    reasons: [],
    awaited: { [version]: 1 },
  })
  expect(sent().includes(unsent.text)).toBe(false)
  // Its author alone is asked.
  await back.client.until(() => back.client.ballots.some(({ remaining }) => remaining === 0))
  expect(back.client.ballots.at(-1)).toMatchObject({
    round,
    dots: { [version]: 0 },
    reasons: { [version]: unsent },
  })
  expect(fay.client.ballots).toEqual([])
  const adopt = async (by: 'consent' | 'override', reason?: string) =>
    outcomeOf(await fay.client.command({ kind: 'purpose.adopt', version, by, ...(reason && { reason }) }))
  expect(await adopt('consent')).toBe('consent_lacking')

  // The server is killed before the author decides: they are asked again.
  await server.end('SIGKILL')
  server = await spawnServer({ dataDir })
  const later = await joinBoard(server, board, { session: ada.session })
  const leader = await joinBoard(server, board, { session: fay.session, keepsFrames: true })
  expect(later.client.hello()?.ballots).toMatchObject([{ round, reasons: { [version]: unsent } }])
  expect(leader.client.hello()?.ballots).toEqual([])
  const settle = async ({ client }: Voter, way: 'signed' | 'unsigned' | 'keep') =>
    outcomeOf(await client.command({ kind: 'reason.settle', round, option: version, way, text: unsent.text }))
  // What somebody else sends about it changes nothing.
  expect(await settle(leader, 'signed')).toBe('ok')
  expect(readRound(leader.client.doc, round)?.reasons).toEqual([])
  expect(await settle(later, 'signed')).toBe('ok')
  await leader.client.until(() => readRound(leader.client.doc, round)?.reasons?.length === 1)
  expect(readRound(leader.client.doc, round)?.reasons).toEqual([
    { option: version, text: unsent.text, name: 'Ada', answer: 0 },
  ])
  expect(readRound(leader.client.doc, round)?.awaited).toEqual({})
  expect(
    outcomeOf(
      await leader.client.command({ kind: 'objection.answer', round, index: 0, text: 'We name it.' }),
    ),
  ).toBe('ok')
  expect(outcomeOf(await leader.client.command({ kind: 'purpose.adopt', version, by: 'consent' }))).toBe('ok')
})

test('a reason that its author keeps stays with them alone, the result waits no more, and the 0 stays an objection', async () => {
  const server = await startServer()
  const { board, fay, version, round } = await askedBoard(server)
  const voters = await Promise.all(
    ['Ada', 'Bo', 'Cy', 'Di'].map((name) => joinBoard(server, board, { name, keepsFrames: true })),
  )
  const [ada, bo, cy, di] = voters as [Voter, Voter, Voter, Voter]
  expect(await say(ada, round, version, 0, unsent)).toBe('ok')
  expect(await say(bo, round, version, 0)).toBe('ok')
  for (const voter of [cy, di]) expect(await say(voter, round, version, 4)).toBe('ok')
  expect(await closeRound(fay, round)).toMatchObject({ reasons: [], awaited: { [version]: 2 } })
  const settle = async ({ client }: Voter, way: 'keep' | 'discard', text: string) =>
    outcomeOf(await client.command({ kind: 'reason.settle', round, option: version, way, text }))
  expect(await settle(ada, 'keep', unsent.text)).toBe('ok')
  expect(await settle(bo, 'keep', '')).toBe('ok')
  await fay.client.until(() => readRound(fay.client.doc, round)?.awaited?.[version] === undefined)
  const own = await joinBoard(server, board, { session: ada.session })
  expect(own.client.hello()?.ballots).toMatchObject([
    { round, reasons: { [version]: { text: unsent.text, state: 'kept' } } },
  ])
  expect(outcomeOf(await fay.client.command({ kind: 'purpose.adopt', version, by: 'consent' }))).toBe(
    'consent_lacking',
  )
  for (const { client } of [fay, bo, cy, di])
    expect(Buffer.concat(client.frames).includes(unsent.text)).toBe(false)
  expect(server.logs()).not.toContain(unsent.text)
  // Once the last reason is gone, nothing ties an answer to a person any more.
  const { key } = (await server.store.findPoll(round)) ?? {}
  expect(await settle(ada, 'discard', '')).toBe('ok')
  const after = await bytesOf(server.dataDir)
  expect([unsent.text, String(key)].filter((trace) => after.includes(trace))).toEqual([])
})

test('the author of an objection alone lends its words to the evidence file, without a name, and takes them back', async () => {
  const dataDir = await newDataDir()
  const server = await startServer({ dataDir })
  const { board, fay, version, round } = await askedBoard(server)
  const [ada, bo, cy] = await Promise.all(
    // No bytes of a font in the file spell this name by chance.
    ['Adèle', 'Bo', 'Cy'].map((name) => joinBoard(server, board, { name, keepsFrames: true })),
  )
  if (!ada || !bo || !cy) throw new Error('three people answer')
  const secrets = ['a', 'b', 'c'].map((letter) => letter.repeat(24))
  const [adas = '', bos = '', nobodys = ''] = secrets
  const objection = { text: 'planted-objection of the night', isSigned: true, secret: adas }
  expect(await say(ada, round, version, 0, objection)).toBe('ok')
  expect(await say(bo, round, version, 2, { text: 'planted-remark', isSigned: false, secret: bos })).toBe(
    'ok',
  )
  expect(await say(cy, round, version, 4)).toBe('ok')
  const closed = await closeRound(fay, round)
  expect(closed.reasons).toHaveLength(2)

  const file = async () => exportedFile(server, fay, 'evidence')
  const lend = async ({ client }: Voter, secret: string, isLent: boolean) =>
    outcomeOf(await client.command({ kind: 'reason.lend', round, secret, isLent }))
  // Nobody was asked: their number alone.
  expect(await file()).not.toContain('planted-')
  // Neither the facilitator nor anybody else without the secret decides about them.
  for (const voter of [fay, bo, cy]) expect(await lend(voter, nobodys, true)).toBe('not_your_reason')
  expect(
    outcomeOf(
      await ada.client.command({ kind: 'reason.lend', round: 'no-round', secret: adas, isLent: true }),
    ),
  ).toBe('not_your_reason')
  expect(await lend(ada, adas, true)).toBe('ok')
  expect(await lend(ada, adas, true)).toBe('ok')
  const lent = await file()
  expect(lent).toContain(objection.text)
  for (const hidden of ['planted-remark', 'Adèle', ...secrets]) expect(lent).not.toContain(hidden)
  expect(await lend(bo, bos, true)).toBe('ok')
  expect(await lend(ada, adas, false)).toBe('ok')
  const taken = await file()
  expect([taken.includes(objection.text), taken.includes('planted-remark')]).toEqual([false, true])

  // No secret is kept or sent.
  await server.close()
  const kept = await bytesOf(dataDir)
  for (const secret of secrets) expect(kept.includes(secret)).toBe(false)
  const frames = Buffer.concat([...fay.client.frames, ...cy.client.frames]).toString('latin1')
  for (const secret of secrets) expect(frames).not.toContain(secret)
})
