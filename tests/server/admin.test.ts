import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readSignature, writeSignature } from '#shared/board/signatures.ts'
import type { LinkState } from '#shared/wire/http.ts'
import { MessageType } from '#shared/wire/message.ts'
import { Role } from '#shared/workshop/role.ts'
import { moveTo, takeAgenda } from '#tests/support/agendas.ts'
import { hostCommand as admin, shippedHostCommand } from '#tests/support/host-command.ts'
import { openPurposeBoard } from '#tests/support/purpose-board.ts'
import { newDataDir, secretOf, spawnServer, startServer } from '#tests/support/server.ts'
import {
  addProposals,
  closeRound,
  joinBoard,
  openRoundOrThrow,
  placeDot,
  type Voter,
} from '#tests/support/socket-voters.ts'

test('beside a running server a host lists boards with their size, last change and people, and deletes one for good', async () => {
  const server = await spawnServer()
  const board = await server.createBoard({ title: 'Spring\u202E workshop' })
  const other = await server.createBoard({ title: 'Other' })
  const ada = await joinBoard(server, board, { name: 'Ada' })
  await addProposals(ada, 3)
  const today = new Date().toISOString().slice(0, 10)
  const listed = async () => {
    const { output } = await admin(server.dataDir, 'boards')
    return { output, line: output.split('\n').find((each) => each.startsWith(board.id)) ?? '' }
  }
  const { output, line } = await listed()
  expect(line).toMatch(new RegExp(`^${board.id} +${today} ${today} +\\d+ kB +1 +1 +Spring *workshop$`, 'u'))
  // The host should not restart the server under a workshop.
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  await takeAgenda(fay)
  expect((await listed()).line).not.toMatch(/ open /u)
  await moveTo(fay, 'write/ideas')
  expect((await listed()).line).toMatch(/ kB +2 +2 +open +Spring *workshop$/u)
  expect(output).toMatch(/2 boards, /u)

  expect(await admin(server.dataDir, 'delete', board.id)).toMatchObject({ code: 0 })
  expect((await ada.client.closed).code).toBe(4404)
  expect((await server.ask('GET', `/api/boards/${board.id}`, undefined, ada.session.session)).status).toBe(
    401,
  )
  expect((await admin(server.dataDir, 'boards')).output).not.toContain(board.id)
  expect(await admin(server.dataDir, 'delete', board.id)).toEqual({
    code: 1,
    output: `There is no board ${board.id}; "npm run admin -- boards" lists all.\n`,
  })
  await server.join(other)
})

test('a host makes a new link for a facilitator who has lost theirs: nobody is signed out, facilitators are told, and it is noted without a secret', async () => {
  const server = await spawnServer()
  const board = await server.createBoard()
  const lead = await joinBoard(server, board, { role: Role.facilitator })
  const { code, output } = await admin(server.dataDir, 'link', board.id)
  expect(code).toBe(0)
  const [link = ''] = output.split('\n')
  expect((await server.enter(link)).role).toBe(Role.facilitator)
  await expect(server.enter(board.links.facilitator)).rejects.toThrow('link_invalid')
  await addProposals(lead, 1)
  const states = async () =>
    (await server.ask('GET', `/api/boards/${board.id}/links`, undefined, lead.session.session))
      .body as LinkState[]
  expect((await states()).map(({ role, isByHost }) => [role, isByHost])).toEqual([
    [Role.facilitator, true],
    [Role.participant, undefined],
    [Role.viewer, undefined],
  ])
  await server.ask('POST', `/api/boards/${board.id}/links/facilitator`, undefined, lead.session.session)
  expect((await states())[0]?.isByHost).toBeUndefined()

  await server.end()
  const mark = expect.stringMatching(/^[\da-f]{12}$/u) as unknown
  const noted = await readFile(join(server.dataDir, 'audit.log'), 'utf8')
  expect(
    noted
      .trim()
      .split('\n')
      .map((line) => ({ ...(JSON.parse(line) as object), at: '' })),
  ).toEqual([
    { at: '', what: 'board.created', board: mark, by: 'page' },
    { at: '', what: 'link.renewed', board: mark, role: 'facilitator', by: 'host' },
    { at: '', what: 'link.renewed', board: mark, role: 'facilitator', by: 'page' },
  ])
  expect(noted).not.toContain(secretOf(link))
  expect(noted).not.toContain(board.id)
  const { output: shown } = await admin(server.dataDir, 'audit')
  expect(shown).toContain(`"what":"link.renewed","board":"${board.id}"`)
})

