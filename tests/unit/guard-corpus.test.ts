import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { writeActivity } from '#shared/board/activities.ts'
import { writeDeletedNoteAuthors } from '#shared/board/signatures.ts'
import { setLocked, writeRights } from '#shared/board/rights.ts'
import { hostileUpdates } from '#tests/corpus/hostile-updates.ts'
import { sceneOf } from '#tests/corpus/scene.ts'
import {
  victimClient,
  attackerClient,
  pia,
  fay,
  eve,
  newGuardedBoard,
  codeOf,
} from '#tests/support/guarded-board.ts'

describe('the corpus of hostile updates', () => {
  test.each(hostileUpdates)('$name: $code, and nothing is touched', ({ code, forge }) => {
    const { doc, check } = newGuardedBoard()
    const before = Y.encodeStateAsUpdate(doc)
    expect(codeOf(check(forge(sceneOf(doc, attackerClient, victimClient))))).toBe(code)
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
  })
})

test('an update that repeats the whole document says nothing new', () => {
  const { doc, check } = newGuardedBoard()
  writeRights(doc, { isLocked: false })
  setLocked(doc, ['theirs'], true)
  writeDeletedNoteAuthors(doc, new Map([['gone', 'vic']]))
  writeActivity(doc, 'choice', { isOpen: true })
  for (const by of [pia, fay, eve]) expect(codeOf(check(Y.encodeStateAsUpdate(doc), by))).toBe('empty')
})
