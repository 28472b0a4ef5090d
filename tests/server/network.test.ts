import fastify from 'fastify'
import { expect, test } from 'vitest'
import { registerNetwork, networkAddress } from '#server/routes/network.ts'
import { readConfig } from '#server/config.ts'

test('the network address is told to a page on the server’s own computer alone', async () => {
  const app = fastify({ trustProxy: true })
  registerNetwork(app, () => 'http://192.168.1.20:3000')
  const ask = async (remoteAddress: string, host: string, more = {}): Promise<unknown> =>
    (await app.inject({ url: '/api/network', remoteAddress, headers: { host, ...more } })).json()
  expect(await ask('127.0.0.1', 'localhost:3000')).toEqual({ address: 'http://192.168.1.20:3000' })
  expect(await ask('::1', '[::1]:3000')).toEqual({ address: 'http://192.168.1.20:3000' })
  expect(await ask('192.168.1.7', 'localhost:3000')).toEqual({ address: null })
  // A proxy on the same computer.
  expect(await ask('127.0.0.1', 'board.example')).toEqual({ address: null })
  expect(await ask('127.0.0.1', 'localhost', { 'x-forwarded-for': '127.0.0.1' })).toEqual({ address: null })
  // Names that only begin as this computer's do.
  expect(await ask('127.0.0.1', 'localhost.example')).toEqual({ address: null })
  expect(await ask('127.0.0.1', '127.example')).toEqual({ address: null })
})

test('a server with a public address, or on one address alone, has no other for the network', () => {
  const addressWith = (env: Record<string, string>): string | undefined => {
    const config = readConfig(env)
    if (!config.ok) throw new Error(config.problem)
    return networkAddress(config.config, 3000)
  }
  expect(addressWith({ PUBLIC_URL: 'https://board.example' })).toBeUndefined()
  expect(addressWith({ HOST: '127.0.0.1' })).toBeUndefined()
})
