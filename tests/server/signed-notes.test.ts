import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { contentOf, restoreSteps } from '#server/archive/checkpoint-content.ts'
import type { BoardFile } from '#server/board-file/board-file.ts'
import { addNote, notesOf, placeNote, readNote, removeNotes, setTint, writeNote } from '#shared/board/note.ts'
import { byUser, textRoot } from '#shared/board/document.ts'
import { noteRoots } from '#shared/board/schema.ts'
import { hideSignature, readSignature, writeSignature } from '#shared/board/signatures.ts'
import { Role } from '#shared/workshop/role.ts'
import { WritingMode } from '#shared/workshop/writing.ts'
import { joinDesk, reveal, setWriting, writeDrafts } from '#tests/support/socket-desks.ts'
import { startServer } from '#tests/support/server.ts'
import { joinBoard, type Voter } from '#tests/support/socket-voters.ts'

test('a signer’s name stands only on their own words: it goes when another person changes these, and comes back with them', async () => {
  const { server, board, fay, ada, bo, id } = await signedNote()
  const write = async ({ client }: Voter, text: string) => {
    writeNote(client.doc, id, text)
    return namesOn([fay, ada, bo], id, text)
  }
  expect(await write(ada, 'We bring clean water')).toEqual(['Ada'])
  setTint(fay.client.doc, [id], 'mint')
  placeNote(bo.client.doc, id, { x: 500 })
  expect(await namesOn([bo, fay], id, 'We bring clean water')).toEqual(['Ada'])

  expect(await write(bo, 'We bring clean water to nobody')).toEqual([undefined])
  expect(readNote(fay.client.doc, id)?.isRewritten).toBe(true)
  // The author’s next change does not make the other person’s words hers.
  expect(await write(ada, 'We bring clean water to nobody.')).toEqual([undefined])
  expect(await write(bo, 'We bring clean water')).toEqual(['Ada'])

  // Two people’s changes in one tick.
  writeNote(ada.client.doc, id, 'We bring clean water daily')
  writeNote(bo.client.doc, id, 'They bring clean water')
  await Promise.all([ada.client.allSaved(), bo.client.allSaved()])
  // Both changes, if they came in two ticks after all.
  expect(await namesOn([fay], id, 'They bring clean water daily')).toEqual([undefined])
  await server.close()
  const again = await startServer({ dataDir: server.dataDir })
  const back = await joinBoard(again, board, { session: fay.session })
  expect(readSignature(back.client.doc, id)).toBeUndefined()
})

test('two people whose drafts have one id have a note each, and nobody’s words get the other’s name', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const [ada, eve, bo] = [
    await joinBoard(server, board, { name: 'Ada' }),
    await joinBoard(server, board, { name: 'Eve' }),
    await joinBoard(server, board, { name: 'Bo' }),
  ]
  const shown = addNote(fay.client.doc, { x: 0, y: 0, author: null, created: 1, text: 'On the board' })
  await fay.client.allSaved()
  await setWriting(fay, WritingMode.private)
  const desks = {
    ada: await joinDesk(server, board, ada.session),
    eve: await joinDesk(server, board, eve.session),
    bo: await joinDesk(server, board, bo.session),
  }
  // Eve was given Ada’s text in a pass, and knows its id.
  await writeDrafts(desks.ada, ['By Ada'], { id: 'same', author: ada.session.participant.id })
  await writeDrafts(desks.eve, ['Not by Ada'], { id: 'same' })
  await writeDrafts(desks.eve, ['As if it were on the board'], { id: shown })
  await writeDrafts(desks.eve, ['From mine'], { from: ['same'] })
  await writeDrafts(desks.bo, ['From both'], { from: ['same', shown] })
  expect(await reveal(fay)).toBe(5)
  await fay.client.until(() => notesOf(fay.client.doc).length === 6)
  const notes = notesOf(fay.client.doc)
  const textOf = (id: string) => readNote(fay.client.doc, id)?.text
  expect(new Map(notes.map(({ text, signature }) => [text, signature]))).toEqual(
    new Map([
      ['As if it were on the board', undefined],
      ['By Ada', 'Ada'],
      ['From both', undefined],
      ['From mine', undefined],
      ['Not by Ada', undefined],
      ['On the board', undefined],
    ]),
  )
  const sources = (words: string) =>
    notes
      .find(({ text }) => text === words)
      ?.from?.map(textOf)
      .toSorted()
  expect(sources('From mine')).toEqual(['Not by Ada'])
  expect(sources('From both')).toEqual(['By Ada', 'Not by Ada', 'On the board'])
})

test('a deleted note that is put back has its name with its words, and not with others', async () => {
  const { fay, ada, id } = await signedNote()
  const words = readNote(fay.client.doc, id)?.text ?? ''
  const undo = new Y.UndoManager([...noteRoots(fay.client.doc)], { trackedOrigins: new Set([byUser]) })
  removeNotes(fay.client.doc, [id])
  await fay.client.allSaved()
  await ada.client.until(() => readNote(ada.client.doc, id) === undefined)
  undo.undo()
  expect(await namesOn([fay, ada], id, words)).toEqual(['Ada'])

  textRoot(fay.client.doc).set(id, new Y.Text('Words of a facilitator'))
  expect(await namesOn([fay, ada], id, 'Words of a facilitator')).toEqual([undefined])
})

test('a restored checkpoint has a name where it stood, and takes it off words that had none', () => {
  const doc = new Y.Doc()
  const id = addNote(doc, { x: 0, y: 0, author: 'ada', created: 1, text: 'By Ada' })
  writeSignature(doc, id, 'Ada')
  const keep = () => {
    const { file, beside } = contentOf(doc)
    return { file: JSON.parse(file) as BoardFile, beside }
  }
  const restore = ({ file, beside }: ReturnType<typeof keep>) => {
    for (const step of restoreSteps(doc, file, beside)) step()
    return notesOf(doc).map(({ text, signature }) => [text, signature])
  }
  const signed = keep()
  writeNote(doc, id, 'By Bo')
  hideSignature(doc, id, { name: 'Ada', words: 'digest' })
  const rewritten = keep()
  expect(restore(signed)).toEqual([['By Ada', 'Ada']])
  expect(restore(rewritten)).toEqual([['By Bo', undefined]])
  expect(restore(signed)).toEqual([['By Ada', 'Ada']])
})

/** A board with one revealed note that Ada has signed. */
async function signedNote() {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const ada = await joinBoard(server, board, { name: 'Ada' })
  const bo = await joinBoard(server, board, { name: 'Bo' })
  await setWriting(fay, WritingMode.private)
  const desk = await joinDesk(server, board, ada.session)
  await writeDrafts(desk, ['We bring water'], { author: ada.session.participant.id })
  await reveal(fay)
  for (const { client } of [fay, ada, bo]) await client.until(() => notesOf(client.doc).length === 1)
  const [note] = notesOf(fay.client.doc)
  expect(note).toMatchObject({ text: 'We bring water', signature: 'Ada' })
  return { server, board, fay, ada, bo, id: note?.id ?? '' }
}

/** The names that everybody sees on the note, once its words are these. */
async function namesOn(people: readonly Voter[], id: string, text: string): Promise<unknown> {
  const names = people.map(async ({ client }) => {
    await client.allSaved()
    await client.until(() => readNote(client.doc, id)?.text === text)
    return readSignature(client.doc, id)
  })
  return [...new Set(await Promise.all(names))]
}
