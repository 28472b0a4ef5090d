import { expect, test } from 'vitest'
import type * as Y from 'yjs'
import { addCluster, writeClusterTitle } from '#shared/board/change-cluster.ts'
import { readCluster } from '#shared/board/cluster.ts'
import { notesOf, placeNote, readNote, removeNotes, writeNote } from '#shared/board/note.ts'
import { lockedOf, readRights } from '#shared/board/rights.ts'
import { roundsOf } from '#shared/board/round.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { openRights, Scope } from '#shared/workshop/rights.ts'
import { seededRandom, testSeed } from '#tests/support/random.ts'
import { inDatabase } from '#tests/support/damage-database.ts'
import {
  addProposals,
  closeRound,
  joinBoard,
  openRoundOrThrow,
  placeDot,
  takePart,
  type Voter,
} from '#tests/support/socket-voters.ts'
import {
  openBoardForThree,
  writeAs,
  askForCheckpoints,
  keepCheckpoint,
  listCheckpoints,
  previewCheckpoint,
  restoreCheckpoint,
} from '#tests/support/checkpoint-requests.ts'

test('a facilitator makes a checkpoint, previews it, and restores it for everybody', async () => {
  const { server, board, fay, ada } = await openBoardForThree()
  const note = writeAs(ada, 'before')
  const gone = writeAs(ada, 'will be deleted', 300)
  const group = addCluster(fay.client.doc, [], { title: 'First title', tint: 'rose' })
  await Promise.all([fay.client.allSaved(), ada.client.allSaved()])
  await fay.client.until(() => notesOf(fay.client.doc).length === 2)
  const cluster = addCluster(fay.client.doc, [note], { title: 'Ours', tint: 'sky' })
  await fay.client.allSaved()

  const kept = await keepCheckpoint(server, board, fay)
  expect(kept).toMatchObject({ reason: 'demand', notes: 2, clusters: 1 })
  const before = contentOf(fay.client.doc)

  await ada.client.until(() => readCluster(ada.client.doc, cluster) !== undefined)
  writeNote(ada.client.doc, note, 'after')
  writeClusterTitle(ada.client.doc, cluster, 'Theirs')
  removeNotes(ada.client.doc, [gone])
  const late = writeAs(ada, 'came later', 600)
  await ada.client.allSaved()
  const after = contentOf(ada.client.doc)
  expect(after).not.toEqual(before)

  const preview = await previewCheckpoint(server, board, fay, kept.id)
  expect(preview.notes.map(({ text, cluster }) => [text, cluster])).toEqual([
    ['before', cluster],
    ['will be deleted', null],
  ])
  expect(preview.clusters.map(({ title }) => title)).toEqual(['Ours'])

  const undo = await restoreCheckpoint(server, board, fay, kept.id)
  for (const { client } of [fay, ada]) {
    await client.until(() => readNote(client.doc, late) === undefined)
    expect(contentOf(client.doc)).toEqual(before)
    expect(readCluster(client.doc, group)).toBeUndefined()
  }
  await restoreCheckpoint(server, board, fay, undo)
  for (const { client } of [fay, ada]) {
    await client.until(() => readNote(client.doc, late) !== undefined)
    expect(contentOf(client.doc)).toEqual(after)
  }
  expect((await listCheckpoints(server, board, fay)).map(({ reason }) => reason)).toEqual([
    'restore',
    'restore',
    'demand',
  ])
})

test('a checkpoint that the disk has damaged is reported as damaged, and the others can be restored', async () => {
  const { server, board, fay, ada } = await openBoardForThree()
  writeAs(ada, 'before')
  await ada.client.allSaved()
  const [bad, good] = [await keepCheckpoint(server, board, fay), await keepCheckpoint(server, board, fay)]
  inDatabase(server.dataDir, (db) =>
    db.prepare("UPDATE checkpoints SET file = x'00' WHERE id = ?").run(bad.id),
  )
  const path = `/api/boards/${board.id}/checkpoints/${bad.id}`
  const damaged = { status: 500, body: { code: 'damaged', message: expect.stringContaining('damaged') } }
  for (const answer of [
    await server.ask('GET', path, undefined, fay.session.session),
    await server.ask('POST', `${path}/restore`, { as: 'inPlace' }, fay.session.session),
    await server.ask('POST', `${path}/restore`, { as: 'copy' }, fay.session.session),
  ]) {
    expect(answer).toMatchObject(damaged)
  }
  await restoreCheckpoint(server, board, fay, good.id)
  expect(notesOf(fay.client.doc).map(({ text }) => text)).toEqual(['before'])
})

