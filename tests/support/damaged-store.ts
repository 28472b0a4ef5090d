import { expect, onTestFinished } from 'vitest'
import * as Y from 'yjs'
import { openStore } from '#server/open-store.ts'
import type { StoredBoard } from '#server/contracts/boards.ts'
import type { Store } from '#server/contracts/store.ts'
import { addNote, notesOf } from '#shared/board/note.ts'
import { newDataDir } from '#tests/support/server.ts'

export const plainNote = { x: 0, y: 0, author: null, created: 1 }

export async function openWarningStore(
  given?: string,
): Promise<{ dir: string; store: Store; warnings: string[] }> {
  const dir = given ?? (await newDataDir())
  const warnings: string[] = []
  const store = await openStore(dir, { warn: (problem) => warnings.push(problem) })
  onTestFinished(() => store.close())
  return { dir, store, warnings }
}

export async function storeEmptyBoard(store: Store, id = 'b1'): Promise<string> {
  await store.createBoard({ id, title: '', language: 'en', created: 1 }, [], new Uint8Array([0, 0]))
  return id
}

/** One note, by a hand of its own. */
export function textUpdate(text: string): Uint8Array {
  const doc = new Y.Doc()
  addNote(doc, { ...plainNote, text })
  return Y.encodeStateAsUpdate(doc)
}

export function textsIn(stored: StoredBoard | undefined): readonly string[] {
  const doc = new Y.Doc()
  for (const update of stored?.updates ?? []) Y.applyUpdate(doc, update)
  expect(doc.store.pendingStructs).toBeNull()
  return notesOf(doc)
    .map(({ text }) => text)
    .toSorted()
}
