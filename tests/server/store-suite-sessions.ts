import { expect, test } from 'vitest'
import type { NewSessionRow } from '#server/contracts/sessions.ts'
import { link, newBoard, type StoreFixture } from './store-rows.ts'

/** Rules of every store about links, sessions and people. */
export function describeSessions(fixture: StoreFixture): void {
  describeSessionsAndLinks(fixture)
  describePeople(fixture)
  describeRenewedLinks(fixture)
}

/** Rules about sessions and their links. */
function describeSessionsAndLinks({ open, reopen }: StoreFixture): void {
  test('a session is found until its link is revoked; the one to keep stays', async () => {
    const store = await open()
    const board = await newBoard(store)
    await store.createSession(session(board, { hash: 's1', participant: 'p1' }))
    const renewed = { ...link(board, 'participant'), hash: 'renewed', codeHash: null }
    expect(await store.replaceLink(renewed, 's1')).toEqual([])
    await store.createSession(session(board, { hash: 's2', participant: 'p2', link: 'renewed' }))
    expect(await store.replaceLink({ ...link(board, 'viewer'), hash: 'watch' }, null)).toEqual([])
    await store.createSession(
      session(board, { hash: 's3', participant: 'p3', role: 'viewer', link: 'watch' }),
    )
    expect(await store.findSession('s1')).toEqual(session(board, { hash: 's1', participant: 'p1' }))
    expect(await store.revokeLink(board, 'participant', 's1')).toEqual([{ hash: 's2', participant: 'p2' }])
    expect(await store.findSession('s2')).toBeUndefined()
    expect((await store.findSession('s1'))?.participant).toBe('p1')
    expect((await store.findSession('s3'))?.participant).toBe('p3')
    expect((await store.linksOf(board)).map(({ role, isActive }) => [role, isActive])).toEqual([
      ['participant', false],
      ['viewer', true],
    ])
    expect(await store.countParticipants(board)).toBe(2)
    const late = session(board, { hash: 's4', participant: 'p4', link: 'renewed' })
    expect(await store.createSession(late)).toBeUndefined()
    expect(await store.findSession('s4')).toBeUndefined()
    // It came by an earlier link of the role.
    expect(await store.revokeLink(board, 'participant', null)).toEqual([{ hash: 's1', participant: 'p1' }])
  })

  test('a device link of a session works once, until it is used, expired, or the session has ended', async () => {
    const store = await open()
    const board = await newBoard(store)
    const laptop = session(board, { hash: 's1', participant: 'p1' })
    await store.createSession(laptop)
    await store.createSession(session(board, { hash: 'other', participant: 'p2' }))
    const use = (hash: string, next: string, now = 1) =>
      store.useDeviceLink({ board, hash, session: next, now, maxDevices: 3 })
    const put = (hash: string, by = 's1') =>
      store.putDeviceLink({ hash, board, session: by, until: 10 }, 1, 3)

    expect(await put('h1')).toBe(true)
    expect(await put('h2')).toBe(true)
    expect(await use('h1', 's2')).toBeUndefined()
    expect(await use('h2', 's2', 10)).toBeUndefined()
    expect(await store.findDeviceLink('elsewhere', 'h2', 1)).toBeUndefined()
    const again = await reopen(store)
    expect(await again.findDeviceLink(board, 'h2', 1)).toEqual(laptop)
    const takes = ['s2', 's3'].map((next) =>
      again.useDeviceLink({ board, hash: 'h2', session: next, now: 9, maxDevices: 3 }),
    )
    expect(await Promise.all(takes)).toEqual([{ ...laptop, hash: 's2', created: 9 }, undefined])
    expect(await again.findSession('s3')).toBeUndefined()
    expect((await again.sessionsOfPerson('s2')).map(({ hash }) => hash)).toEqual(['s1', 's2'])
    expect(await again.countParticipants(board)).toBe(2)
    expect(await again.putDeviceLink({ hash: 'h3', board, session: 's1', until: 10 }, 1, 2)).toBe(false)

    await again.putDeviceLink({ hash: 'h4', board, session: 's2', until: 10 }, 1, 3)
    await again.useDeviceLink({ board, hash: 'h4', session: 's4', now: 9, maxDevices: 3 })
    await again.putDeviceLink({ hash: 'h6', board, session: 's4', until: 10 }, 1, 4)
    await again.putDeviceLink({ hash: 'h7', board, session: 's2', until: 10 }, 1, 4)
    expect(await again.endOtherSessions('s1', 'other')).toEqual([])
    expect(await again.endOtherSessions('s1', 's1')).toEqual([])
    expect(await again.endOtherSessions('s1', 's4')).toEqual([{ hash: 's4', participant: 'p1' }])
    expect(await again.findDeviceLink(board, 'h6', 1)).toBeUndefined()
    expect((await again.findDeviceLink(board, 'h7', 1))?.hash).toBe('s2')
    expect(await again.endOtherSessions('s1')).toEqual([{ hash: 's2', participant: 'p1' }])
    expect(await again.findDeviceLink(board, 'h7', 1)).toBeUndefined()
    expect(await again.putDeviceLink({ hash: 'h5', board, session: 's2', until: 10 }, 1, 3)).toBe(false)
    expect(await again.sessionsOfPerson('s1')).toHaveLength(1)
    expect(await again.sessionsOfPerson('other')).toHaveLength(1)
  })
}

