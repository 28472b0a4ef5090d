import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'

/** What the README says of it; a phone on slow 4G downloads 200 kB in a second and a half. */
const limitKb = 200

test('a board is painted with at most 200 kB of JavaScript', async () => {
  const scripts = await scriptsBeforePaint()
  expect(scripts).toContainEqual(expect.stringMatching(/\/board-/u))
  const sizes = await Promise.all(
    scripts.map(
      async (path) => [path, gzipSync(await readBuilt(path), { level: 9 }).length / 1_000] as const,
    ),
  )
  const sum = sizes.reduce((total, [, kb]) => total + kb, 0)
  expect(sum, sizes.map(([path, kb]) => `${path} ${kb.toFixed(1)}`).join('\n')).toBeLessThanOrEqual(limitKb)
})

test('every file that the document of a link names is there', async () => {
  const html = (await readBuilt('/join.html')).toString()
  const named = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/gu)].flatMap(([, path]) => path ?? [])
  expect(named.length).toBeGreaterThan(5)
  for (const path of named) expect((await readBuilt(path)).length, path).toBeGreaterThan(0)
})

/** The build names them in the document that a link opens. Links with a condition are for phones, which paint no board. */
async function scriptsBeforePaint(): Promise<readonly string[]> {
  const html = (await readBuilt('/join.html')).toString()
  const tags = html.match(/<(?:script|link)\b[^>]*>/gu) ?? []
  return tags
    .filter((tag) => /^<script|"modulepreload"/u.test(tag) && !tag.includes('media='))
    .flatMap((tag) => /(?:src|href)="([^"]+)"/u.exec(tag)?.[1] ?? [])
}

function readBuilt(path: string): Promise<Buffer> {
  return readFile(fileURLToPath(new URL(`../../dist/client${path}`, import.meta.url)))
}
