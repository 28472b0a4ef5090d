import type { LinkRow } from '#server/contracts/boards.ts'
import type { Store } from '#server/contracts/store.ts'
import { nanoid } from 'nanoid'

export interface StoreFixture {
  /** A store of its own for the test, closed when the test ends. */
  readonly open: () => Promise<Store>
  /** Closes the store and opens what it kept. */
  readonly reopen: (store: Store) => Promise<Store>
}

export function row(id: string, change: { title?: string } = {}) {
  return { id, title: 'Why', language: 'fr', created: 1, ...change } as const
}

export function link(board: string, role: 'participant' | 'viewer'): LinkRow {
  const codeHash = role === 'participant' ? `${board}-code` : null
  return { board, role, hash: `${board}-${role}`, codeHash, isActive: true, created: 1 }
}

export async function newBoard(store: Store): Promise<string> {
  const id = nanoid()
  await store.createBoard(row(id), [link(id, 'participant')], new Uint8Array([0, 0]))
  return id
}
