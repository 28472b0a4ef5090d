import { expect, onTestFinished, test } from 'vitest'
import { createAccess } from '#server/access/access.ts'
import { openStore } from '#server/open-store.ts'
import { StoreError } from '#server/contracts/store-error.ts'
import { addNote, notesOf } from '#shared/board/note.ts'
import type { CreatedSession } from '#shared/wire/http.ts'
import { CloseCode } from '#shared/wire/message.ts'
import { Role } from '#shared/workshop/role.ts'
import { freeDisk, fillDisk } from '#tests/support/full-disk.ts'
import { newDataDir, secretOf, spawnServer } from '#tests/support/server.ts'
import { connectClient } from '#tests/support/socket-client.ts'
import { joinBoard } from '#tests/support/socket-voters.ts'

test.skipIf(process.platform !== 'linux')(
  'people view the board while the disk is full, change nothing, and join later; a revoked link ends it',
  async () => {
    const server = await spawnServer()
    const board = await server.createBoard()
    const ada = await joinBoard(server, board)
    const lead = await server.join(board, Role.facilitator)
    addNote(ada.client.doc, {
      x: 0,
      y: 0,
      text: 'to be seen',
      author: ada.session.participant.id,
      created: 1,
    })
    await ada.client.allSaved()
    const wish = { board: board.id, secret: secretOf(board.links.participant), name: 'Late' }
    fillDisk(server)

    expect(await server.ask('POST', '/api/sessions', wish)).toMatchObject({
      status: 503,
      body: { code: 'store_unavailable' },
    })
    const answer = await server.ask('POST', '/api/sessions', { ...wish, orLooksOn: true })
    expect(answer).toMatchObject({ status: 201, body: { role: 'viewer', participant: { name: 'Late' } } })
    const looker = answer.body as CreatedSession
    const client = connectClient({
      url: server.url.replace('http', 'ws'),
      board: board.id,
      token: looker.session,
    })
    await client.until(() => notesOf(client.doc).length > 0)
    expect(notesOf(client.doc).map(({ text }) => text)).toEqual(['to be seen'])
    addNote(client.doc, { x: 0, y: 0, text: 'sneaky', author: null, created: 1 })
    await client.until(() => client.refusals.length > 0)
    expect(client.refusals[0]?.code).toBe('read_only')

    freeDisk(server)
    expect(await server.ask('POST', '/api/sessions', { ...wish, orLooksOn: true })).toMatchObject({
      status: 201,
      body: { role: 'participant' },
    })
    await server.ask('DELETE', `/api/boards/${board.id}/links/participant`, undefined, lead.session)
    expect((await client.closed).code).toBe(CloseCode.unauthorised)
    expect(await server.ask('GET', `/api/boards/${board.id}`, undefined, looker.session)).toMatchObject({
      status: 401,
    })
  },
)

test('viewing without a session ends after an hour, and only valid links allow it', async () => {
  const store = await openStore(await newDataDir())
  onTestFinished(() => store.close())
  let now = 1_000_000
  let isFull = false
  const createSession: typeof store.createSession = async (session) => {
    if (isFull) throw new StoreError('the disk is full')
    return store.createSession(session)
  }
  const access = createAccess({ store: { ...store, createSession }, joinsAtOnce: 100, now: () => now })
  const { board, secrets } = await access.createBoard({ title: '', language: 'en' })
  const late = { name: 'Late', colour: 3, acceptsViewing: true }
  const ticket = { board: board.id, secret: secrets.facilitator }
  isFull = true
  await expect(access.exchange(ticket, { ...late, acceptsViewing: false })).rejects.toThrow(StoreError)
  expect(await access.exchange({ board: board.id, secret: 'x'.repeat(22) }, late)).toBeUndefined()
  const looker = await access.exchange(ticket, late)
  expect(looker?.session).toMatchObject({ role: 'viewer', participant: { name: 'Late', colour: 3 } })
  now += 3_599_999
  expect(await access.sessionOf(looker?.secret ?? '')).toEqual(looker?.session)
  now += 1
  expect(await access.sessionOf(looker?.secret ?? '')).toBeUndefined()
  isFull = false
  expect((await access.exchange(ticket, late))?.session.role).toBe('facilitator')
})
