import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test } from 'vitest'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { clientOf, newDataDir, secretOf, startServer } from '#tests/support/server.ts'
import { joinBoard } from '#tests/support/socket-voters.ts'

test('every error has a code, a sentence, whether to try again, and nothing else', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const { session } = await server.join(board)
  const answers = await Promise.all([
    server.ask('GET', '/nowhere'),
    server.ask('GET', '/api/nowhere'),
    server.ask('PUT', '/api/boards'),
    server.ask('POST', '/api/boards', { title: 'x'.repeat(121) }),
    server.ask('POST', '/api/boards', { language: 'tlh' }),
    server.ask('POST', '/api/boards', { title: 'x'.repeat(700_000) }),
    server.ask('GET', `/api/boards/${board.id}`),
    server.ask('GET', `/api/boards/${board.id}/links`, undefined, session),
    server.ask('POST', `/api/boards/${board.id}/links/king`, undefined, session),
    server.ask('GET', '/%E0%A4%A'),
    server.ask('GET', `/ws/${board.id}`),
    server.ask('GET', `/ws/${board.id}/desk`),
    fetch(`${server.url}/api/boards`, {
      method: 'POST',
      body: '{',
      headers: { 'content-type': 'application/json' },
    }).then(async (response) => ({ status: response.status, body: await response.json() })),
    fetch(`${server.url}/api/boards`, {
      method: 'POST',
      body: 'x',
      headers: { 'content-type': 'text/plain' },
    }).then(async (response) => ({ status: response.status, body: await response.json() })),
  ])
  expect(answers.map(({ status }) => status)).toEqual([
    404, 404, 404, 400, 400, 413, 401, 403, 400, 400, 404, 404, 400, 415,
  ])
  for (const { body } of answers) {
    expect(body).toEqual({
      code: expect.stringMatching(/^[a-z_]+$/),
      message: expect.stringMatching(/^[A-Z"].*\.$/),
      mayRetry: false,
    })
  }
  expect(answers[3]?.body).toEqual({
    code: 'bad_request',
    message: '"title" in the request must NOT have more than 120 characters.',
    mayRetry: false,
  })
})

test.each([
  ['what is not HTTP', 'hello\r\n\r\n', 400],
  [
    'what expects something else',
    'GET /healthz HTTP/1.1\r\nHost: a\r\nExpect: more\r\nConnection: close\r\n\r\n',
    417,
  ],
])('%s gets the same shape', async (_name, request, status) => {
  const server = await startServer()
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
  socket.end(request)
  let answer = ''
  for await (const part of socket) answer += String(part)
  expect(answer).toMatch(new RegExp(String.raw`^HTTP/1\.1 ${status} `))
  expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toEqual({
    code: 'bad_request',
    message: 'The request could not be understood.',
    mayRetry: false,
  })
})

test('a failure of our own says nothing about its cause, and the log does', async () => {
  const server = await startServer()
  await server.store.close()
  const answer = await server.ask('POST', '/api/boards', {})
  expect(answer).toMatchObject({ status: 503, body: { code: 'store_unavailable', mayRetry: true } })
  expect(JSON.stringify(answer.body)).not.toContain('closed')
  expect(server.logs()).toContain('the store is closed')
})

test('/healthz answers 200 only when the store can be written', async () => {
  const server = await startServer()
  const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string }
  expect(await server.ask('GET', '/healthz')).toMatchObject({ status: 200, body: { status: 'ok', version } })
  await server.store.close()
  expect(await server.ask('GET', '/healthz')).toMatchObject({
    status: 503,
    body: { code: 'store_unavailable' },
  })
})

test('the OpenAPI description is valid and names every route of the API', async () => {
  const server = await startServer()
  const { body } = await server.ask('GET', '/api/openapi.json')
  const checked = await new Validator().validate(body as Record<string, unknown>)
  expect(checked).toMatchObject({ valid: true })
  const { paths } = body as { paths: Record<string, object> }
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
  expect(routes).toEqual(
    expect.arrayContaining([
      'GET /healthz',
      'POST /api/boards',
      'GET /api/boards/{id}',
      'GET /api/boards/{id}/links',
      'POST /api/boards/{id}/links/{role}',
      'DELETE /api/boards/{id}/links/{role}',
      'POST /api/invitations',
      'POST /api/sessions',
      'GET /api/boards/{id}/photos/{photo}',
    ]),
  )
  const bodies = ['/api/boards/{id}/photos', '/api/imports'].map((path) => {
    const { post } = paths[path] as { post: { requestBody: { content: object } } }
    return Object.keys(post.requestBody.content)
  })
  expect(bodies).toEqual([expect.arrayContaining(['image/jpeg', 'image/png']), ['application/json']])
  const { get } = paths['/api/boards/{id}/exports/{export}/file'] as {
    get: { responses: Record<string, { content: object }> }
  }
  expect(Object.keys(get.responses['200']?.content ?? {})).toEqual(
    expect.arrayContaining(['application/pdf', 'image/png', 'text/csv', 'text/markdown', 'application/json']),
  )
})

