import { createServer } from 'node:net'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readConfig } from '#server/config.ts'
import { freeDisk, fillDisk } from '#tests/support/full-disk.ts'
import { newDataDir, runMain, spawnServer, startServer } from '#tests/support/server.ts'

test('boards, links and sessions survive a restart', async () => {
  const first = await startServer()
  const board = await first.createBoard({ title: 'Kept' })
  const joined = await first.join(board, 'participant', 'Ana')
  await first.close()
  const second = await startServer({ dataDir: first.dataDir })
  expect(await second.ask('GET', `/api/boards/${board.id}`, undefined, joined.session)).toMatchObject({
    status: 200,
    body: { title: 'Kept', participant: joined.participant },
  })
  await second.join(board, 'viewer')
})

test('kill -9 right after an answer loses nothing of it', async () => {
  const first = await spawnServer()
  const board = await first.createBoard({ title: 'Kept' })
  const joined = await first.join(board)
  expect(await first.end('SIGKILL')).toBeNull()
  const second = await spawnServer({ dataDir: first.dataDir })
  expect(await second.ask('GET', `/api/boards/${board.id}`, undefined, joined.session)).toMatchObject({
    status: 200,
    body: { title: 'Kept', participants: 1 },
  })
})

test.skipIf(process.platform !== 'linux')(
  'a full disk refuses writes, allows reads, and recovers by itself',
  async () => {
    const server = await spawnServer()
    const board = await server.createBoard()
    const { session } = await server.join(board)
    const statuses = async () => {
      const answers = await Promise.all([
        server.ask('GET', `/api/boards/${board.id}`, undefined, session),
        server.ask('POST', '/api/boards', {}),
        server.ask('GET', '/healthz'),
      ])
      return answers.map(({ status }) => status)
    }
    fillDisk(server)
    expect(await statuses()).toEqual([200, 503, 503])
    freeDisk(server)
    expect(await statuses()).toEqual([200, 201, 200])
    expect(await server.end()).toBe(0)
  },
)

test.each(['SIGTERM', 'SIGINT'] as const)('%s closes the server with code 0', async (signal) => {
  const server = await spawnServer()
  await server.createBoard()
  expect(await server.end(signal)).toBe(0)
  expect(server.output()).toMatch(/^Boussole is at http:\/\/127\.0\.0\.1:\d+$/m)
})

test('a port in use ends the start with a sentence', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void taken.close())
  await once(taken, 'listening')
  const address = taken.address()
  const port = typeof address === 'object' && address ? String(address.port) : ''
  expect(await failure({ HOST: '127.0.0.1', PORT: port })).toMatch(
    new RegExp(`^Port ${port} is in use by another program; .*\\.\n$`),
  )
})

test('an address that is not ours ends the start with a sentence', async () => {
  expect(await failure({ HOST: '203.0.113.7', PORT: '0' })).toBe(
    'HOST 203.0.113.7 is not an address of this machine.\n',
  )
})

test('a data folder that cannot be written ends the start with a sentence', async () => {
  const file = join(await newDataDir(), 'file')
  await writeFile(file, '')
  expect(await failure({ DATA_DIR: join(file, 'data') })).toMatch(
    /^The data folder .* cannot be written to \(ENOTDIR\)\.\n$/,
  )
})

test.runIf(process.platform === 'linux')(
  'a data folder where the system makes no folders ends the start with a sentence',
  async () => {
    expect(await failure({ DATA_DIR: '/proc/boussole' })).toBe(
      'The data folder /proc/boussole cannot be written to (ENOENT).\n',
    )
  },
)

test('a corrupted database ends the start with a sentence', async () => {
  const dir = await newDataDir()
  await writeFile(join(dir, 'boussole.sqlite'), 'garbage'.repeat(2_000))
  expect(await failure({ DATA_DIR: dir })).toMatch(
    /^The data folder .* cannot be opened: .*damaged\. Restore a backup with "npm run restore -- FILE".*\.recover.*\n$/,
  )
})

