import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { OpeningRule } from '#server/access/opening.ts'
import { readConfig } from '#server/config.ts'
import { createSecretHeader } from '#shared/wire/secrets.ts'
import type { CreatedBoard, Opening } from '#shared/wire/http.ts'
import { newDataDir, secretOf, startServer, type TestServer } from '#tests/support/server.ts'

const secret = 'Où naît l’idée ?'
const file = {
  format: 'boussole-board',
  version: 1,
  title: '',
  language: 'en',
  notes: [],
  clusters: [],
  rounds: [],
}

async function post(
  { url }: TestServer,
  path: string,
  headers: Readonly<Record<string, string>>,
  body: unknown = {},
): Promise<{ status: number; body: { code?: string } & Partial<CreatedBoard> }> {
  const answer = await fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  return { status: answer.status, body: await answer.json() }
}

const said = (words: string) => ({ [createSecretHeader]: encodeURIComponent(words) })

test('with CREATE=secret only people who know it open, import or copy boards; everybody joins', async () => {
  const server = await startServer({ config: { opening: { by: 'secret', secret } } })
  for (const [path, body] of [
    ['/api/boards', {}],
    ['/api/imports', file],
  ] as const) {
    expect(await post(server, path, {}, body)).toMatchObject({ status: 403, body: { code: 'secret_needed' } })
    expect(await post(server, path, said('wrong'), body)).toMatchObject({
      status: 403,
      body: { code: 'secret_wrong' },
    })
    expect(await post(server, path, said(secret), body)).toMatchObject({ status: 201 })
  }
  const { body: board } = await post(server, '/api/boards', said(secret))
  const ticket = { board: board.id, secret: secretOf(board.links?.facilitator ?? '') }
  const joined = await post(server, '/api/sessions', {}, ticket)
  expect(joined).toMatchObject({ status: 201 })

  const session = { authorization: `Bearer ${(joined.body as { readonly session: string }).session}` }
  const points = `/api/boards/${board.id}/checkpoints`
  const { body: point } = await post(server, points, session)
  const copy = async (headers: Readonly<Record<string, string>>) =>
    post(
      server,
      `${points}/${(point as { readonly id: string }).id}/restore`,
      { ...session, ...headers },
      { as: 'copy' },
    )
  expect(await copy({})).toMatchObject({ status: 403, body: { code: 'secret_needed' } })
  expect(await copy(said(secret))).toMatchObject({ status: 201 })
  expect(server.logs()).not.toContain(encodeURIComponent(secret))
})

test('the start page learns who may open boards, and whether its secret is right', async () => {
  const ask = async (opening: OpeningRule, headers = {}) => {
    const { url } = await startServer({ config: { opening } })
    const { version, ...answer } = (await (await fetch(`${url}/api/opening`, { headers })).json()) as Opening
    expect(version).toMatch(/^\d+\.\d+\.\d+$/u)
    return answer
  }
  expect(await ask({ by: 'anybody' })).toEqual({ by: 'anybody', isAllowed: true })
  expect(await ask({ by: 'secret', secret })).toEqual({ by: 'secret', isAllowed: false })
  expect(await ask({ by: 'secret', secret }, said('wrong'))).toEqual({ by: 'secret', isAllowed: false })
  expect(await ask({ by: 'secret', secret }, said(secret))).toEqual({ by: 'secret', isAllowed: true })
})

test('guessing the secret is limited by address, and then the right one is refused, too', async () => {
  const server = await startServer({ config: { opening: { by: 'secret', secret } } })
  const answers: number[] = []
  for (let guess = 0; guess < 12; guess += 1)
    answers.push((await post(server, '/api/boards', said(`guess ${guess}`))).status)
  expect(answers).toEqual([...Array<number>(10).fill(403), 429, 429])
  expect(await post(server, '/api/boards', said(secret))).toMatchObject({ status: 429 })
  // Nothing is said about other boards, and a person without a secret is told to bring one.
  expect(await post(server, '/api/boards', {})).toMatchObject({ body: { code: 'secret_needed' } })
})

test('with CREATE=header only requests that a trusted proxy marks open boards', async () => {
  const rule = { by: 'header', header: 'x-remote-user' } as const
  const behind = await startServer({
    config: { opening: { ...rule, proxies: ['192.0.2.1', '127.0.0.0/8'] } },
  })
  const signedIn = { 'x-remote-user': 'ada' }
  expect(await post(behind, '/api/boards', signedIn)).toMatchObject({ status: 201 })
  expect(await post(behind, '/api/imports', signedIn, file)).toMatchObject({ status: 201 })
  for (const headers of [{}, { 'x-remote-user': ' ' }, { 'x-other': 'ada' }]) {
    expect(await post(behind, '/api/boards', headers)).toMatchObject({
      status: 403,
      body: { code: 'sign_in_needed' },
    })
  }
  const direct = await startServer({ config: { opening: { ...rule, proxies: ['192.0.2.1'] } } })
  // The address that a proxy forwards is no proof: anybody can write it.
  const forged = { ...signedIn, 'x-forwarded-for': '192.0.2.1' }
  expect(await post(direct, '/api/boards', forged)).toMatchObject({ status: 403 })
})

