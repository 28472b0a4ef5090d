import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { createLocalBoard } from '#client/bench/local-board.ts'
import { writeActivity } from '#shared/board/activities.ts'

test('an activity reads the state that the server keeps for it, and nothing of others', () => {
  const doc = new Y.Doc()
  writeActivity(doc, 'question', { isOpen: true })
  const { model } = createLocalBoard(doc, (text, size) => text.length * size * 0.5)
  onTestFinished(model.close)
  const seen: unknown[] = []
  const other: unknown[] = []
  onTestFinished(model.activity('question').subscribe((state) => seen.push(state)))
  onTestFinished(model.activity('other').subscribe((state) => other.push(state)))
  writeActivity(doc, 'question', { isOpen: false })
  expect(seen).toEqual([{ isOpen: true }, { isOpen: false }])
  expect(other).toEqual([undefined])
  expect(model.activity('question')).toBe(model.activity('question'))
})