test('each operation of the OpenAPI description has a name of its own, and types every parameter and body', async () => {
  const server = await startServer()
  const { body } = await server.ask('GET', '/api/openapi.json')
  const operations = Object.values((body as Described).paths).flatMap((methods) => Object.values(methods))
  const names = operations.map(({ operationId }) => operationId)
  expect(names).toEqual(expect.arrayContaining(['getBoardLinks', 'deleteBoardLink', 'getBoardReplayPage']))
  expect(new Set(names).size).toBe(names.length)
  const untyped = operations.flatMap(({ operationId, summary, parameters = [], requestBody }) => [
    ...(summary === undefined ? [`${operationId}: no summary`] : []),
    ...parameters.flatMap(({ name, schema }) => untypedIn(schema, `${operationId}: ${name}`)),
    ...Object.values(requestBody?.content ?? {}).flatMap(({ schema }) => untypedIn(schema, operationId)),
  ])
  expect(untyped).toEqual([])
  const post = (body as Described).paths['/api/imports']?.['post']
  expect(post?.parameters?.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['second', 'x-create-secret']),
  )
})

interface Schema extends Readonly<Record<string, unknown>> {
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
}

interface Described {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

interface Operation {
  readonly operationId: string
  readonly summary?: string
  readonly parameters?: readonly { readonly name: string; readonly schema: Schema }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> }
}

/** The parts of a schema that say nothing about their values. */
function untypedIn(schema: Schema, path: string): readonly string[] {
  const says = ['type', 'enum', 'const', 'anyOf', 'oneOf', 'allOf', '$ref', '~unsafe'].some(
    (key) => key in schema,
  )
  return [
    ...(says ? [] : [path]),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, part]) => untypedIn(part, `${path}.${name}`)),
    ...(schema.items ? untypedIn(schema.items, `${path}[]`) : []),
  ]
}

test('every status that an address or a body alone is answered with is in the OpenAPI description', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const { session } = await server.join(board)
  const { body } = await server.ask('GET', '/api/openapi.json')
  const { paths } = body as { paths: Record<string, Record<string, { responses: object }>> }
  const undescribed: string[] = []
  for (const [path, methods] of Object.entries(paths)) {
    for (const [name, { responses }] of Object.entries(methods)) {
      const method = name.toUpperCase()
      const authorization = `Bearer ${session}`
      const fill = (value: string): string =>
        server.url + path.replace('{id}', board.id).replaceAll(/\{\w+\}/g, value)
      const answers = [await fetch(fill('x'), { method }), await fetch(fill('y'.repeat(80)), { method })]
      if (method !== 'GET') {
        const headers = { authorization, 'content-type': 'text/xml' }
        answers.push(await fetch(fill('x'), { method, headers, body: '<a/>' }))
        const asJson = { authorization: 'Bearer x', 'content-type': 'application/json' }
        answers.push(await fetch(fill('x'), { method, headers: asJson, body: '{' }))
        answers.push(await fetch(fill('x'), { method, headers: asJson, body: ' '.repeat(70_000) }))
      }
      for (const { status } of answers)
        if (!(String(status) in responses)) undescribed.push(`${method} ${path}: ${status}`)
    }
  }
  await server.store.close()
  for (const [path, methods] of Object.entries(paths)) {
    for (const [name, { responses }] of Object.entries(methods)) {
      if (!path.startsWith('/api/boards/') || '503' in responses) continue
      const method = name.toUpperCase()
      const address = server.url + path.replaceAll(/\{\w+\}/g, 'x')
      const { status } = await fetch(address, { method, headers: { authorization: `Bearer ${session}` } })
      if (status === 503) undescribed.push(`${method} ${path}: without a store, ${status}`)
    }
  }
  expect(undescribed).toEqual([])
})

