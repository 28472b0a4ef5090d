import { purposeOutput, takeAways } from '#server/report/purpose-output.ts'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { PurposeContent } from '#server/board-file/purpose-content.ts'
import type { NewPurposeVersion, PurposePageRow } from '#server/contracts/purpose-pages.ts'
import { Previews, type Preview } from '#server/purpose/previews.ts'
import { PurposePages, type PurposePagesTools } from '#server/purpose/purpose-pages.ts'

const preview = (name: string, bytes = 10): Preview => ({
  content: { name } as PurposeContent,
  files: [{ name: 'serif', type: 'font/woff2', data: new Uint8Array(bytes) }],
})

test('a facilitator has four previews for ten minutes, and a hundred of others take none of them away', () => {
  let now = 0
  const previews = new Previews(() => now)
  const mine = Array.from({ length: 5 }, (_, index) => previews.add('b1', 'ada', preview(`page ${index}`)))
  for (let index = 0; index < 100; index += 1) {
    previews.add('b1', 'ben', preview('of the same board'))
    previews.add('b2', 'ada', preview('of another board'))
  }
  expect(mine.map((token) => previews.find(token)?.content.name)).toEqual([
    undefined,
    'page 1',
    'page 2',
    'page 3',
    'page 4',
  ])
  now = 600_001
  expect(mine.map((token) => previews.find(token))).toEqual(mine.map(() => undefined))
})

test('when all previews are too large, the board with most gives up its oldest', () => {
  const previews = new Previews(() => 0, 1_000)
  const small = previews.add('small', 'ada', preview('small', 200))
  const large = ['ada', 'ben', 'cy'].map((person) => previews.add('large', person, preview('large', 300)))
  expect(previews.find(small)?.content.name).toBe('small')
  expect(large.map((token) => previews.find(token) !== undefined)).toEqual([false, true, true])
  // One page is never too large to be looked at.
  expect(new Previews(() => 0, 1).add('b', 'ada', preview('alone'))).toMatch(/^b\.[\w-]{24}$/u)
})

test('a page that somebody withdraws while its next version is made stays withdrawn', async () => {
  let page: PurposePageRow = {
    id: 'page',
    draft: '{}',
    emblem: null,
    withdrawn: null,
    versions: [{ number: 1, at: 1 }],
  }
  let made = 0
  const tools = {
    store: {
      purposePage: async () => page,
      draftEmblem: async () => undefined,
      publicAskingsOf: async () => [],
      publishPurpose: async (_board: string, { withdrawn }: NewPurposeVersion) =>
        withdrawn === page.withdrawn,
    },
    renderer: {
      exportTo: async ({ path }: { readonly path: string }) => {
        made += 1
        const content = { name: 'Ours', purpose: { text: 'We stay.', language: 'en' }, translations: {} }
        const sheets = takeAways.map((what) => purposeOutput.takeAway('en', what))
        await writeFile(join(path, 'page.json'), JSON.stringify({ source: {}, phrases: [], content }))
        for (const name of ['serif.woff2', 'en.pdf', ...sheets]) await writeFile(join(path, name), '')
        page = { ...page, withdrawn: 7 }
      },
    },
    snapshot: async () => new Uint8Array(),
    newFolder: () => mkdtemp(join(tmpdir(), 'boussole-test-')),
    now: () => 9,
    failed: () => {},
  } as unknown as PurposePagesTools
  const order = {
    from: { line: 'l', board: 'b', participant: 'fay' },
    participants: 3,
    zone: undefined,
    language: 'en',
  } as const
  const publish = async () => new PurposePages(tools).publish('b', order, (id) => id)
  expect(await publish()).toEqual({ kind: 'edited' })
  expect(made).toBe(1)
  // Somebody who knows that it is withdrawn publishes it again.
  expect(await publish()).toEqual({ kind: 'published', id: 'page', number: 2 })
})
