import * as prng from 'lib0/prng'
import { expect, test } from 'vitest'
import { draftsOf } from '#shared/board/draft.ts'
import { notesOf } from '#shared/board/note.ts'
import { readWriting } from '#shared/board/writing.ts'
import type { CreatedSession } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { WritingMode } from '#shared/workshop/writing.ts'
import { joinDesk, reveal, setWriting, writeDrafts } from '#tests/support/socket-desks.ts'
import { newDataDir, spawnServer } from '#tests/support/server.ts'
import { joinBoard } from '#tests/support/socket-voters.ts'

const rounds = 4
const people = 8
const draftsEach = 40
const timeLimitMs = 300_000

test(
  `a reveal interrupted by kill -9 is made exactly once, whole or not at all (${rounds} kills)`,
  async () => {
    const seed = Date.now() % 1_000_000
    const random = prng.create(seed)
    const dataDir = await newDataDir()
    let server = await spawnServer({ dataDir })
    const board = await server.createBoard()
    const facilitator = (await joinBoard(server, board, { role: Role.facilitator })).session
    const authors: CreatedSession[] = []
    for (let index = 0; index < people; index += 1) authors.push(await server.join(board))
    let onBoard: readonly string[] = []
    let left = 0
    // Sooner after a reveal that was made, later after one that was not: the kills gather around the commit.
    let waitMs = 60

    for (let round = 0; round < rounds; round += 1) {
      const fay = await joinBoard(server, board, { session: facilitator })
      await setWriting(fay, WritingMode.private)
      const written = await Promise.all(
        authors.map(async (author, person) => {
          const desk = await joinDesk(server, board, author)
          const left = draftsOf(desk.doc).map(({ text }) => text)
          const fresh = Array.from({ length: draftsEach - left.length }, (_, n) => `${round} ${person} ${n}`)
          await writeDrafts(desk, fresh)
          return [...left, ...fresh]
        }),
      )
      const drafts = written.flat()
      const asked = fay.client.command({ kind: 'desk.reveal' }).catch(() => undefined)
      await new Promise((resolve) => setTimeout(resolve, waitMs))
      await server.end('SIGKILL')
      await asked

      server = await spawnServer({ dataDir })
      const reader = await joinBoard(server, board, { session: facilitator })
      const notes = notesOf(reader.client.doc).map(({ text }) => text)
      const desks = await Promise.all(authors.map(async (author) => joinDesk(server, board, author)))
      const kept = desks.flatMap(({ doc }) => draftsOf(doc).map(({ text }) => text))
      const isRevealed = kept.length === 0
      const where = `round ${round}, seed ${seed}`
      expect(kept.toSorted(), where).toEqual(isRevealed ? [] : drafts.toSorted())
      expect(notes.toSorted(), where).toEqual([...onBoard, ...(isRevealed ? drafts : [])].toSorted())
      expect(readWriting(reader.client.doc).mode, where).toBe(isRevealed ? 'shared' : 'private')
      onBoard = notes
      left = kept.length
      waitMs *= isRevealed ? 0.5 + prng.real53(random) / 2 : 1 + prng.real53(random)
    }

    const fay = await joinBoard(server, board, { session: facilitator })
    expect(await reveal(fay)).toBe(left)
    const total = onBoard.length + left
    await fay.client.until(() => notesOf(fay.client.doc).length === total)
    expect(new Set(notesOf(fay.client.doc).map(({ text }) => text)).size).toBe(total)
  },
  timeLimitMs,
)