test('the board’s language follows the browser unless it is chosen', async () => {
  const server = await startServer()
  const create = async (language: string, body: object) => {
    const response = await fetch(`${server.url}/api/boards`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', 'accept-language': language },
    })
    return ((await response.json()) as CreatedBoard).language
  }
  expect(await create('fr-CH, fr;q=0.9, en;q=0.8', {})).toBe('fr')
  expect(await create('de, fr;q=0.9', {})).toBe('en')
  expect(await create('fr', { language: 'en' })).toBe('en')
})

test('links begin with PUBLIC_URL when there is one', async () => {
  const server = await startServer({ config: { publicUrl: 'https://boussole.example.org' } })
  const board = await server.createBoard()
  expect(board.links.viewer).toMatch(/^https:\/\/boussole\.example\.org\/b\/[\w-]{12}#[\w-]{22}$/)
})

test('under a path of a host the server answers with the path and without it, and its pages name it', async () => {
  const clientDir = join(await newDataDir(), 'client')
  await mkdir(clientDir)
  const page = '<!doctype html><html lang="en"><link href="/compass.svg"><a href="/">Boussole</a></html>'
  for (const file of ['index.html', 'join.html']) await writeFile(join(clientDir, file), page)
  const config = { publicUrl: 'https://intranet.example.org/boussole', basePath: '/boussole', clientDir }
  const server = await startServer({ config })
  const under = clientOf(`${server.url}/boussole`)
  const board = await under.createBoard()
  expect(board.links.viewer).toMatch(/^https:\/\/intranet\.example\.org\/boussole\/b\/[\w-]{12}#/u)
  // A proxy may remove the path.
  for (const client of [under, server]) {
    await joinBoard(client, board)
    const { body } = await client.ask('GET', '/join')
    expect(body).toBe(
      '<!doctype html><html data-base="/boussole" lang="en"><link href="/boussole/compass.svg"><a href="/boussole/">Boussole</a></html>',
    )
    expect((await client.ask('GET', '/join.html')).body).toBe(body)
    expect((await client.ask('GET', '/healthz')).status).toBe(200)
  }
  const { status, headers } = await fetch(`${server.url}/boussole`, { redirect: 'manual' })
  expect([status, headers.get('location')]).toEqual([302, '/boussole/'])
  expect((await server.ask('GET', '/boussoles/healthz')).status).toBe(404)
})

test.each([
  [true, [201, 201], /^https:\/\/boussole\.example\.org\/b\//],
  [false, [201, 429], /^http:\/\/127\.0\.0\.1:\d+\/b\//],
] as const)(
  'headers of a proxy count only when the proxy is trusted (%s)',
  async (trustProxy, statuses, link) => {
    const server = await startServer({
      config: { trustProxy, limits: { boards: 1, joinAttempts: 60, joins: 60 } },
    })
    const forwarded = async (address: string) => {
      const response = await fetch(`${server.url}/api/boards`, {
        method: 'POST',
        body: '{}',
        headers: {
          'content-type': 'application/json',
          'x-forwarded-for': address,
          'x-forwarded-proto': 'https',
          'x-forwarded-host': 'boussole.example.org',
        },
      })
      return { status: response.status, body: (await response.json()) as CreatedBoard }
    }
    const [first, second] = [await forwarded('192.0.2.1'), await forwarded('192.0.2.2')]
    expect([first.status, second.status]).toEqual(statuses)
    expect(first.body.links.viewer).toMatch(link)
  },
)

test('opening boards is limited by address', async () => {
  const server = await startServer({ config: { limits: { boards: 3, joinAttempts: 60, joins: 60 } } })
  const answers = await Promise.all(Array.from({ length: 5 }, () => server.ask('POST', '/api/boards', {})))
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 201, 201, 429, 429])
  expect(answers.find(({ status }) => status === 429)?.body).toMatchObject({ code: 'too_many_requests' })
})

test('a compressed body is refused and never unpacked', async () => {
  const server = await startServer()
  // 16 MB, were it unpacked.
  const bomb = gzipSync(Buffer.alloc(16 * 1_048_576, ' '))
  for (const path of ['/api/boards', '/api/sessions', '/api/imports']) {
    const { status } = await fetch(server.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body: bomb,
    })
    expect([400, 413, 415], path).toContain(status)
  }
  expect((await server.ask('GET', '/healthz')).status).toBe(200)
})

test('pages allow no inline script and tell no other site where they are', async () => {
  const server = await startServer()
  const { headers } = await server.ask('GET', '/')
  const policy = headers.get('content-security-policy') ?? ''
  expect(policy).toContain("script-src 'self';")
  expect(policy).toContain("default-src 'self';")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).not.toContain('upgrade-insecure-requests')
  expect(headers.get('referrer-policy')).toBe('no-referrer')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  // Where websockets begin, too, for who asks for a page there.
  const other = await server.ask('GET', '/ws/board')
  expect(other.status).toBe(404)
  expect(other.headers.get('content-security-policy')).toBe(policy)
})

