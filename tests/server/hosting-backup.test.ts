import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { newDataDir, spawnServer } from '#tests/support/server.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

test('the backup and restore commands of docs/hosting.md work as written', async () => {
  const [backup, restore, ...others] = await commandsUnder('## Backup and restore')
  if (!backup || !restore) throw new Error('there are two commands under that heading')
  expect(others).toEqual([])
  const folder = await newDataDir()
  const dataDir = await newDataDir()
  const first = await spawnServer({ dataDir })
  const board = await first.createBoard({ title: 'Kept' })
  const { session } = await first.join(board)

  expect(await type(backup, folder, dataDir)).toMatchObject({ code: 0 })
  await first.end('SIGTERM')
  const empty = await newDataDir()
  expect(await type(restore, folder, empty)).toMatchObject({ code: 0 })

  const second = await spawnServer({ dataDir: empty })
  expect(await second.ask('GET', `/api/boards/${board.id}`, undefined, session)).toMatchObject({
    status: 200,
    body: { title: 'Kept' },
  })
})

/** Every line of the fenced blocks of one section. */
async function commandsUnder(heading: string): Promise<readonly string[]> {
  const document = await readFile(join(root, 'docs', 'hosting.md'), 'utf8')
  const section = document.split(`\n${heading}\n`)[1]?.split('\n## ')[0] ?? ''
  return [...section.matchAll(/```\w*\n(.*?)```/gs)].flatMap(([, block = '']) => block.trim().split('\n'))
}

/** In a shell, in a folder of its own, as a person types it there with the project's npm. */
function type(command: string, folder: string, dataDir: string): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = execFile(
      'sh',
      ['-c', command.replace(/^npm /, `npm --silent --prefix ${root} `)],
      { cwd: folder, env: { ...process.env, DATA_DIR: dataDir } },
      (_error, stdout, stderr) => resolve({ code: child.exitCode ?? 1, output: stdout + stderr }),
    )
  })
}
