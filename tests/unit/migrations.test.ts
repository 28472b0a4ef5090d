import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { readMeta, schemaVersion, writeMeta } from '#shared/board/document.ts'
import {
  isOfNewerVersion,
  isOfOlderVersion,
  migrateBoard,
  migrations,
  type Migration,
} from '#shared/board/migrate.ts'

test('there is one migration for every version after the first, in order', () => {
  const versions = Array.from({ length: schemaVersion - 1 }, (_, index) => index + 2)
  expect(migrations.map(({ to }) => to)).toEqual(versions)
})

test('an older board goes through the steps it has not been through, in one transaction', () => {
  const doc = ofSchema(schemaVersion - 2)
  const ran: number[] = []
  const steps = [-2, -1, 0].map((ago): Migration => ({
    to: schemaVersion + ago,
    run: () => void ran.push(ago),
  }))
  let transactions = 0
  doc.on('afterTransaction', () => (transactions += 1))
  expect(isOfOlderVersion(doc)).toBe(true)
  migrateBoard(doc, steps)
  expect([ran, transactions, readMeta(doc).schema]).toEqual([[-1, 0], 1, schemaVersion])
  expect([isOfOlderVersion(doc), isOfNewerVersion(doc)]).toEqual([false, false])
})

test('a board of a later version is neither old nor current; a desk without a version is current', () => {
  expect([
    isOfOlderVersion(ofSchema(schemaVersion + 1)),
    isOfNewerVersion(ofSchema(schemaVersion + 1)),
  ]).toEqual([false, true])
  expect([isOfOlderVersion(new Y.Doc()), isOfNewerVersion(new Y.Doc())]).toEqual([false, false])
})

function ofSchema(schema: number): Y.Doc {
  const doc = new Y.Doc()
  writeMeta(doc, { schema })
  return doc
}
