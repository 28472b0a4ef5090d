import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { notesOf } from '#shared/board/note.ts'
import { readRound } from '#shared/board/round.ts'
import type { Checkpoint, CreatedSession } from '#shared/wire/http.ts'
import { fetchPhoto } from '#tests/support/photo-uploads.ts'
import { newDataDir, startServer } from '#tests/support/server.ts'
import { addProposals, closeRound, joinBoard, placeDot } from '#tests/support/socket-voters.ts'

interface Sample {
  readonly board: string
  readonly round: string
  readonly voted: string
  /** Secrets of sessions. */
  readonly facilitator: string
  readonly participant: string
  readonly link: string
  readonly joinCode: string
}

const fixtures = join(import.meta.dirname, '..', 'fixtures')

test.each(['2026-11-28', '2026-12-01'])(
  'the data of the version of %s opens: notes, picture, sessions, link, checkpoint, and the open vote goes on',
  async (version) => {
    const dataDir = await newDataDir()
    const database = gunzipSync(await readFile(join(fixtures, `version-${version}.sqlite.gz`)))
    await writeFile(join(dataDir, 'boussole.sqlite'), database)
    const sample = JSON.parse(await readFile(join(fixtures, `version-${version}.json`), 'utf8')) as Sample
    const server = await startServer({ dataDir })
    const board = { id: sample.board } as never
    const again = (session: string) =>
      joinBoard(server, board, { session: { board: sample.board, session } as CreatedSession })

    const fay = await again(sample.facilitator)
    const notes = notesOf(fay.client.doc)
    expect(notes.map(({ text }) => text).toSorted()).toEqual(['Photo', 'Réparer avant de remplacer', '水'])
    const photo = notes.find((note) => note.photo)?.photo
    expect((await fetchPhoto(server, sample.board, sample.facilitator, photo?.id ?? '')).status).toBe(200)
    const points = `/api/boards/${sample.board}/checkpoints`
    const kept = (await server.ask('GET', points, undefined, sample.facilitator))
      .body as readonly Checkpoint[]
    expect(JSON.stringify(kept)).toContain('"notes":3')

    const ana = await again(sample.participant)
    expect(ana.client.hello()?.ballots).toEqual([
      expect.objectContaining({ round: sample.round, dots: { [sample.voted]: 1 } }),
    ])
    const ticket = { board: sample.board, secret: sample.link, name: 'Cy' }
    const cy = (await server.ask('POST', '/api/sessions', ticket)).body as CreatedSession
    expect((await server.ask('POST', '/api/sessions', { code: sample.joinCode })).status).toBe(201)
    const joined = await joinBoard(server, board, { session: cy })
    await placeDot(joined, sample.round, sample.voted)
    await addProposals(joined, 1)
    expect((await closeRound(fay, sample.round)).totals).toMatchObject({ [sample.voted]: 3 })
    expect(readRound(fay.client.doc, sample.round)?.state).toBe('closed')
  },
)