test('people still own their notes after a restore, and can write on', async () => {
  const { server, board, fay, ada, bo } = await openBoardForThree()
  const mine = writeAs(ada, 'mine')
  const foreign = writeAs(bo, 'foreign', 300)
  await Promise.all([ada.client.allSaved(), bo.client.allSaved()])
  const kept = await keepCheckpoint(server, board, fay)
  await fay.client.until(() => notesOf(fay.client.doc).length === 2)
  removeNotes(fay.client.doc, [mine, foreign])
  await fay.client.allSaved()
  await restoreCheckpoint(server, board, fay, kept.id)
  await ada.client.until(() => notesOf(ada.client.doc).length === 2)
  writeNote(ada.client.doc, foreign, 'written on')
  removeNotes(ada.client.doc, [mine])
  await ada.client.allSaved()
  removeNotes(ada.client.doc, [foreign])
  await expect(ada.client.allSaved()).rejects.toThrow('not_your_note')
  await bo.client.until(() => readNote(bo.client.doc, foreign)?.text === 'written on')
  expect(readNote(bo.client.doc, mine)).toBeUndefined()
})

test('a restore does not touch equal notes, so that a person writing in one goes on', async () => {
  const { server, board, fay, ada } = await openBoardForThree()
  const note = writeAs(ada, 'stays')
  const brief = writeAs(ada, 'goes', 300)
  await ada.client.allSaved()
  const kept = await keepCheckpoint(server, board, fay)
  removeNotes(ada.client.doc, [brief])
  await ada.client.allSaved()
  const text = ada.client.doc.getMap('text').get(note)
  await restoreCheckpoint(server, board, fay, kept.id)
  await ada.client.until(() => readNote(ada.client.doc, brief) !== undefined)
  expect(ada.client.doc.getMap('text').get(note)).toBe(text)
})

test('while everybody writes on, all see the same after every restore, and undo brings everything back', async () => {
  const random = seededRandom(testSeed())
  console.info(`SEED=${random.seed}`)
  const { server, board, fay, ada, bo } = await openBoardForThree()
  const everybody = [fay, ada, bo]
  const work = (voter: Voter): void => {
    const notes = notesOf(voter.client.doc)
    if (notes.length === 0 || random.chance(0.4))
      writeAs(voter, `new ${random.below(1_000)}`, random.below(2_000))
    else if (random.chance(0.5)) writeNote(voter.client.doc, random.pick(notes).id, `${random.below(1_000)}`)
    else placeNote(voter.client.doc, random.pick(notes).id, { x: random.below(2_000) })
  }
  for (let count = 0; count < 10; count += 1) work(ada)
  await ada.client.allSaved()
  const kept = await keepCheckpoint(server, board, fay)
  for (let round = 0; round < 4; round += 1) {
    const under = { isWay: true }
    const restoring = restoreCheckpoint(server, board, fay, kept.id).finally(() => (under.isWay = false))
    // No more than a connection may send at once.
    for (let count = 0; under.isWay && count < 80; count += 1) {
      everybody.forEach(work)
      await new Promise((resolve) => setImmediate(resolve))
    }
    const undo = await restoring
    await Promise.all(everybody.map(({ client }) => client.allSaved()))
    const before = await previewCheckpoint(server, board, fay, undo)
    await restoreCheckpoint(server, board, fay, undo)
    // A client that has the last note has all earlier changes.
    const last = writeAs(fay, 'last')
    for (const { client } of everybody) await client.until(() => readNote(client.doc, last) !== undefined)
    const contents = everybody.map(({ client }) => contentOf(client.doc))
    expect(contents[1]).toEqual(contents[0])
    expect(contents[2]).toEqual(contents[0])
    const linesOf = (notes: readonly { id: string; text: string; x: number }[]) =>
      notes.map(({ id, text, x }) => JSON.stringify([id, text, x])).sort()
    const brought = notesOf(ada.client.doc).filter(({ id }) => id !== last)
    expect(linesOf(brought)).toEqual(linesOf(before.notes))
  }
})

