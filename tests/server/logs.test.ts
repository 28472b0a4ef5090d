import { expect, test } from 'vitest'
import { addNote } from '#shared/board/note.ts'
import { Role } from '#shared/workshop/role.ts'
import { openRawSocket } from '#tests/support/raw-socket.ts'
import { secretOf, startServer } from '#tests/support/server.ts'
import { addProposals, joinBoard } from '#tests/support/socket-voters.ts'

interface Line {
  readonly msg: string
  readonly reqId?: string
  readonly req?: { readonly method: string; readonly route: string }
  readonly status?: number
}

test('every answer names its request, and the log lines about it do too', async () => {
  const server = await startServer()
  const answer = await fetch(`${server.url}/api/boards/none`, { headers: { 'x-request-id': 'planted-id' } })
  const id = answer.headers.get('x-request-id') ?? ''
  expect(id).toMatch(/^[\w-]{10}$/)
  const other = await server.ask('GET', '/nowhere')
  expect(other.headers.get('x-request-id')).not.toBe(id)
  const lines = server
    .logs()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)
  expect(lines.filter(({ reqId }) => reqId === id)).toMatchObject([
    { msg: 'answered', status: 401, req: { method: 'GET', route: '/api/boards/:id' } },
  ])
  expect(server.logs()).not.toContain('planted-id')
})

test('whatever people do on a board, none of their words, names, secrets or ballots is in the log', async () => {
  const server = await startServer()
  const board = await server.createBoard({ title: 'planted-title' })
  const lead = await joinBoard(server, board, { role: Role.facilitator, name: 'planted-name-1' })
  const ada = await joinBoard(server, board, { name: 'planted-name-2' })
  const viewer = await joinBoard(server, board, { role: Role.viewer, name: 'planted-name-3' })
  const options = await addProposals(lead, 3)
  addNote(ada.client.doc, { text: 'planted-note', x: 0, y: 0, author: null, created: 1 })
  addNote(viewer.client.doc, { text: 'planted-forbidden', x: 0, y: 0, author: null, created: 1 })
  await viewer.client.until(() => viewer.client.refusals.length === 1)
  await lead.client.command({ kind: 'board.rename', title: 'planted-new-title' })
  const opened = await lead.client.command({
    kind: 'round.open',
    title: 'planted-round',
    target: 'notes',
    options: [...options],
    budget: 2,
    cap: 1,
    isSecret: true,
    minutes: null,
    previous: null,
  })
  const round = opened.ok ? (opened.round ?? '') : ''
  await ada.client.command({ kind: 'dot.place', round, option: options[0] ?? '' })
  await lead.client.command({ kind: 'participant.change', name: 'planted-name-4', colour: 1 })
  ada.client.showState(11, 1, JSON.stringify({ name: 'planted-state' }))
  // No sync message of this protocol has the number 9.
  ada.client.send(new Uint8Array([0, 9, ...new TextEncoder().encode('planted-frame')]))
  await ada.client.closed
  // From here on everything fails, and failures are what is logged most.
  await server.store.close()
  addNote(lead.client.doc, { text: 'planted-last', x: 0, y: 0, author: null, created: 1 })
  await lead.client.closed
  await server.ask('POST', '/api/boards', { title: 'planted-title' })

  const logs = server.logs()
  expect(logs).toContain('a board is dropped from memory')
  expect(logs).toContain('boards cannot be saved or read')
  const secrets = [lead, ada, viewer].map(({ session }) => session.session)
  const links = Object.values(board.links).map(secretOf)
  for (const word of ['planted', options[0] ?? '', ...secrets, ...links, board.joinCode]) {
    expect(logs).not.toContain(word)
  }
})

test('the address of an upgrade that no route takes is not in the log, and its socket ends', async () => {
  const server = await startServer()
  const paths = ['/b/board', '/', '/join', '/nowhere', '/api/boards/none', '/ws/none', '/assets/none.js']
  for (const path of paths) {
    const { tcp, status } = await openRawSocket({ url: server.url, path: `${path}?secret=planted` })
    const ended = new Promise((resolve) => tcp.once('close', resolve))
    expect.soft(status, path).toMatch(path === '/ws/none' ? / 101 / : / 40[14] /)
    await ended
  }
  expect(server.logs()).not.toContain('planted')
})
