import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { certificate, startProxy } from '#tests/support/proxies.ts'
import { newDataDir, spawnServer } from '#tests/support/server.ts'

const script = fileURLToPath(new URL('../../server/doctor.ts', import.meta.url))
const proxied = { TRUST_PROXY: '127.0.0.1', CREATE: 'header', CREATE_HEADER: 'x-remote-user' }

test('the doctor finds nothing wrong with a server behind nginx, tried from its address', async () => {
  const server = await spawnServer({ env: proxied })
  const { url } = await startProxy('nginx', server)
  const { code, output } = await doctor({ DATA_DIR: server.dataDir, ...proxied }, url)
  expect(output.split('\n').filter((line) => line.startsWith('bad'))).toEqual([])
  expect(code).toBe(0)
  for (const line of [
    /^ok {4}address +Boussole \d+\.\d+\.\d+ answers\.$/mu,
    /^ok {4}headers/mu,
    /^ok {4}websocket/mu,
    /^ok {4}body size/mu,
    /^ok {4}trust +the server takes 127\.0\.0\.1 for the sender\.$/mu,
    /^ok {4}sign-in +a forged x-remote-user does not arrive\.$/mu,
    /^ok {4}database/mu,
  ])
    expect(output).toMatch(line)
})

test('the doctor says what is wrong without a proxy, and what to do', async () => {
  const server = await spawnServer({ env: { TRUST_PROXY: '127.0.0.1' } })
  const settings = { DATA_DIR: server.dataDir, TRUST_PROXY: '127.0.0.1', PUBLICURL: 'https://x.example' }
  const { code, output } = await doctor(settings, server.url)
  expect(code).toBe(1)
  expect(output).toMatch(/^warn {2}settings +nothing has the name PUBLICURL; you may mean PUBLIC_URL\.$/mu)
  expect(output).toMatch(/^bad {3}trust +a browser can choose its address; let the proxy replace/mu)
  expect(output).not.toContain('x.example')
  await server.end()

  const dir = await newDataDir()
  await writeFile(join(dir, 'boussole.sqlite'), 'garbage'.repeat(2_000))
  const damaged = await doctor({ DATA_DIR: dir, PORT: '0' }, 'http://127.0.0.1:9')
  expect(damaged.code).toBe(1)
  expect(damaged.output).toMatch(/^bad {3}database .*damaged; restore a backup/mu)
  expect(damaged.output).toMatch(
    /^bad {3}address +http:\/\/127\.0\.0\.1:9 does not answer; start the server/mu,
  )
  // Another folder than the server's, most likely.
  const empty = await doctor({ DATA_DIR: await newDataDir(), PORT: '0' }, 'http://127.0.0.1:9')
  expect(empty.output).toMatch(/^warn {2}database +there is none in .*; start the server, or give/mu)
})

test('an address that is none is one sentence', async () => {
  expect(await doctor({ DATA_DIR: await newDataDir() }, 'boussole')).toEqual({
    code: 1,
    output: 'Say the address that people open: npm run doctor -- https://boussole.example.org\n',
  })
})

function doctor(env: Record<string, string>, address: string): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [script, address],
      {
        env: {
          NODE_EXTRA_CA_CERTS: certificate,
          NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
          ...env,
        },
      },
      (_error, stdout, stderr) => resolve({ code: child.exitCode ?? 1, output: stdout + stderr }),
    )
  })
}