test('responses behind TLS set HSTS and isolation headers; plain HTTP sets none that browsers would ignore', async () => {
  const names = ['strict-transport-security', 'cross-origin-opener-policy', 'origin-agent-cluster']
  const headersOf = async (publicUrl: string) => {
    const server = await startServer({ config: { publicUrl } })
    const { headers } = await server.ask('GET', '/healthz')
    return names.map((name) => headers.get(name))
  }
  expect(await headersOf('https://boussole.example.org')).toEqual([
    expect.stringContaining('max-age='),
    'same-origin',
    '?1',
  ])
  expect(await headersOf('http://192.0.2.7:3000')).toEqual([null, null, null])
})

test('answers of the API are not cached', async () => {
  const server = await startServer()
  for (const path of ['/api/openapi.json', '/api/nowhere', '/healthz']) {
    expect((await server.ask('GET', path)).headers.get('cache-control')).toBe('no-store')
  }
})

test('the pages install as an app in the language of the browser, and the server reads nothing of what is shared with it', async () => {
  const clientDir = await newDataDir()
  for (const page of ['index.html', 'join.html']) await writeFile(join(clientDir, page), '<html lang="en">')
  const server = await startServer({ config: { clientDir, basePath: '/tools' } })
  const manifest = await fetch(`${server.url}/tools/manifest.webmanifest`, {
    headers: { 'accept-language': 'fr' },
  })
  expect(manifest.headers.get('content-type')).toMatch(/^application\/manifest\+json/u)
  expect(manifest.headers.get('vary')).toBe('accept-language')
  expect(await manifest.json()).toMatchObject({
    lang: 'fr',
    scope: '/tools/',
    icons: [
      { purpose: 'any' },
      { purpose: 'any' },
      { purpose: 'maskable', src: '/tools/icon-maskable-512.png' },
    ],
    shortcuts: [{ name: 'Rejoindre avec un code', url: '/tools/join' }, { url: '/tools/' }],
    share_target: { action: '/tools/share', method: 'POST' },
  })
  const body = new FormData()
  body.append('text', 'A planted secret')
  body.append('photos', new Blob([new Uint8Array(1_000_000)]), 'photo.jpg')
  const shared = await fetch(`${server.url}/tools/share`, { method: 'POST', body, redirect: 'manual' })
  expect([shared.status, shared.headers.get('location')]).toEqual([303, '/tools/share'])
  expect(server.logs()).not.toContain('planted')
})

test('the page is served at its addresses, hashed files are cached for good, and nothing above the folder is served', async () => {
  const clientDir = join(await newDataDir(), 'client')
  await mkdir(join(clientDir, 'assets'), { recursive: true })
  for (const page of ['index.html', 'join.html'])
    await writeFile(join(clientDir, page), '<!doctype html><title>Boussole</title>')
  await writeFile(join(clientDir, 'assets', 'main-abc.js'), 'console.log(1)')
  await writeFile(join(clientDir, 'assets', 'main-abc.js.br'), 'brotli')
  const server = await startServer({ config: { clientDir } })
  const paths = [
    '/',
    '/b/AbCdEf123456',
    '/b/AbCdEf123456/',
    '/b/AbCdEf123456/projector',
    '/join',
    '/join/',
    '/share',
    '/index.html',
  ]
  for (const path of paths) {
    const answer = await server.ask('GET', path)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(answer.headers.get('cache-control')).toBe('no-cache')
    expect(answer.body).toContain('<title>Boussole')
  }
  expect((await server.ask('GET', '/join')).headers.get('vary')).toContain('accept-language')
  const script = await fetch(`${server.url}/assets/main-abc.js`, {
    method: 'HEAD',
    headers: { 'accept-encoding': 'br' },
  })
  expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(script.headers.get('content-encoding')).toBe('br')
  // Of the headers that forbid, those that tell a browser something about a script.
  expect(script.headers.get('x-content-type-options')).toBe('nosniff')
  expect(script.headers.get('content-security-policy')).toBe("default-src 'self'; frame-ancestors 'none'")
  expect(script.headers.get('x-frame-options')).toBeNull()
  const plain = await fetch(`${server.url}/assets/main-abc.js`, { headers: { 'accept-encoding': 'br;q=0' } })
  expect([plain.headers.get('content-type'), await plain.text()]).toEqual([
    'text/javascript; charset=utf-8',
    'console.log(1)',
  ])
  // A crowd opens the page: its files are read once.
  await writeFile(join(clientDir, 'assets', 'main-abc.js'), 'read again')
  expect((await server.ask('GET', '/assets/main-abc.js')).body).not.toContain('read again')
  // The operator has built again in the folder of the running server.
  await writeFile(join(clientDir, 'assets', 'main-new.js'), 'console.log(2)')
  await writeFile(join(clientDir, 'secret.js'), 'not an asset')
  const rebuilt = await fetch(`${server.url}/assets/main-new.js`)
  expect([rebuilt.status, rebuilt.headers.get('cache-control'), await rebuilt.text()]).toEqual([
    200,
    'public, max-age=31536000, immutable',
    'console.log(2)',
  ])
  expect((await server.ask('GET', '/assets/..%2fsecret.js')).status).toBe(404)
  for (const path of ['/..%2fsecret', '/%2e%2e/%2e%2e/etc/passwd', '/assets/', '/assets/none.js']) {
    expect(await server.ask('GET', path)).toMatchObject({ body: { code: expect.any(String) } })
  }
})

