import { expect, test } from 'vitest'
import type { OpeningRule } from '#server/access/opening.ts'
import { findingsOfSignIn } from '#server/doctor/sign-in.ts'
import type { CreatedBoard, SignedOut } from '#shared/wire/http.ts'
import { openIdentityProvider, type HouseProvider } from '#tests/support/identity-provider.ts'
import { freePort } from '#tests/support/metered-server.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import { triedWays, waysToOpen } from '#tests/support/ways-to-open.ts'

test('people whom the provider signs in open boards in every way; everybody joins; who signs out opens none', async () => {
  const { server, house } = await openHouse()
  const ada = browser()
  expect(await openingFor(server, ada)).toEqual({ by: 'oidc', isAllowed: false, signInWith: 'Rives 2030' })
  const back = await signIn(server, ada, 'ada')
  expect(back).toBe('/')
  const headers = { cookie: ada.cookiesOf(server.url) }
  const ways = await waysToOpen(server, headers)
  expect(await triedWays(server, ways, headers)).toEqual(ways.map(() => [201, undefined]))
  expect(await triedWays(server, ways, {})).toEqual(ways.map(() => [403, 'sign_in_needed']))
  const board = (await server.ask('POST', '/api/boards', {}, undefined, headers)).body as CreatedBoard
  await server.join(board)

  const out = await ada.ask(`${server.url}/api/sign-out`, { method: 'POST' })
  const { address } = (await out.json()) as SignedOut
  expect(address?.startsWith(`${house.issuer}/session/end?`)).toBe(true)
  expect(await openingFor(server, ada)).toMatchObject({ isAllowed: false })

  const logs = server.logs()
  for (const secret of [house.clientSecret, headers.cookie.split('=')[1] ?? '', 'house.example', 'code='])
    expect(logs).not.toContain(secret)
})

test('a quota is that of the person, whatever browser they use, and survives a restart', async () => {
  const { server, config } = await openHouse({ quotas: { all: 0, each: 1 } })
  const [first, second, other] = [browser(), browser(), browser()]
  await signIn(server, first, 'ada')
  await signIn(server, second, 'ada')
  await signIn(server, other, 'bo')
  const create = async (at: TestServer, who: Browser) =>
    (await at.ask('POST', '/api/boards', {}, undefined, { cookie: who.cookiesOf(server.url) })).status
  expect(await create(server, first)).toBe(201)
  expect(await create(server, second)).toBe(403)
  expect(await create(server, other)).toBe(201)
  await server.close()
  const again = await startServer({ dataDir: server.dataDir, config })
  expect(await create(again, first)).toBe(403)
})

test('a sign-in that somebody else began, that is repeated, refused or forged lets nobody in', async () => {
  const { server } = await openHouse()
  const ada = browser()
  const callback = await callbackFor(server, ada, 'ada')
  const endOf = async (who: Browser, address: string) => {
    const answer = await who.ask(address)
    const isIn = answer.headers.getSetCookie().some((each) => /^boussole_sign_in=\w/u.test(each))
    return [answer.status, answer.headers.get('location'), isIn]
  }
  // In another browser, then with another state and code.
  expect(await endOf(browser(), callback)).toEqual([302, '/?sign-in=late', false])
  const forged = callback.replace(/state=[\w-]+/u, 'state=another')
  expect(await endOf(ada, forged)).toEqual([302, '/?sign-in=failed', false])
  await callbackFor(server, ada, 'ada')
  expect(await endOf(ada, callback)).toEqual([302, '/?sign-in=failed', false])
  const own = await callbackFor(server, ada, 'ada')
  expect(await endOf(ada, own.replace(/code=[\w-]+/u, 'code=stolen'))).toEqual([
    302,
    '/?sign-in=failed',
    false,
  ])
  const whole = await callbackFor(server, ada, 'ada')
  expect(await endOf(ada, whole)).toEqual([302, '/', true])
  expect(await endOf(ada, whole)).toEqual([302, '/?sign-in=late', false])
  expect(await endOf(browser(), await callbackFor(server, browser(), ''))).toEqual([
    302,
    '/?sign-in=late',
    false,
  ])
  const no = browser()
  expect(await endOf(no, await callbackFor(server, no, ''))).toEqual([302, '/?sign-in=refused', false])

  const [pass = ''] = ada.cookiesOf(server.url).split('; ')
  const forgeries = [
    pass.replace(/\.\d+\./u, '.9999999999.'),
    `${pass}x`,
    pass.slice(0, -2),
    'boussole_sign_in=..',
  ]
  for (const cookie of [pass, ...forgeries])
    expect((await server.ask('POST', '/api/boards', {}, undefined, { cookie })).status).toBe(
      cookie === pass ? 201 : 403,
    )
})