test('the environment says who may open boards; a setting without effect is a mistake', async () => {
  const path = join(await newDataDir(), 'secret')
  await writeFile(path, `${secret}\n`)
  const rule = (env: Record<string, string>) => {
    const read = readConfig(env)
    return read.ok ? read.config.opening : read.problem
  }
  expect(rule({})).toEqual({ by: 'anybody' })
  expect(rule({ CREATE: 'open' })).toEqual({ by: 'anybody' })
  expect(rule({ CREATE: 'secret', CREATE_SECRET: secret })).toEqual({ by: 'secret', secret })
  expect(rule({ CREATE: 'secret', CREATE_SECRET_FILE: path })).toEqual({ by: 'secret', secret })
  expect(rule({ CREATE: 'secret', CREATE_SECRET: secret, TRUST_PROXY: '127.0.0.1' })).toEqual({
    by: 'secret',
    secret,
  })
  const proxied = { CREATE: 'header', CREATE_HEADER: 'X-Remote-User', TRUST_PROXY: '127.0.0.1, fd00::/8' }
  expect(rule(proxied)).toEqual({
    by: 'header',
    header: 'x-remote-user',
    proxies: ['127.0.0.1', 'fd00::/8'],
  })
  const house = {
    CREATE: 'oidc',
    PUBLIC_URL: 'https://boussole.example.org',
    OIDC_ISSUER: 'https://login.example.org/realms/house',
    OIDC_CLIENT_ID: 'boussole',
  }
  const oidc = { by: 'oidc', issuer: house.OIDC_ISSUER, clientId: 'boussole', clientSecret: secret } as const
  expect(rule({ ...house, OIDC_CLIENT_SECRET: secret })).toEqual({ ...oidc, name: 'login.example.org' })
  expect(rule({ ...house, OIDC_CLIENT_SECRET_FILE: path, OIDC_NAME: 'Rives 2030' })).toEqual({
    ...oidc,
    name: 'Rives 2030',
  })
  for (const [env, sentence] of [
    [{ ...house, PUBLIC_URL: '', OIDC_CLIENT_SECRET: secret }, 'CREATE=oidc needs PUBLIC_URL, the address'],
    [{ ...house, OIDC_ISSUER: '' }, 'CREATE=oidc needs OIDC_ISSUER and OIDC_CLIENT_ID'],
    [{ ...house, OIDC_ISSUER: 'http://login.example.org' }, 'OIDC_ISSUER must be an https address'],
    [house, 'CREATE=oidc needs OIDC_CLIENT_SECRET, or OIDC_CLIENT_SECRET_FILE'],
    [
      { ...house, OIDC_CLIENT_SECRET_FILE: '/nowhere' },
      'OIDC_CLIENT_SECRET_FILE names a file that cannot be read',
    ],
    [{ OIDC_NAME: 'Rives 2030' }, 'OIDC_NAME has an effect only with CREATE=oidc; CREATE is "open".'],
    [{ CREATE: 'closed' }, 'CREATE must be one of open, secret, header, oidc; it is "closed".'],
    [{ CREATE: 'secret' }, 'CREATE=secret needs CREATE_SECRET'],
    [{ CREATE: 'secret', CREATE_SECRET: 'short' }, 'must have 8 to 200 characters'],
    [{ CREATE: 'secret', CREATE_SECRET: secret, CREATE_SECRET_FILE: path }, 'but not both'],
    [{ CREATE: 'secret', CREATE_SECRET_FILE: '/nowhere' }, 'cannot be read: /nowhere'],
    [
      { CREATE: 'secret', CREATE_SECRET: secret, TRUST_PROXY: 'true' },
      'CREATE=secret needs TRUST_PROXY with the addresses',
    ],
    [{ CREATE_SECRET: secret }, 'CREATE_SECRET has an effect only with CREATE=secret'],
    [{ CREATE: 'secret', CREATE_SECRET: secret, CREATE_HEADER: 'x-a' }, 'CREATE_HEADER has an effect only'],
    [{ CREATE: 'header', TRUST_PROXY: '127.0.0.1' }, 'CREATE=header needs CREATE_HEADER'],
    [{ ...proxied, TRUST_PROXY: 'true' }, 'CREATE=header needs TRUST_PROXY with the addresses'],
    [{ ...proxied, CREATE_HEADER: 'Cookie' }, 'browsers or proxies send "cookie"'],
    [{ ...proxied, CREATE_HEADER: 'x remote' }, 'must be the name of a header'],
  ] as const) {
    expect(rule(env)).toContain(sentence)
    expect(rule(env)).not.toContain(secret)
  }
})
