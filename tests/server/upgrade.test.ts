import { cp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { misspelt } from '#server/known-settings.ts'
import { Role } from '#shared/workshop/role.ts'
import { exportedFile } from '#tests/support/exported-file.ts'
import { newDataDir, runMain, spawnServer } from '#tests/support/server.ts'
import { addProposals, joinBoard } from '#tests/support/socket-voters.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const program = [
  'server',
  'shared',
  'client',
  'package.json',
  'package-lock.json',
  'vite.config.ts',
  'tsconfig.base.json',
]

test('a server whose files are replaced goes on with its own, also for files, and says which version waits', async () => {
  const tree = await newDataDir()
  for (const part of program) await cp(join(root, part), join(tree, part), { recursive: true })
  await symlink(join(root, 'node_modules'), join(tree, 'node_modules'))
  await cp(join(root, 'dist'), join(tree, 'dist'), { recursive: true })
  const script = join('server', 'bootstrap', 'start.js')
  const server = await spawnServer({ root: tree, script })
  const lead = await joinBoard(server, await server.createBoard(), { role: Role.facilitator })
  await addProposals(lead, 1)
  expect((await server.ask('GET', '/readyz')).body).toMatchObject({ replacedBy: null })

  // As a pull does: other files, and a file of the former version that is gone.
  for (const name of ['render.ts', 'csv.ts'])
    await replace(join(tree, 'server', 'report', name), 'throw new Error()')
  await rm(join(tree, 'server', 'render-main.ts'))
  const facts = JSON.parse(await readFile(join(tree, 'package.json'), 'utf8')) as object
  await replace(join(tree, 'package.json'), JSON.stringify({ ...facts, version: '99.0.0' }))

  expect(await exportedFile(server, lead, 'csv')).toContain('Proposal 0')
  await expect
    .poll(async () => (await server.ask('GET', '/readyz')).body)
    .toMatchObject({ status: 'ok', replacedBy: '99.0.0' })
  await expect.poll(server.output).toContain('the files of this server were replaced')
  expect((await server.ask('GET', '/healthz')).body).toMatchObject({ status: 'ok' })
  await addProposals(lead, 1)
  expect(await server.end()).toBe(0)
})

test('a variable that is spelt nearly as a setting is named in the log, without its value', async () => {
  const env = {
    PUBLICURL: 'https://secret.example',
    CREATE_SECRETS: 'x',
    DATA_DIR: '/srv',
    HOSTNAME: 'a',
    HOME: '/',
  }
  expect(misspelt(env)).toEqual([
    { found: 'PUBLICURL', meant: 'PUBLIC_URL' },
    { found: 'CREATE_SECRETS', meant: 'CREATE_SECRET' },
  ])
  const { output } = runMain({
    HOST: '127.0.0.1',
    PORT: '0',
    DATA_DIR: await newDataDir(),
    REPLAY_DAY: '7-secret',
  })
  await expect.poll(output).toMatch(/"found":"REPLAY_DAY","meant":"REPLAY_DAYS"/u)
  expect(output()).not.toContain('7-secret')
})

/** As git does: the new file takes the place of the old one. */
async function replace(path: string, text: string): Promise<void> {
  await rm(path)
  await writeFile(path, text)
}
