import { expect, onTestFinished, test, vi } from 'vitest'
import { linksIn } from '#client/panels/share/sync-links.ts'
import type { LinkState } from '#shared/wire/http.ts'

const at = (name: string, host = 'host') => `http://${host}/b/b1#secret-${name}`

test('links that the server keeps replace those that a browser remembers; links that do not work go', () => {
  const known = { facilitator: at('f'), participant: at('old'), viewer: at('v'), joinCode: 'OLD0-OLD0' }
  const states: LinkState[] = [
    { role: 'facilitator', isActive: true, created: 1, link: at('f') },
    { role: 'participant', isActive: true, created: 1, link: at('new'), joinCode: 'NEW0-NEW0' },
    { role: 'viewer', isActive: false, created: 1 },
  ]
  expect(linksIn(states, known)).toEqual({
    facilitator: at('f'),
    participant: at('new'),
    viewer: undefined,
    joinCode: 'NEW0-NEW0',
  })
})

test('a code that the server does not keep stays with the link that it belongs to, and goes with it', () => {
  const known = { participant: at('p', 'other-name'), joinCode: 'CODE-CODE' }
  const state = (secret: string): LinkState => ({
    role: 'participant',
    isActive: true,
    created: 1,
    link: at(secret),
  })
  expect(linksIn([state('p')], known)).toMatchObject({ participant: at('p'), joinCode: 'CODE-CODE' })
  expect(linksIn([state('q')], known)).toMatchObject({ joinCode: undefined })
})

test('a browser that comes by the facilitator link of an old board offers this link, and what it remembers', async () => {
  const stored = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
    removeItem: (key: string) => void stored.delete(key),
  })
  onTestFinished(() => void vi.unstubAllGlobals())
  vi.resetModules()
  const { rememberEntered } = await import('#client/model/memory/sessions.ts')
  const { knownLinks } = await import('#client/model/memory/sessions.ts')
  const { syncLinks } = await import('#client/panels/share/sync-links.ts')
  rememberEntered('f', 'my-session')
  const active = (role: LinkState['role']): LinkState => ({ role, isActive: true, created: 1 })
  const asked: unknown[] = []
  vi.stubGlobal('fetch', async (_path: string, { method, body }: RequestInit) => {
    asked.push([method, typeof body === 'string' ? JSON.parse(body) : body])
    const kept = method === 'PUT' ? { ...active('facilitator'), link: at('f') } : active('facilitator')
    return Response.json([kept, active('viewer')])
  })
  await syncLinks({ board: 'b1', session: 'my-session' })
  expect(asked).toEqual([
    ['GET', undefined],
    ['PUT', { facilitator: 'f' }],
  ])
  expect(knownLinks('b1')).toMatchObject({ facilitator: at('f') })
  // Nothing is offered twice.
  vi.stubGlobal('fetch', async (_path: string, { method }: RequestInit) => {
    asked.push(method)
    return Response.json([{ ...active('facilitator'), link: at('f') }, active('viewer')])
  })
  asked.length = 0
  await syncLinks({ board: 'b1', session: 'my-session' })
  expect(asked).toEqual(['GET'])
})
