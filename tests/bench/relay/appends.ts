import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { nanoid } from 'nanoid'
import * as Y from 'yjs'
import type { Store } from '#server/contracts/store.ts'
import { openStore } from '#server/open-store.ts'
import { addNote, placeNote } from '#shared/board/note.ts'
import { quantile } from '#tests/support/figures.ts'
import { newSchema, postgresCpuMs, postgresUrl } from './nodes.ts'

export interface Appended {
  readonly perSecond: number
  /** From an append to its commit, ms. */
  readonly p95: number
  /** CPU of PostgreSQL for 1,000 of them, ms. */
  readonly databaseMs: number
}

/** Appends to the logs of boards as fast as commits allow, one after the other on each board. */
export async function appendsOn(
  { connections, isPostgres }: { readonly connections: number; readonly isPostgres: boolean },
  boards: number,
  seconds: number,
): Promise<Appended> {
  const folder = await mkdtemp(join(tmpdir(), 'boussole-appends-'))
  const schema = newSchema()
  const stores: Store[] = []
  try {
    while (stores.length < connections) {
      // Nobody passes anything on.
      const postgres = { url: postgresUrl(), schema, address: `http://127.0.0.1:${stores.length + 1}` }
      stores.push(
        await openStore(await mkdtemp(join(folder, 'store-')), {
          replay: { isRecorded: true },
          ...(isPostgres && { postgres }),
        }),
      )
    }
    return await appendFlatOut(stores, boards, seconds)
  } finally {
    for (const store of stores) await store.close()
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function appendFlatOut(stores: readonly Store[], boards: number, seconds: number): Promise<Appended> {
  const update = aMove()
  const lateness: number[] = []
  let end = 0
  const boardsOf = stores.map(() => [] as string[])
  for (let index = 0; index < boards; index += 1) {
    const id = nanoid()
    const store = index % stores.length
    await stores[store]?.createBoard({ id, title: '', language: 'en', created: 1 }, [], update)
    boardsOf[store]?.push(id)
  }
  const before = await postgresCpuMs()
  const startedAt = performance.now()
  end = startedAt + seconds * 1_000
  const work = stores.flatMap((store, index) =>
    (boardsOf[index] ?? []).map(async (board) => {
      while (performance.now() < end) {
        const at = performance.now()
        await store.append(board, [update.slice()], [])
        lateness.push(performance.now() - at)
      }
    }),
  )
  await Promise.all(work)
  const thousands = lateness.length / 1_000
  return {
    perSecond: lateness.length / ((performance.now() - startedAt) / 1_000),
    p95: quantile(lateness, 0.95),
    databaseMs: ((await postgresCpuMs()) - before) / thousands,
  }
}

/** An update as of a dragged note. */
function aMove(): Uint8Array {
  const doc = new Y.Doc()
  const id = addNote(doc, { x: 0, y: 0, author: 'bench', created: 1, text: 'Mine' })
  const vector = Y.encodeStateVector(doc)
  placeNote(doc, id, { x: 3 })
  return Y.encodeStateAsUpdate(doc, vector)
}
