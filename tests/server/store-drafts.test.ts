import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { nanoid } from 'nanoid'
import { expect, onTestFinished, test } from 'vitest'
import { openStore } from '#server/open-store.ts'
import type { DraftCommit } from '#server/contracts/drafts.ts'
import type { Store } from '#server/contracts/store.ts'
import { newDataDir } from '#tests/support/server.ts'
import { inDatabase } from '#tests/support/damage-database.ts'

interface Desks {
  readonly dir: string
  readonly store: Store
  readonly board: string
  readonly commit: (participant: string, ...updates: readonly Uint8Array[]) => DraftCommit
}

async function openDesks(): Promise<Desks> {
  const dir = await newDataDir()
  const store = await openStore(dir)
  onTestFinished(() => store.close())
  const board = nanoid()
  await store.createBoard({ id: board, title: '', language: 'en', created: 1 }, [], new Uint8Array([0, 0]))
  const commit: Desks['commit'] = (participant, ...updates) => {
    return { board, participant, updates, isWhole: false, hasDrafts: true, heldSince: null, at: 1 }
  }
  return { dir, store, board, commit }
}

test('a damaged desk keeps its sound beginning, and the rest is set aside', async () => {
  const { dir, store, board, commit } = await openDesks()
  await store.appendDrafts(commit('p', ...[1, 2, 3].map((byte) => new Uint8Array([byte]))))
  inDatabase(dir, (db) => db.exec("UPDATE desk_log SET data = x'99' WHERE data = x'02'"))
  const read = async (): Promise<unknown> => {
    const { updates, isDamaged } = await store.loadDrafts(board, 'p')
    return [updates.map((update) => [...update]), isDamaged]
  }
  expect(await read()).toEqual([[[1]], true])
  await store.mendDrafts(board, 'p', 5)
  expect(await read()).toEqual([[[1]], false])
  await store.appendDrafts(commit('p', new Uint8Array([4])))
  expect(await read()).toEqual([[[1], [4]], false])
  const aside = inDatabase(dir, (db) =>
    db.prepare('SELECT source, data FROM damaged WHERE board = ? ORDER BY seq').all(board),
  )
  expect(aside.map(({ source, data }) => [source, ...(data as Uint8Array)])).toEqual([
    ['desk', 0x99],
    ['desk', 3],
  ])
})

test('revealed, swept and deleted desks are nowhere in the folder', async () => {
  const { dir, store, board, commit } = await openDesks()
  const names = ['revealed', 'swept', 'kept']
  for (const name of names) await store.appendDrafts(commit(name, new TextEncoder().encode(`words ${name}`)))
  await store.touchDrafts(board, 'kept', 9)
  const found = async (): Promise<readonly string[]> => {
    const files = await readdir(dir)
    const bytes = Buffer.concat(await Promise.all(files.map((file) => readFile(join(dir, file)))))
    return names.filter((name) => bytes.includes(`words ${name}`))
  }
  expect(await found()).toEqual(names)
  const emptied = { ...commit('revealed', new Uint8Array([0, 0])), isWhole: true, at: 9 }
  await store.revealDrafts(board, [], [emptied])
  expect(await found()).toEqual(['swept', 'kept'])
  await store.sweepDrafts(9, () => [])
  expect(await found()).toEqual(['kept'])
  inDatabase(dir, (db) => db.exec('PRAGMA foreign_keys = ON; DELETE FROM desks'))
  expect(inDatabase(dir, (db) => db.prepare('SELECT * FROM desk_log').all())).toEqual([])
})
