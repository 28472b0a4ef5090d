import * as Y from 'yjs'
import { openStore } from '#server/open-store.ts'
import { serverClient } from '#server/documents/load-document.ts'
import { writeMeta } from '#shared/board/document.ts'

/** Turns a closed board into one of another schema version, as that version would have stored it. */
export async function storeAsSchema(dataDir: string, board: string, schema: number): Promise<void> {
  const store = await openStore(dataDir)
  const doc = new Y.Doc()
  for (const update of (await store.load(board))?.updates ?? []) Y.applyUpdate(doc, update)
  doc.clientID = serverClient
  const made: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => made.push(update))
  writeMeta(doc, { schema })
  await store.append(board, made, [])
  await store.close()
}
