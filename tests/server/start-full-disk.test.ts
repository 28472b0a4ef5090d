import { join } from 'node:path'
import { expect, test } from 'vitest'
import { backUp } from '#server/store/sqlite/backup.ts'
import { freeDisk } from '#tests/support/full-disk.ts'
import { openModel } from '#tests/support/open-model.ts'
import { spawnServer } from '#tests/support/server.ts'
import { until } from '#tests/support/until.ts'

test.skipIf(process.platform !== 'linux')(
  'a server starts on a full disk, lets people read, says that it saves nothing, and saves as soon as there is room',
  async () => {
    const first = await spawnServer()
    const board = await first.createBoard({ title: 'Kept' })
    const session = await first.join(board)
    const before = openModel(first.url, session)
    before.commands.addNote({ x: 0, y: 0 }, { text: 'before' })
    await until(() => before.saving.get() === 'saved')
    before.close()
    expect(await first.end()).toBe(0)

    const { dataDir } = first
    const server = await spawnServer({ dataDir, isDiskFull: true })
    const statuses = async () =>
      Promise.all(['/readyz', '/healthz'].map(async (path) => (await server.ask('GET', path)).status))
    expect(await statuses()).toEqual([200, 503])
    expect((await server.ask('GET', '/readyz')).body).toMatchObject({ isWritable: false })
    expect(server.output()).toContain('the disk of the data folder is full')
    const ada = openModel(server.url, session)
    await until(() => ada.scene.notes.size === 1 && ada.saving.get() === 'readOnly')
    ada.commands.addNote({ x: 300, y: 0 }, { text: 'meanwhile' })

    freeDisk(server)
    await until(() => ada.saving.get() === 'saved')
    expect(await statuses()).toEqual([200, 200])
    // Other programs read the database again.
    expect(backUp(dataDir, join(dataDir, 'backup.sqlite'))).toMatchObject({ boards: 1 })
    await server.end('SIGKILL')
    const again = openModel((await spawnServer({ dataDir })).url, session)
    await until(() => again.scene.notes.size === 2)
  },
)
