import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { nanoid } from 'nanoid'
import { onTestFinished } from 'vitest'
import { openStore } from '#server/open-store.ts'
import type { Store } from '#server/contracts/store.ts'

const folders = new WeakMap<Store, string>()

export async function newStoreFolder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'boussole-store-'))
  onTestFinished(() => rm(dir, { recursive: true, force: true }))
  return dir
}

export async function openStoreIn(dir: string): Promise<Store> {
  const store = await openStore(dir)
  folders.set(store, dir)
  onTestFinished(() => store.close())
  return store
}

/** The folder of a store that `openStoreIn` opened. */
export function folderOf(store: Store): string {
  return folders.get(store) ?? ''
}

export async function reopenStore(store: Store): Promise<Store> {
  await store.close()
  return openStoreIn(folderOf(store))
}

export async function storeNewBoard(store: Store, update = new Uint8Array([0, 0])): Promise<string> {
  const id = nanoid()
  await store.createBoard({ id, title: '', language: 'en', created: 1 }, [], update)
  return id
}