test.each([
  // An answer holds for a minute, and may be a minute over.
  [90, '/'],
  [180, '/?sign-in=failed'],
])('the clock of the provider may be a little late: %i s', async (lateSeconds, end) => {
  const { server } = await openHouse({}, lateSeconds)
  expect(await signIn(server, browser(), 'ada')).toBe(end)
})

test('while the provider is away a person reads so, the server starts and goes on, and the doctor finds it', async () => {
  const { server, house, rule } = await openHouse()
  expect(await findingsOfSignIn(rule, server.url)).toEqual([
    { level: 'ok', about: 'sign-in', says: `the identity provider is at ${house.issuer}` },
  ])
  house.close()
  const answer = await browser().ask(`${server.url}/api/sign-in`)
  expect([answer.status, answer.headers.get('location')]).toEqual([302, '/?sign-in=away'])
  expect((await server.ask('GET', '/readyz')).status).toBe(200)
  expect(await findingsOfSignIn(rule, server.url)).toMatchObject([{ level: 'bad', about: 'sign-in' }])
})

type Settings = NonNullable<NonNullable<Parameters<typeof startServer>[0]>['config']>

interface House {
  readonly server: TestServer
  readonly house: HouseProvider
  readonly rule: Extract<OpeningRule, { readonly by: 'oidc' }>
  readonly config: Settings
}

async function openHouse(more: Settings = {}, lateSeconds = 0): Promise<House> {
  // What the provider knows is the public address. These tests ask the server itself.
  const publicUrl = `http://127.0.0.1:${await freePort()}`
  const house = await openIdentityProvider({ publicUrl, lateSeconds })
  const { issuer, clientId, clientSecret } = house
  const rule = { by: 'oidc', issuer, clientId, clientSecret, name: 'Rives 2030' } as const
  const config = { publicUrl, opening: rule, ...more }
  return { server: await startServer({ config }), house, rule, config }
}

interface Browser {
  /** One request with the cookies of the host. Redirects are not followed. */
  readonly ask: (address: string, init?: RequestInit) => Promise<Response>
  readonly cookiesOf: (address: string) => string
}

/** Keeps the cookies of each host. */
function browser(): Browser {
  const kept = new Map<string, Map<string, string>>()
  const of = (address: string) => {
    const { host } = new URL(address)
    const jar = kept.get(host) ?? new Map<string, string>()
    kept.set(host, jar)
    return jar
  }
  const cookiesOf = (address: string) =>
    [...of(address)].map(([name, value]) => `${name}=${value}`).join('; ')
  return {
    cookiesOf,
    ask: async (address, init = {}) => {
      const headers = { cookie: cookiesOf(address) }
      const answer = await fetch(address, { ...init, headers, redirect: 'manual' })
      for (const cookie of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/u.exec(cookie) ?? []
        if (value === '') of(address).delete(name)
        else of(address).set(name, value)
      }
      return answer
    },
  }
}

/** What the server says to this browser about opening boards. */
async function openingFor(server: TestServer, { ask }: Browser): Promise<unknown> {
  const { version: _, ...opening } = (await (await ask(`${server.url}/api/opening`)).json()) as Record<
    string,
    unknown
  >
  return opening
}

/** Goes to the provider, says who it is there, and stops before it goes back. The address at the server itself. */
async function callbackFor(server: TestServer, { ask }: Browser, name: string): Promise<string> {
  let address = `${server.url}/api/sign-in`
  for (;;) {
    const answer = await ask(address)
    const next = new URL(answer.headers.get('location') ?? '', address)
    if (next.pathname === '/api/sign-in/callback') return `${server.url}${next.pathname}${next.search}`
    address =
      next.pathname.startsWith('/who/') && next.search === '' && answer.status !== 200
        ? `${next.href}?name=${name}`
        : next.href
  }
}

/** Where the person ends. */
async function signIn(server: TestServer, who: Browser, name: string): Promise<string | null> {
  const answer = await who.ask(await callbackFor(server, who, name))
  return answer.headers.get('location')
}