test('a document names the words of the language that the browser asks for', async () => {
  const clientDir = join(await newDataDir(), 'client')
  await mkdir(clientDir, { recursive: true })
  for (const page of ['index', 'join', 'join.fr']) await writeFile(join(clientDir, `${page}.html`), page)
  const server = await startServer({ config: { clientDir } })
  const given = async (path: string, languages: string) =>
    (await fetch(server.url + path, { headers: { 'accept-language': languages } })).text()
  expect(await given('/join', 'fr-CH, en;q=0.8')).toBe('join.fr')
  expect(await given('/b/AbCdEf123456', 'de, fr;q=0.9, en;q=0.8')).toBe('join.fr')
  expect(await given('/join', 'en-GB, fr;q=0.8')).toBe('join')
  expect(await given('/join', 'de')).toBe('join')
  // Not made by this build.
  expect(await given('/', 'fr')).toBe('index')
})

test('a browser with a mistyped address gets a page that says so, and a program gets JSON', async () => {
  const clientDir = join(await newDataDir(), 'client')
  await mkdir(clientDir, { recursive: true })
  await writeFile(join(clientDir, 'index.html'), '<!doctype html><title>Boussole</title>')
  const server = await startServer({ config: { clientDir } })
  const seen = async (path: string, accept: string, method = 'GET') => {
    const { status, headers } = await fetch(server.url + path, { method, headers: { accept } })
    return [status, headers.get('content-type'), headers.get('cache-control')]
  }
  const browser = 'text/html,application/xhtml+xml,*/*;q=0.8'
  for (const path of ['/jion', '/b/AbCdEf123456/projectr'])
    expect([path, ...(await seen(path, browser))]).toEqual([
      path,
      404,
      'text/html; charset=utf-8',
      'no-cache',
    ])
  const json = 'application/json; charset=utf-8'
  for (const path of ['/api/boardz', '/ws/AbCdEf123456', '/assets/none.js'])
    expect([path, ...(await seen(path, browser)).slice(0, 2)]).toEqual([path, 404, json])
  expect((await seen('/jion', '*/*')).slice(0, 2)).toEqual([404, json])
  expect((await seen('/jion', browser, 'POST')).slice(0, 2)).toEqual([404, json])
})

test('no secret, name or title is ever in the log', async () => {
  const server = await startServer()
  const board = await server.createBoard({ title: 'planted-title' })
  const joined = await server.join(board, 'facilitator', 'planted-name')
  await server.ask('GET', `/api/boards/${board.id}?secret=planted-query`, undefined, joined.session)
  await server.ask('GET', `/b/planted-path`, undefined, joined.session)
  await server.ask('POST', '/api/sessions', { board: board.id, secret: 'planted-wrong' })
  await server.ask('POST', '/api/sessions', { code: board.joinCode, name: 'planted-name' })
  await server.store.close()
  // Something that fails, so that the error path logs too.
  await server.ask('GET', `/api/boards/${board.id}?secret=planted-query`, undefined, joined.session)
  const logs = server.logs()
  expect(logs).toContain('boards cannot be saved or read')
  for (const secret of ['planted', joined.session, board.joinCode, secretOf(board.links.facilitator)]) {
    expect(logs).not.toContain(secret)
  }
})
