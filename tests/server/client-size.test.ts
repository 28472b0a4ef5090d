import { readdir, readFile } from 'node:fs/promises'
import { brotliCompressSync, gzipSync } from 'node:zlib'
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

test.each(['turns', 'vote'])(
  'a person who comes to a step of %s has its task after 230 kB',
  async (activity) => {
    const files = await filesFor('first', 'column', 'stage', activity)
    expect(files).toContainEqual(expect.stringContaining(`/${activity}-`))
    const sizes = await Promise.all(
      files.map(async (path) => [path, brotliCompressSync(await readBuilt(path)).length / 1_000] as const),
    )
    const sum = sizes.reduce((total, [, kb]) => total + kb, 0)
    expect(sum, sizes.map(([path, kb]) => `${path} ${kb.toFixed(1)}`).join('\n')).toBeLessThanOrEqual(230)
  },
)

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

const ofColumn = ['form', 'everywhere', 'board', 'column', 'phone', 'rolldown-runtime']
const ofStage = [...ofColumn, 'parts', 'cards', 'stage']

test.each([
  // The home page has nothing of a board, a column neither the canvas nor the panels.
  ['home-page', ['form', 'everywhere', 'parts', 'icons', 'pages', 'home-page', 'words', 'rolldown-runtime']],
  // The first field of a workshop waits for these alone.
  ['stage', ofStage],
  ['turns', [...ofStage, 'turns']],
  ['vote', [...ofStage, 'lists', 'gallery', 'vote']],
  ['phone', ofColumn],
  ['hands', ['form', 'everywhere', 'board', 'canvas', 'column', 'work', 'hands', 'rolldown-runtime']],
  [
    'frame',
    [
      'form',
      'everywhere',
      'board',
      'column',
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

/** The build names them in the document that a link opens. */
async function scriptsBeforePaint(): Promise<readonly string[]> {
  return (await filesFor('first', 'canvas')).filter((path) => path.endsWith('.js'))
}

/** The scripts and styles that the document brings at once, and those that it names for one of the reasons. */
async function filesFor(...reasons: readonly string[]): Promise<readonly string[]> {
  const html = (await readBuilt('/join.html')).toString()
  const tags = html.match(/<(?:script|link)\b[^>]*>/gu) ?? []
  const named = tags.filter((tag) => {
    const [, wanted] = /data-for="([^"]*)"/u.exec(tag) ?? []
    return wanted?.split(' ').some((reason) => reasons.includes(reason)) ?? true
  })
  return named.flatMap((tag) => /(?:src|href)="(\/assets\/[^"]+\.(?:js|css))"/u.exec(tag)?.[1] ?? [])
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
