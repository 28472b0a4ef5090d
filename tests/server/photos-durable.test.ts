import { expect, test } from 'vitest'
import { addNote } from '#shared/board/note.ts'
import { freeDisk, fillDisk } from '#tests/support/full-disk.ts'
import { fetchPhoto, uploadPhoto, plainPhoto, sendPhoto } from '#tests/support/photo-uploads.ts'
import { spawnServer } from '#tests/support/server.ts'
import { joinBoard } from '#tests/support/socket-voters.ts'

test('an acknowledged photo is on disk, whatever is killed the next moment', async () => {
  const server = await spawnServer()
  const board = await server.createBoard()
  const { session } = await server.join(board)
  const photo = await uploadPhoto(server, board.id, session, await plainPhoto())
  await server.end('SIGKILL')
  const again = await spawnServer({ dataDir: server.dataDir })
  expect((await fetchPhoto(again, board.id, session, photo.id)).status).toBe(200)
})

test.skipIf(process.platform !== 'linux')(
  'on a full disk photos are shown and new ones refused in words, until there is room',
  async () => {
    const server = await spawnServer()
    const board = await server.createBoard()
    const { session, client } = await joinBoard(server, board)
    const photo = await uploadPhoto(server, board.id, session.session, await plainPhoto())
    addNote(client.doc, { x: 0, y: 0, author: null, created: 1, photo })
    await client.allSaved()
    fillDisk(server)
    const other = await plainPhoto('png', '#137')
    expect(await sendPhoto(server, board.id, session.session, other)).toMatchObject({
      status: 503,
      body: { code: 'store_unavailable' },
    })
    expect((await fetchPhoto(server, board.id, session.session, photo.id)).status).toBe(200)
    freeDisk(server)
    expect((await sendPhoto(server, board.id, session.session, other)).status).toBe(201)
  },
)
