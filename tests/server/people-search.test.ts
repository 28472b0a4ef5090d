import { expect, test } from 'vitest'
import { findPeople } from '#server/routes/people.ts'
import type { Session } from '#server/contracts/live-board.ts'
import { foundPeopleLimit, type FoundPeople } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { startServer } from '#tests/support/server.ts'
import { joinBoard } from '#tests/support/socket-voters.ts'

test('a facilitator finds everybody who is here by a part of the name, and nobody else may ask', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const isLight = true
  const fay = await joinBoard(server, board, { role: Role.facilitator, name: 'Fay', isLight })
  const zoe = await joinBoard(server, board, { name: 'Zoé Martin', isLight })
  // A second window of the same person, somebody with a similar name, and somebody without a name.
  await joinBoard(server, board, { session: zoe.session, isLight })
  const bo = await joinBoard(server, board, { name: 'Bo Zoeller', isLight })
  await joinBoard(server, board, { name: '', isLight })
  const viewer = await joinBoard(server, board, { role: Role.viewer, name: 'Zoe Viewer', isLight })
  const ask = async (session: string, name: string) =>
    server.ask('POST', `/api/boards/${board.id}/people`, { name }, session)
  const found = async (name: string) => {
    const { people, count } = (await ask(fay.session.session, name)).body as FoundPeople
    return [people.map((person) => `${person.name}${person.leads ? ' leads' : ''}`), count]
  }

  expect(await found(' ZOE ')).toEqual([['Bo Zoeller', 'Zoé Martin'], 2])
  expect(await found('fay')).toEqual([['Fay leads'], 1])
  expect(await found('nobody')).toEqual([[], 0])
  for (const { session } of [zoe, viewer]) expect((await ask(session.session, 'Zoe')).status).toBe(403)
  expect((await ask('nobody', 'Zoe')).status).toBe(401)
  const other = await server.createBoard()
  const guest = await joinBoard(server, other, { role: Role.facilitator, isLight })
  expect((await ask(guest.session.session, 'Zoe')).status).toBe(403)
  expect((await ask(fay.session.session, '')).status).toBe(400)
  expect(server.logs()).not.toContain('ZOE')

  bo.client.socket.close()
  await expect.poll(async () => found('zoe')).toEqual([['Zoé Martin'], 1])
})

test('of a crowd of 5,000 an answer has the first by name, and the number of all', () => {
  const crowd = Array.from({ length: 5_000 }, (_, index): Session => {
    const id = String(index).padStart(4, '0')
    const participant = { id, name: `Émile ${id}`, colour: 0 }
    return { hash: id, board: 'b', link: 'l', role: Role.participant, participant }
  }).toReversed()
  const { people, count } = findPeople(crowd, 'emile')
  expect([people.length, people[0]?.name, people.at(-1)?.name, count]).toEqual([
    foundPeopleLimit,
    'Émile 0000',
    'Émile 0059',
    5_000,
  ])
  expect(findPeople(crowd, 'Émile 4321').people.map(({ id }) => id)).toEqual(['4321'])
})