test('a copy is a new board with new links, the same notes, groups and results, and nobody’s name on them', async () => {
  const { server, board, fay, ada, bo } = await openBoardForThree({ title: 'Why we exist' })
  await takePart(fay)
  const options = await addProposals(ada, 2)
  const round = await openRoundOrThrow(fay, options)
  for (const voter of [fay, ada, bo]) await placeDot(voter, round, options[0] ?? '')
  await closeRound(fay, round)
  const kept = await keepCheckpoint(server, board, fay)
  const answer = await askForCheckpoints(server, 'POST', board, fay, `/${kept.id}/restore`, { as: 'copy' })
  expect(answer.status).toBe(201)
  const copy = answer.body as CreatedBoard
  expect(copy).toMatchObject({ title: 'Why we exist', language: 'en' })
  expect(copy.id).not.toBe(board.id)
  const guest = await joinBoard(server, copy)
  expect(contentOf(guest.client.doc)).toEqual(
    contentOf(fay.client.doc).map((line) => line.replace(ada.session.participant.id, 'nobody')),
  )
  expect(roundsOf(guest.client.doc).map(({ totals }) => totals?.[options[0] ?? ''])).toEqual([3])
  for (const struct of guest.client.doc.store.clients.keys())
    expect([...fay.client.doc.store.clients.keys()].filter((client) => client !== 1)).not.toContain(struct)
})

test('a restore and a copy have the checkpoint’s limits and locks, and undoing the restore undoes them', async () => {
  const { server, board, fay, ada } = await openBoardForThree()
  const [free, held, grouped] = ['free', 'held', 'grouped'].map((text, index) =>
    writeAs(ada, text, index * 300),
  ) as [string, string, string]
  await ada.client.allSaved()
  await fay.client.until(() => notesOf(fay.client.doc).length === 3)
  const cluster = addCluster(fay.client.doc, [grouped], { title: 'Held', tint: 'sky' })
  await fay.client.allSaved()
  const own = { participantsMove: Scope.own, participantsCluster: false }
  // Yjs refuses to write this field: the board would close.
  const unknown = { constructor: 1 } as object
  await fay.client.command({ kind: 'rights.set', rights: { ...own, ...unknown } })
  await fay.client.command({ kind: 'lock.set', ids: [held, cluster], isLocked: true })
  const kept = await keepCheckpoint(server, board, fay)
  await fay.client.command({ kind: 'rights.set', rights: { ...openRights, isLocked: true } })
  await fay.client.command({ kind: 'lock.set', ids: [held], isLocked: false })
  await fay.client.command({ kind: 'lock.set', ids: [free], isLocked: true })
  const lockedAgain = (locked: readonly string[]) =>
    ada.client.until(() => String([...lockedOf(ada.client.doc)].sort()) === String([...locked].sort()))

  const undo = await restoreCheckpoint(server, board, fay, kept.id)
  await lockedAgain([held, cluster])
  expect(readRights(ada.client.doc)).toEqual({ ...openRights, ...own })
  writeNote(ada.client.doc, held, 'barred')
  await expect(ada.client.allSaved()).rejects.toThrow('locked')

  await restoreCheckpoint(server, board, fay, undo)
  const guest = await joinBoard(server, board)
  expect([...lockedOf(guest.client.doc)].sort()).toEqual([free, cluster].sort())
  expect(readRights(guest.client.doc)).toEqual({ ...openRights, isLocked: true })

  const copied = await askForCheckpoints(server, 'POST', board, fay, `/${kept.id}/restore`, { as: 'copy' })
  const stranger = await joinBoard(server, copied.body as CreatedBoard)
  expect([...lockedOf(stranger.client.doc)].sort()).toEqual([held, cluster].sort())
  expect(readRights(stranger.client.doc)).toEqual({ ...openRights, ...own })
})

/** Every note with its words, place and author, and every group that has notes. */
function contentOf(doc: Y.Doc): readonly string[] {
  return notesOf(doc)
    .map(({ id, text, x, y, z, cluster, author, tint }) => {
      const title = cluster === null ? '' : readCluster(doc, cluster)?.title
      return JSON.stringify([id, text, x, y, z, cluster, title, author ?? 'nobody', tint])
    })
    .sort()
}