test('a second server in the same data folder ends with a sentence, and the first goes on', async () => {
  const server = await startServer()
  expect(await failure({ DATA_DIR: server.dataDir })).toMatch(
    /^The data folder .* is in use by another Boussole; .*\.\n$/,
  )
  await server.createBoard()
})

test.each([
  [{ PORT: 'eighty' }, 'PORT must be a whole number from 0 to 65535; it is "eighty".'],
  [{ PORT: '65536' }, 'PORT must be a whole number from 0 to 65535; it is "65536".'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be one of fatal, error, warn, info, debug, silent; it is "loud".'],
  [
    { PUBLIC_URL: 'https://example.org/our boussole' },
    'PUBLIC_URL must be an address such as https://boussole.example.org, or with a path of letters and digits such as https://intranet.example.org/boussole/; it is "https://example.org/our boussole".',
  ],
  [
    { PUBLIC_URL: 'https://example.org/join/' },
    'PUBLIC_URL must not begin its path with /join, which pages of Boussole do; it is "https://example.org/join/".',
  ],
  [
    { ORIGINS: 'https://a.example, b.example' },
    'ORIGINS must be addresses without a path, separated by commas; it is "b.example".',
  ],
  [
    { EMBED_ORIGINS: 'https://a.example, *' },
    'EMBED_ORIGINS must be addresses without a path, separated by commas; it is "*".',
  ],
  [
    { EMBED_ORIGINS: 'https://*' },
    'EMBED_ORIGINS must be addresses without a path, separated by commas; it is "https://*".',
  ],
  [
    { EMBED_ORIGINS: 'https://a;script-src' },
    'EMBED_ORIGINS must be addresses without a path, separated by commas; it is "https://a;script-src".',
  ],
  [
    { TRUST_PROXY: 'nginx' },
    'TRUST_PROXY must be true, false, or addresses separated by commas; it is "nginx".',
  ],
])('a bad setting is named: %o', (env, problem) => {
  expect(readConfig(env)).toEqual({ ok: false, problem })
})

test.each(['10.0.0.0/99', '10.0.0.0/0', '10.0.0.0/8/9', '::1/129'])('%s is no subnet', (proxy) => {
  const problem = `TRUST_PROXY must be true, false, or addresses separated by commas; it is "${proxy}".`
  expect(readConfig({ TRUST_PROXY: proxy })).toEqual({ ok: false, problem })
})

test('a bad setting ends the start', async () => {
  expect(await failure({ PORT: '-1' })).toBe('PORT must be a whole number from 0 to 65535; it is "-1".\n')
})

test('settings are read from the environment', () => {
  const env = {
    PORT: '8080',
    HOST: '::1',
    DATA_DIR: '/srv/boussole',
    PUBLIC_URL: 'https://boussole.example.org/',
    ORIGINS: 'https://intranet.example.org',
    EMBED_ORIGINS: 'https://portal.example.org/, http://[::1]:8080',
    TRUST_PROXY: '127.0.0.1, 10.0.0.0/8, fd00::/64',
    LOG_LEVEL: 'info',
  }
  expect(readConfig(env)).toMatchObject({
    ok: true,
    config: {
      port: 8080,
      host: '::1',
      dataDir: '/srv/boussole',
      publicUrl: 'https://boussole.example.org',
      origins: ['https://boussole.example.org', 'https://intranet.example.org'],
      embedOrigins: ['https://portal.example.org', 'http://[::1]:8080'],
      trustProxy: '127.0.0.1, 10.0.0.0/8, fd00::/64',
      logLevel: 'info',
    },
  })
  expect(readConfig({})).toMatchObject({
    config: { port: 3000, host: '0.0.0.0', publicUrl: null, trustProxy: false },
  })
})

/** The server's output when it cannot start; it must end by itself, with 1 and without a stack. */
async function failure(env: Record<string, string>): Promise<string> {
  const { output, exited } = runMain({ PORT: '0', DATA_DIR: await newDataDir(), ...env })
  expect(await exited).toBe(1)
  expect(output()).not.toContain('    at ')
  return output()
}