test('without a server a host exports one board with its pictures, and makes a new board of the file', async () => {
  const first = await startServer()
  const board = await first.createBoard({ title: 'Alone' })
  const ada = await joinBoard(first, board)
  await addProposals(ada, 2)
  await first.close()
  const file = join(await newDataDir(), 'board.json')
  expect(await admin(first.dataDir, 'export', board.id, file)).toMatchObject({ code: 0 })
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ title: 'Alone', notes: [{}, {}] })
  expect(await admin(first.dataDir, 'export', board.id, file)).toMatchObject({
    code: 1,
    output: expect.stringContaining('is there already'),
  })
  const { output } = await admin(first.dataDir, 'import', file)
  const again = await startServer({ dataDir: first.dataDir })
  const link = /^participant +(.*)$/mu.exec(output)?.[1] ?? ''
  expect(await again.enter(link)).toMatchObject({ title: 'Alone' })
})

test('a host withdraws a purpose page; everybody is told of a restart, also who joins later, until it is called off', async () => {
  const server = await spawnServer()
  const { board, publish } = await openPurposeBoard(server)
  const { address } = await publish()
  const listed = (await admin(server.dataDir, 'boards')).output
  expect(listed).toContain(`(page ${new URL(address).pathname})`)
  expect(await admin(server.dataDir, 'withdraw', board.id)).toMatchObject({ code: 0 })
  expect((await fetch(address)).status).toBe(410)

  const announced = ({ client }: Voter) => client.frames.filter(([type]) => type === MessageType.restart)
  const ada = await joinBoard(server, board, { keepsFrames: true })
  expect((await admin(server.dataDir, 'announce', '5')).output).toContain(
    'Everybody reads that the server restarts',
  )
  await ada.client.until(() => announced(ada).length === 1)
  const bo = await joinBoard(server, board, { keepsFrames: true })
  expect(announced(bo)).toEqual(announced(ada))
  await admin(server.dataDir, 'announce', 'off')
  await bo.client.until(() => announced(bo).length === 2)
  expect([...(announced(bo)[1] ?? [])]).toEqual([MessageType.restart, 0])
  expect(await admin(server.dataDir, 'announce', 'soon')).toMatchObject({ code: 1 })
})

test('a host finds all that names a person, and takes the name off: words and votes stay, without saying whose', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const lead = await joinBoard(server, board, { role: Role.facilitator })
  const ada = await joinBoard(server, board, { name: 'Ada Planted' })
  const bo = await joinBoard(server, board, { name: 'Bo' })
  const [note = ''] = await addProposals(ada, 1)
  await server.rooms.withBoard(board.id, (live) =>
    live.write((doc) => writeSignature(doc, note, 'Ada Planted')),
  )
  const round = await openRoundOrThrow(lead, [note], { isSecret: false })
  for (const voter of [ada, bo]) await placeDot(voter, round, note)
  const host = async (...args: readonly string[]) => server.hostCommands(server.url)({ args })

  const { lines } = await host('person', 'Ada Planted')
  const [named] = (
    JSON.parse(lines.join('')) as { boards: { as: object[]; named: { part: string; holds: unknown[] }[] }[] }
  ).boards
  expect(named?.as).toHaveLength(1)
  expect(named?.named.find(({ part }) => part === 'signatures')?.holds).toEqual([
    { name: 'Ada Planted', text: 'Proposal 0' },
  ])
  expect(lines.join('')).not.toContain('Bo')

  expect(await host('forget', 'Ada Planted')).toMatchObject({ isDone: true })
  await bo.client.until(() => readSignature(bo.client.doc, note) === undefined)
  expect(JSON.stringify(bo.client.doc.toJSON())).not.toContain('Planted')
  expect((await closeRound(lead, round)).totals).toEqual({ [note]: 2 })
  await lead.client.until(() => !JSON.stringify(lead.client.doc.toJSON()).includes('Planted'))
  expect(await host('person', 'Ada Planted')).toEqual({
    isDone: false,
    lines: ['Nobody is called Ada Planted on any board.'],
  })
  await addProposals(ada, 1)
  await server.close()
  expect(await readFile(join(server.dataDir, 'audit.log'), 'utf8')).not.toContain('Planted')
})

test('a command that there is not names those that there are', async () => {
  const { code, output } = await shippedHostCommand(await newDataDir(), 'erase-all')
  expect(code).toBe(1)
  expect(output).toMatch(/^npm run admin -- COMMAND\n {2}boards /u)
})
