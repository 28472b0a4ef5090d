import { execFile } from 'node:child_process'
import { appendFile, cp, mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import type { CreatedBoard, ExportState } from '#shared/wire/http.ts'
import { openStage } from '#tests/support/browser.ts'
import { joinByLink } from '#tests/support/people.ts'
import { button } from '#tests/support/person.ts'
import { spawnServer, type SpawnedServer } from '#tests/support/server.ts'
import { timeLimit } from '#tests/support/time-limits.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '..', '..')
const fixture = join(root, 'tests', 'fixtures', 'yes-no')
const parts = ['shared', 'server', 'client'] as const
const sources = [...parts, 'package.json', 'package-lock.json', 'tsconfig.base.json', 'vite.config.ts']

/** Where each part's registry is, and the one line that it gets. */
const lines = {
  'shared/activities/registry.ts': `export { yesNo } from './yes-no/activity.ts'\n`,
  'server/activities/registry.ts': `export { yesNo } from './yes-no/activity.ts'\n`,
  'client/activities/registry.ts': `export { yesNo } from './yes-no/activity.tsx'\n`,
}

/** The types of three parts and a build of the interface: a minute on two free cores. */
const wholeProductMs = timeLimit(300_000)

test(
  'an activity is folders and one line in each registry: two people play it, and the report has it',
  async () => {
    const product = await productWithYesNo()
    expect(await changedFiles(product)).toEqual(Object.keys(lines).sort())
    await inProduct(product, 'node_modules/typescript/bin/tsc', '-b', '--checkers', '1', ...parts)
    await inProduct(
      product,
      'node_modules/vite/bin/vite.js',
      'build',
      '--outDir',
      join(product, 'dist', 'client'),
    )

    const server = await spawnServer({ root: product })
    const stage = await openStage(server)
    const board = await server.createBoard()
    const flora = await joinByLink(stage, board.links.facilitator, { name: 'Flora' })
    const ana = await joinByLink(stage, board.links.participant, { name: 'Ana', language: 'fr' })
    await flora.page.getByRole('textbox', { name: 'Your question' }).fill('Shall we go on?')
    await button(flora, 'Ask').click()
    await ana.page.getByRole('heading', { name: 'Shall we go on?' }).waitFor()
    // Only participants have the right to answer.
    expect(await button(flora, 'Yes').count()).toBe(0)
    expect(await ana.page.getByRole('textbox', { name: 'Votre question' }).count()).toBe(0)
    await button(ana, 'Oui').click()
    await ana.page.getByText('1 oui, 0 non').waitFor()
    await flora.page.getByText('1 yes, 0 no').waitFor()
    await button(ana, 'Non').click()
    await ana.page.getByRole('alert').filter({ hasText: 'Vous avez déjà répondu.' }).waitFor()

    const report = await reportOf(server, board)
    expect(report).toContain('## Shall we go on?')
    expect(report).toContain('1 yes, 0 no')
  },
  wholeProductMs,
)

/** A copy of the product with the fixture's folders and its line in each registry. */
async function productWithYesNo(): Promise<string> {
  const product = await mkdtemp(join(tmpdir(), 'boussole-yes-no-'))
  onTestFinished(async () => rm(product, { recursive: true, force: true, maxRetries: 5 }))
  for (const source of sources) await cp(join(root, source), join(product, source), { recursive: true })
  await symlink(join(root, 'node_modules'), join(product, 'node_modules'))
  await mkdir(join(product, 'dist'))
  for (const part of parts) {
    await cp(join(fixture, part), join(product, part, 'activities', 'yes-no'), { recursive: true })
  }
  for (const [registry, line] of Object.entries(lines)) await appendFile(join(product, registry), line)
  return product
}

/** The files of the product that differ in the copy; the activity's own folders are left out. */
async function changedFiles(product: string): Promise<readonly string[]> {
  const changed: string[] = []
  for (const part of parts) {
    const names = await readdir(join(product, part), { recursive: true, withFileTypes: true })
    for (const entry of names) {
      const path = join(entry.parentPath, entry.name).slice(product.length + 1)
      if (!entry.isFile() || path.startsWith(`${part}/activities/yes-no/`)) continue
      const [before, after] = await Promise.all([
        readFile(join(root, path)).catch(() => undefined),
        readFile(join(product, path)),
      ])
      if (!before?.equals(after)) changed.push(path)
    }
  }
  return changed.sort()
}

/** Rejects with everything that the program printed when it fails. */
async function inProduct(product: string, program: string, ...args: readonly string[]): Promise<void> {
  await run(process.execPath, [join(root, program), ...args], { cwd: product }).catch((cause: unknown) => {
    const { stdout = '', stderr = '' } = cause as { stdout?: string; stderr?: string }
    throw new Error(`${program} failed:\n${stdout}${stderr}`, { cause })
  })
}

/** The board's report as Markdown. */
async function reportOf(server: SpawnedServer, board: CreatedBoard): Promise<string> {
  const { session } = await server.join(board)
  const exports = `/api/boards/${board.id}/exports`
  const begun = await server.ask('POST', exports, { format: 'markdown' }, session)
  const path = `${exports}/${(begun.body as ExportState).id}`
  const state = async () => ((await server.ask('GET', path, undefined, session)).body as ExportState).state
  await expect.poll(state).toBe('ready')
  return String((await server.ask('GET', `${path}/file`, undefined, session)).body)
}
