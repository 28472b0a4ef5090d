import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { applyUpdate, Doc } from 'yjs'
import { redrawPhoto } from '#server/photos/redraw-photo.ts'
import { importBoard } from '#server/report/photo-import.ts'
import { notesOf, type Note } from '#shared/board/note.ts'
import { photoSideLimit, type Photo } from '#shared/board/photo.ts'
import { plainPhoto } from '#tests/support/photo-uploads.ts'

/** Which of the notes with these pictures kept theirs. */
async function keptOf(pictures: readonly Buffer[], pixels: number): Promise<readonly boolean[]> {
  return (await imported(pictures, pixels)).map(({ photo }) => photo !== undefined)
}

/** Imports notes with these pictures, in the order of the pictures. */
async function imported(
  pictures: readonly Buffer[],
  pixels: number,
  facts: Partial<Photo> = {},
): Promise<readonly Note[]> {
  const folder = await mkdtemp(join(tmpdir(), 'boussole-test-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const ids = pictures.map((_, index) => String(index).repeat(43))
  const place = { x: 0, y: 0, z: 0, cluster: null, text: '' }
  const empty = { format: 'boussole-board', version: 1, title: '', language: 'en', clusters: [], rounds: [] }
  const file = {
    ...empty,
    notes: ids.map((id, index) => {
      const photo = { id, width: 1, height: 1, ...facts }
      return { id: `n${index}`, kind: 'idea', tint: 'sun', created: 0, ...place, photo }
    }),
    photos: Object.fromEntries(
      pictures.map((data, index) => [ids[index], { type: 'image/jpeg', data: data.toString('base64') }]),
    ),
  }
  const path = join(folder, 'file')
  await writeFile(path, JSON.stringify(file))
  const photos = await mkdtemp(join(folder, 'photos-'))
  const board = await importBoard({ kind: 'import', path, photos }, pixels)
  if (!board.ok) throw new Error(board.problem)
  const doc = new Doc()
  applyUpdate(doc, board.update)
  const notes = notesOf(doc).toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const kept = notes.flatMap(({ photo }) => photo?.id ?? [])
  expect(new Set(await readdir(photos))).toEqual(new Set(kept))
  expect(new Set(board.photos)).toEqual(new Set(kept))
  return notes
}

test('our own photos are read cheaply, others are drawn again up to a cost, and larger ones never', async () => {
  const ours: Buffer[] = []
  for (const colour of ['#111', '#222']) {
    const made = await redrawPhoto(await plainPhoto('png', colour), { pixels: 10_000 })
    if (!made.ok) throw new Error(made.problem)
    ours.push(Buffer.from(made.photo.data))
  }
  const others = [await plainPhoto('png', '#333'), await plainPhoto('png', '#444')]
  const damaged = Buffer.concat([others[0]?.subarray(0, 60) ?? Buffer.alloc(0)])
  const largest = photoSideLimit ** 2
  expect(await keptOf([...others, ...ours], Infinity)).toEqual([true, true, true, true])
  expect(await keptOf([...others, ...ours], 10 * largest)).toEqual([true, false, true, true])
  expect(await keptOf([damaged, ...others], 11 * largest)).toEqual([false, false, false])
  const large = await plainPhoto('png', '#555', photoSideLimit + 1, photoSideLimit)
  expect(await keptOf([large], Infinity)).toEqual([false])
})

test('a photo that no report shows stays so in the imported board, with its description', async () => {
  const facts = { alt: 'A key', isPrivate: true } as const
  const [note] = await imported([await plainPhoto('png', '#111')], Infinity, facts)
  expect(note?.photo).toMatchObject(facts)
})
