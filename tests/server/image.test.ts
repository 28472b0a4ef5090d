import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  copyFileSync,
  cpSync,
  globSync,
  lstatSync,
  readFileSync,
  symlinkSync,
} from 'node:fs'
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { addNote } from '#shared/board/note.ts'
import { exportFormats } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { exportedBytes } from '#tests/support/exported-file.ts'
import { plainPhoto, sendPhoto, uploadPhoto } from '#tests/support/photo-uploads.ts'
import { openPurposeBoard } from '#tests/support/purpose-board.ts'
import { newDataDir, spawnServer } from '#tests/support/server.ts'
import {
  addProposals,
  closeRound,
  joinBoard,
  openRoundOrThrow,
  placeDot,
} from '#tests/support/socket-voters.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8')
const [buildStage = '', lastStage = ''] = dockerfile.split(/^FROM .*$/mu).slice(1)
/** Nobody's number on Linux and macOS alike. */
const stranger = 65_534
const isRoot = process.getuid?.() === 0

test('the image holds what "npm run image" writes, and nothing else; its parts are those that the Dockerfile copies', () => {
  expect(argumentsOf('COPY', lastStage)).toEqual([['--from=build', '/boussole', '/boussole']])
  expect(argumentsOf('RUN', lastStage)).toEqual([
    ['mkdir', '-m', '700', '/data', '&&', 'chown', 'node:node', '/data'],
  ])
  const kept = readFileSync(join(root, '.dockerignore'), 'utf8').match(/^[^#].*$/gmu)
  expect(kept).toEqual(['*', ...copiedParts().map((part) => `!${part}`)])
})

test('a plain Node 24 of another user runs the image read-only, without a registry: the main job, and every file', async () => {
  const image = await writeImage()
  const place = await newDataDir()
  const node = join(place, 'node')
  copyFileSync(process.execPath, node)
  chmodSync(place, 0o755)
  chmodSync(node, 0o755)
  const dataDir = await newDataDir()
  if (isRoot) chownSync(dataDir, stranger, stranger)
  const server = await spawnServer({
    dataDir,
    root: image,
    node,
    user: isRoot ? stranger : undefined,
    // As with a read-only root: there is no other place to write to.
    env: { HOME: '/nowhere', TMPDIR: '/nowhere', NODE_COMPILE_CACHE: '/nowhere', NODE_ENV: 'production' },
  })

  const page = await fetch(server.url)
  const [script = ''] = /\/assets\/[\w-]+\.js/u.exec(await page.text()) ?? []
  expect((await fetch(server.url + script)).headers.get('content-type')).toMatch(/^text\/javascript/u)

  const board = await server.createBoard({ title: 'Played' })
  const lead = await joinBoard(server, board, { role: Role.facilitator })
  const ada = await joinBoard(server, board, { name: 'Ada' })
  const bo = await joinBoard(server, board, { name: 'Bo' })
  const [first = ''] = await addProposals(ada, 2)
  const picture = await plainPhoto()
  // The first start of the decoder reads its packages from a cold disk, and a crowded machine may need a second one.
  await expect
    .poll(async () => (await sendPhoto(server, board.id, bo.session.session, picture)).status)
    .toBe(201)
  const photo = await uploadPhoto(server, board.id, bo.session.session, picture)
  addNote(bo.client.doc, {
    x: 0,
    y: 300,
    author: bo.session.participant.id,
    created: 1,
    text: '水 water',
    photo,
  })
  await bo.client.allSaved()
  const round = await openRoundOrThrow(lead, [first])
  for (const voter of [ada, bo]) await placeDot(voter, round, first)
  expect((await closeRound(lead, round)).state).toBe('closed')

  const beginnings = {
    pdf: '%PDF',
    report: '%PDF',
    png: '\u{FFFD}PNG',
    csv: '\u{FEFF}',
    markdown: '#',
    canvas: '{',
    json: '{',
    replay: '<!doctype html>',
    evidence: '<!doctype html>',
  }
  for (const format of exportFormats) {
    const bytes = await exportedBytes(server, lead, { format })
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
    expect(text.startsWith(beginnings[format]), format).toBe(true)
    if (format === 'json') {
      expect(await server.ask('POST', '/api/imports', JSON.parse(text))).toMatchObject({ status: 201 })
    }
  }
  const { publish } = await openPurposeBoard(server)
  const { address } = await publish()
  expect((await fetch(address)).status).toBe(200)

  expect(health(node, server.url)).toBe(0)
  expect(await server.end('SIGTERM')).toBe(0)
  expect(health(node, server.url)).toBe(1)
  expect(server.output()).not.toMatch(/"level":(40|50|60)/u)
})

/** The image as the build stage makes it, of the files that it copies. */
async function writeImage(): Promise<string> {
  const source = await newDataDir()
  for (const part of copiedParts()) cpSync(join(root, part), join(source, part), { recursive: true })
  // npm has installed and built them: neither is tried here.
  symlinkSync(join(root, 'node_modules'), join(source, 'node_modules'))
  cpSync(join(root, 'dist'), join(source, 'dist'), { recursive: true })
  const image = join(await newDataDir(), 'boussole')
  const command = argumentsOf('RUN', buildStage).at(-1)?.join(' ') ?? ''
  execFileSync('sh', ['-c', command.replace('/boussole', image)], {
    cwd: source,
    env: { ...process.env, CJK_FONTS: 'yes', npm_config_registry: 'http://127.0.0.1:9/' },
  })
  const files = globSync('**', { cwd: image }).map((path) => join(image, path))
  const bytes = files.reduce((sum, path) => sum + lstatSync(path).size, 0)
  expect(bytes).toBeLessThan(300_000_000)
  for (const name of ['vite', 'typescript', 'react', 'node', 'vitest'])
    await expect(access(join(image, 'node_modules', name))).rejects.toThrow('ENOENT')
  await expect(access(join(image, 'tests'))).rejects.toThrow('ENOENT')
  for (const path of [join(image, '..'), image, ...files])
    chmodSync(path, (lstatSync(path).mode & ~0o222) | 0o044 | (lstatSync(path).isDirectory() ? 0o111 : 0))
  onTestFinished(() => {
    for (const path of [join(image, '..'), image, ...files])
      if (lstatSync(path).isDirectory()) chmodSync(path, 0o700)
  })
  return image
}

/** The files and folders of the project that the Dockerfile copies into its build stage. */
function copiedParts(): readonly string[] {
  return argumentsOf('COPY', buildStage).flatMap((names) => names.slice(0, -1))
}

function argumentsOf(instruction: string, stage: string): readonly (readonly string[])[] {
  return [...stage.matchAll(new RegExp(`^${instruction} (.*)$`, 'gmu'))].map(([, text = '']) =>
    text.split(' '),
  )
}

/** The exit code of the image's own health check. */
function health(node: string, url: string): number | null {
  const [, command = '[]'] = /^HEALTHCHECK .* CMD (\[.*\])$/mu.exec(lastStage) ?? []
  const [program, ...rest] = JSON.parse(command) as string[]
  expect(program).toBe('node')
  return spawnSync(node, rest, { env: { PORT: new URL(url).port } }).status
}
