import { afterEach, expect, test, vi } from 'vitest'
import { keepCreateSecret, keptCreateSecret } from '#client/model/memory/host-secrets.ts'
import { askForLack, lackOf } from '#client/panels/home/opening.tsx'

afterEach(() => void vi.unstubAllGlobals())

function serverSays(status: number, body: unknown): void {
  vi.stubGlobal('fetch', async () => Response.json(body, { status }))
}

test('a kept secret that the server no longer takes is forgotten, and the page asks for another', async () => {
  keepCreateSecret('of last year')
  serverSays(200, { by: 'secret', isAllowed: false })
  expect(await askForLack()).toEqual({ lack: 'secret', problem: undefined })
  expect(keptCreateSecret()).toBe(undefined)

  // It changes while the page is open.
  keepCreateSecret('of this year')
  expect(lackOf('bad_request')).toBe(undefined)
  expect(keptCreateSecret()).toBe('of this year')
  expect(lackOf('secret_wrong')).toBe('secret')
  expect(keptCreateSecret()).toBe(undefined)
})

test('a secret that was not looked at is kept, and the page says that there were too many attempts', async () => {
  keepCreateSecret('right')
  serverSays(429, { code: 'too_many_requests', message: 'Too many wrong secrets.' })
  expect(await askForLack()).toEqual({ lack: null, problem: 'too_many_requests' })
  expect(keptCreateSecret()).toBe('right')
  serverSays(200, { by: 'secret', isAllowed: true })
  expect(await askForLack()).toEqual({ lack: null, problem: undefined })
})
