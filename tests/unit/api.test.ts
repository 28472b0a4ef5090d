import { expect, onTestFinished, test, vi } from 'vitest'
import { importBoard } from '#client/model/http/new-board-api.ts'

test.each([
  [413, 'text/html', '<h1>413 Request Entity Too Large</h1>', 'too_large'],
  [413, 'application/json', '{"code":"photo_quota","message":"Full."}', 'photo_quota'],
  [502, 'text/html', '<h1>502 Bad Gateway</h1>', 'network'],
])('an answer of %i in %s is told as what it is', async (status, type, body, code) => {
  const answer = new Response(body, { status, headers: { 'content-type': type } })
  vi.stubGlobal('fetch', async () => answer)
  onTestFinished(() => void vi.unstubAllGlobals())
  expect(await importBoard(new Blob(['{}']))).toMatchObject({ ok: false, code })
})
