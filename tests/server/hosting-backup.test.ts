import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { newDataDir, spawnServer } from '#tests/support/server.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

test('the backup and restore commands of docs/hosting.md work as written, for all boards and for one', async () => {
  const [backup, verify, restore, ...forOne] = await commandsUnder('## Backup and restore')
  if (!backup || !verify || !restore) throw new Error('these are the first commands under that heading')
  const folder = await newDataDir()
  const dataDir = await newDataDir()
  const first = await spawnServer({ dataDir })
  const board = await first.createBoard({ title: 'Kept' })
  const { session } = await first.join(board)

  expect(await type(backup, folder, dataDir)).toMatchObject({ code: 0 })
  expect(await type(verify, folder, dataDir)).toEqual({
    code: 0,
    output: expect.stringMatching(/: 1 board, \d+ bytes\. It is whole, and can be restored\.\n$/u),
  })
  const damaged = join(folder, 'damaged.sqlite')
  const whole = await readFile(join(folder, 'boussole-backup.sqlite'))
  await writeFile(damaged, whole.subarray(0, whole.length / 2))
  for (const file of [damaged, join(folder, 'nowhere.sqlite')]) {
    const { code, output } = await type(`npm run backup -- --verify ${file}`, folder, dataDir)
    expect([code, output.trim().split('\n').length]).toEqual([1, 1])
  }
  await first.end('SIGTERM')
  const empty = await newDataDir()
  expect(await type(restore, folder, empty)).toMatchObject({ code: 0 })

  const second = await spawnServer({ dataDir: empty })
  expect(await second.ask('GET', `/api/boards/${board.id}`, undefined, session)).toMatchObject({
    status: 200,
    body: { title: 'Kept' },
  })

  expect(forOne.length).toBe(4)
  let output = ''
  for (const command of forOne) {
    const mine = command.replaceAll('/tmp/earlier', join(folder, 'earlier')).replace('BOARD', board.id)
    const typed = await type(mine, folder, empty)
    expect(typed, command).toMatchObject({ code: 0 })
    output += typed.output
  }
  const link = /^participant +(.*)$/mu.exec(output)?.[1] ?? ''
  expect(link).not.toContain(board.id)
  expect(await second.enter(link)).toMatchObject({ title: 'Kept' })
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
      ['-c', command.replace(/\bnpm /, `npm --silent --prefix ${root} `)],
      { cwd: folder, env: { ...process.env, DATA_DIR: dataDir } },
      (_error, stdout, stderr) => resolve({ code: child.exitCode ?? 1, output: stdout + stderr }),
    )
  })
}
