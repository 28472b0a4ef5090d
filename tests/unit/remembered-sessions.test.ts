import { expect, test } from 'vitest'
import { rememberNewSessions } from '#server/access/remembered-sessions.ts'
import type { NewSessionRow, SessionRow } from '#server/contracts/sessions.ts'
import { Role } from '#shared/workshop/role.ts'

const row: NewSessionRow = {
  hash: 'h',
  board: 'b',
  role: Role.participant,
  link: 'l',
  participant: 'ada',
  name: 'Ada',
  colour: null,
  created: 1,
}

/** A store of sessions, and how often it was asked for one. */
function newStore() {
  const sessions = new Map<string, SessionRow>()
  let asked = 0
  let creating: Promise<void> | undefined
  const end = async () => {
    sessions.clear()
    return []
  }
  let forget = (): void => {}
  const store = rememberNewSessions(
    {
      createSession: async (session: NewSessionRow) => {
        sessions.set(session.hash, { ...session, colour: 3 })
        await creating
        return 3
      },
      findSession: async (hash: string) => {
        asked += 1
        return sessions.get(hash)
      },
      endOtherSessions: end,
      revokeLink: end,
      deleteBoard: async () => sessions.clear(),
      updateParticipant: async (_board: string, _participant: string, name: string) => {
        const found = sessions.get('h')
        if (found) sessions.set('h', { ...found, name })
      },
    } as unknown as Parameters<typeof rememberNewSessions>[0],
    (given) => (forget = given),
    () => undefined,
  )
  return {
    store,
    lose: () => forget(),
    asked: () => asked,
    hold: (until: Promise<void>) => (creating = until),
  }
}

test('the store is not asked for a session that it has just made, and is asked afterwards', async () => {
  const { store, asked } = newStore()
  await store.createSession(row)
  expect(await store.findSession('h')).toEqual({ ...row, colour: 3 })
  expect(asked()).toBe(0)
  expect(await store.findSession('h')).toEqual({ ...row, colour: 3 })
  expect(asked()).toBe(1)
})

test('a new session that has ended, or whose person has changed, is read from the store', async () => {
  const { store } = newStore()
  await store.createSession(row)
  await store.updateParticipant('b', 'ada', 'Ida', 3)
  expect(await store.findSession('h')).toMatchObject({ name: 'Ida' })
  for (const end of [
    () => store.revokeLink('b', Role.participant, null),
    () => store.endOtherSessions('other'),
    () => store.deleteBoard('b'),
  ]) {
    await store.createSession(row)
    await end()
    expect(await store.findSession('h')).toBeUndefined()
  }
})

test('a session that ends while it is made is not kept', async () => {
  const { store, hold } = newStore()
  const gate = Promise.withResolvers<void>()
  void hold(gate.promise)
  const creation = store.createSession(row)
  await store.revokeLink('b', Role.participant, null)
  gate.resolve()
  await creation
  expect(await store.findSession('h')).toBeUndefined()
})

test('when another server may have the boards, a new session is read from the store', async () => {
  const { store, asked, lose } = newStore()
  await store.createSession(row)
  lose()
  expect(await store.findSession('h')).toEqual({ ...row, colour: 3 })
  expect(asked()).toBe(1)
})