/** Rules about links and people. */
function describePeople({ open }: StoreFixture): void {
  test('a new link takes the place of the former one, and ends its sessions', async () => {
    const store = await open()
    const board = await newBoard(store)
    for (const own of ['s1', 's2']) await store.createSession(session(board, { hash: own, participant: own }))
    const next = { ...link(board, 'participant'), hash: `${board}-next`, codeHash: null, created: 5 }
    expect(await store.replaceLink(next, 's2')).toEqual([{ hash: 's1', participant: 's1' }])
    expect(await store.findSession('s1')).toBeUndefined()
    expect(await store.linksOf(board)).toEqual([next])
    expect(await store.findLink(board, `${board}-participant`)).toBeUndefined()
    expect(await store.findLinkByCode(`${board}-code`)).toBeUndefined()
  })

  test('people who join at once without choosing get colours in equal shares', async () => {
    const store = await open()
    const board = await newBoard(store)
    const joining = Array.from({ length: 36 }, (_, index) =>
      store.createSession(session(board, { hash: `h${index}`, participant: `p${index}`, colour: null })),
    )
    const colours = await Promise.all(joining)
    const times = Array.from(
      { length: 12 },
      (_, colour) => colours.filter((given) => given === colour).length,
    )
    expect(times).toEqual(Array.from({ length: 12 }, () => 3))
  })

  test('a participant changes name and colour in every session', async () => {
    const store = await open()
    const board = await newBoard(store)
    await store.createSession(session(board, { hash: 's1', participant: 'p' }))
    await store.createSession(session(board, { hash: 's2', participant: 'p' }))
    await store.updateParticipant(board, 'p', 'Zoé', 9)
    expect(await store.findSession('s2')).toMatchObject({ name: 'Zoé', colour: 9 })
    expect(await store.countParticipants(board)).toBe(1)
  })

  test('a person is found on every board by the name that they have', async () => {
    const store = await open()
    const [board, other] = [await newBoard(store), await newBoard(store)]
    for (const [hash, on, created] of [
      ['s1', board, 5],
      ['s2', board, 7],
      ['s3', other, 3],
    ] as const)
      await store.createSession(session(on, { hash, participant: 'p', name: 'Zoé', created }))
    await store.createSession(session(board, { hash: 's4', participant: 'q', name: '' }))
    const person = { participant: 'p', role: 'participant', colour: 3 }
    expect(await store.peopleNamed('Zoé')).toEqual([
      { ...person, board: other, joined: 3 },
      { ...person, board, joined: 5 },
    ])
    expect(await store.namesOf(board, ['p', 'q', 'nobody'])).toEqual(new Map([['p', 'Zoé']]))
    expect(await store.joinedBefore(board, 6, ['p', 'q', 'nobody'])).toEqual(['p', 'q'])
    expect(await store.joinedBefore(board, 5, ['p'])).toEqual([])
  })

  test('who leads alone is known, until they take part', async () => {
    const store = await open()
    const board = await newBoard(store)
    await store.replaceLinkForHost({
      ...link(board, 'participant'),
      role: 'facilitator',
      hash: 'lead',
      codeHash: null,
    })
    for (const [hash, participant] of [
      ['s1', 'a'],
      ['s2', 'b'],
    ] as const)
      await store.createSession(session(board, { hash, participant, role: 'facilitator', link: 'lead' }))
    await store.createSession(session(board, { hash: 's3', participant: 'c' }))
    await store.setPart(board, 'a', true)
    await store.setPart(board, 'a', true)
    expect(await store.leadingAlone(board)).toEqual(['b'])
    expect(await store.findSession('s1')).toMatchObject({ takesPart: true })
    await store.setPart(board, 'a', false)
    expect((await store.leadingAlone(board)).toSorted()).toEqual(['a', 'b'])
    expect(await store.findSession('s1')).not.toHaveProperty('takesPart')
  })
}

/** Rules about links that were renewed. */
function describeRenewedLinks({ open, reopen }: StoreFixture): void {
  test('a link that the host has made says so, and ends nobody’s session', async () => {
    const store = await open()
    const board = await newBoard(store)
    await store.createSession(session(board, { hash: 's1', participant: 'p' }))
    const made = { ...link(board, 'participant'), hash: 'by-host', codeHash: null }
    await store.replaceLinkForHost(made)
    expect(await store.findSession('s1')).toBeDefined()
    expect(await store.linksOf(board)).toEqual([{ ...made, isByHost: true }])
    await store.replaceLink({ ...made, hash: 'renewed' }, null)
    expect(await store.findLink(board, 'renewed')).not.toHaveProperty('isByHost')
  })

  test('a person whose link was renewed comes back as the same one; one who signed out does not', async () => {
    const store = await open()
    const board = await newBoard(store)
    for (const hash of ['s1', 's2']) await store.createSession(session(board, { hash, participant: 'p' }))
    const former = {
      hashes: ['none', 's1', 's2'],
      board,
      role: 'participant',
      name: 'Ana',
      maxDevices: 2,
    } as const
    expect(await store.findRevokedSession(former)).toBeUndefined()
    await store.endOtherSessions('s2', 's1')
    await store.revokeLink(board, 'participant', null)
    const again = await reopen(store)
    expect(await again.findRevokedSession(former)).toEqual(session(board, { hash: 's2', participant: 'p' }))
    expect(await again.findRevokedSession({ ...former, name: 'Bo' })).toBeUndefined()
    expect(await again.findRevokedSession({ ...former, hashes: ['s1'] })).toBeUndefined()
  })
}

function session<Change extends Partial<NewSessionRow>>(board: string, change: Change) {
  return {
    hash: 'h',
    board,
    role: 'participant',
    link: `${board}-participant`,
    participant: 'p',
    name: 'Ana',
    colour: 3,
    created: 1,
    ...change,
  } as const
}
