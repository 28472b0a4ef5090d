import { readdir, readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'

/** What the README says of it; a phone on slow 4G downloads them in a second and a half. */
const limitKb = 180

test('a board is painted with at most 180 kB of JavaScript', async () => {
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

test('every file that a script names is there', async () => {
  const files = await readdir(built('/assets'))
  for (const file of files.filter((name) => name.endsWith('.js'))) {
    const code = (await readBuilt(`/assets/${file}`)).toString()
    const named = [...code.matchAll(/["`]\.\/([\w.-]+\.(?:js|css))["`]/gu)].flatMap(([, name]) => name ?? [])
    expect(files, file).toEqual(expect.arrayContaining(named))
  }
})

test('no script before the paint asks for another one, which would cost one more journey', async () => {
  const scripts = await scriptsBeforePaint()
  for (const path of scripts) expect(scripts).toEqual(expect.arrayContaining([...(await importsOf(path))]))
})

test.each([
  // The home page has nothing of a board, a column neither the canvas nor the panels.
  ['home-page', ['form', 'everywhere', 'parts', 'icons', 'pages', 'home-page', 'words', 'rolldown-runtime']],
  // The first field of a workshop waits for these alone.
  ['stage', ['form', 'everywhere', 'board', 'work', 'phone', 'parts', 'cards', 'stage', 'rolldown-runtime']],
  ['phone', ['form', 'everywhere', 'board', 'work', 'phone', 'rolldown-runtime']],
  ['hands', ['form', 'everywhere', 'board', 'canvas', 'work', 'hands', 'rolldown-runtime']],
  [
    'frame',
    [
      'form',
      'everywhere',
      'board',
      'work',
      'phone',
      'lists',
      'notes',
      'parts',
      'cards',
      'icons',
      'ui',
      'widgets',
      'frame',
      'rolldown-runtime',
    ],
  ],
])('%s brings no bundle but those that it needs', async (bundle, needed) => {
  const files = (await readdir(built('/assets'))).filter((file) => file.endsWith('.js'))
  const first = files.find((file) => nameOf(file) === bundle)
  expect(first).toBeDefined()
  const reached = new Set([`/assets/${first}`])
  for (const path of reached) for (const imported of await importsOf(path)) reached.add(imported)
  expect(needed).toEqual(
    expect.arrayContaining([...reached].map((path) => nameOf(path.slice('/assets/'.length)))),
  )
})

test('the service worker is a script that knows the interface', async () => {
  const worker = (await readBuilt('/service-worker.js')).toString()
  expect(worker).not.toMatch(/\bimport\b|\bexport\b|INTERFACE_FILES/u)
  for (const path of ['/join.html', '/index.html', ...(await scriptsBeforePaint())])
    // Beside the service worker, under whatever path the server is.
    expect(worker).toContain(`"url":"${path.slice(1)}"`)
})

/** The build names them in the document that a link opens. Links with a condition are for phones and for
 * steps, which paint no board. */
async function scriptsBeforePaint(): Promise<readonly string[]> {
  const html = (await readBuilt('/join.html')).toString()
  const tags = html.match(/<(?:script|link)\b[^>]*>/gu) ?? []
  return tags
    .filter((tag) => /^<script|"modulepreload"/u.test(tag) && !/media=|data-for="(?!canvas)/u.test(tag))
    .flatMap((tag) => /(?:src|href)="([^"]+)"/u.exec(tag)?.[1] ?? [])
}

async function importsOf(script: string): Promise<readonly string[]> {
  const code = (await readBuilt(script)).toString()
  return [...code.matchAll(/(?:\bfrom|\bimport)"\.\/([^"]+\.js)"/gu)].map(([, file]) => `/assets/${file}`)
}

/** The name of a chunk, without the fingerprint of its content. */
function nameOf(file: string): string {
  return file.replace(/-[\w-]{8}\.js$/u, '')
}

function readBuilt(path: string): Promise<Buffer> {
  return readFile(built(path))
}

function built(path: string): URL {
  return new URL(`../../dist/client${path}`, import.meta.url)
}
