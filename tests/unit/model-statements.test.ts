import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { ghostRewriter } from '#client/activities/rewrite/ghost.ts'
import { createLocalBoard } from '#client/bench/local-board.ts'
import { lostNotes } from '#client/model/document/unsaved-work.ts'
import { keepWords } from '#server/statements/keep-words.ts'
import { writeMove, writeNewAgenda } from '#shared/board/agenda.ts'
import { wordingLimit } from '#shared/board/limits.ts'
import { addGraft } from '#shared/board/grafts.ts'
import { addStatement, wordingOf } from '#shared/board/statements.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { rewriting } from '#tests/support/agendas.ts'

const step = 'challenge/rewrite'

/** A board in a rewriting step, with two statements. */
async function openStatements() {
  const doc = new Y.Doc()
  writeNewAgenda(doc, rewriting, {})
  const clock = { endsAt: null, left: null, full: null }
  const allows = [Operation.writeStatement]
  const now = { state: 'running', move: 1, step, since: 1, allows, opened: [], command: 'c' } as const
  const entry = { kind: 'start', at: 1, by: null, from: null, to: step, move: 1 } as const
  writeMove(doc, { now, clock, before: null }, entry)
  for (const number of [1, 2])
    addStatement(doc, { id: `s${number}`, step, number, from: [], at: 1, text: 'We give time back' })
  const { model } = createLocalBoard(doc, (text, size) => text.length * size * 0.5)
  onTestFinished(model.close)
  return { doc, model, statements: await model.statements() }
}

test('words, versions and news of a statement are those of the document, and the list stays as letters come', async () => {
  const { doc, statements } = await openStatements()
  let lists = 0
  onTestFinished(statements.all.listen(() => (lists += 1)))
  const seen: string[] = []
  onTestFinished(statements.watchWords('s1', (words) => seen.push(words)))
  const news: boolean[] = []
  onTestFinished(statements.hasNews('s1').subscribe((isNew) => news.push(isNew)))
  keepWords(doc, { statement: 's1', version: 'v1', step, at: 2 })
  wordingOf(doc, 's1')?.insert(0, 'So ')
  statements.rewrite('s1', 'So we give\ntime back')
  keepWords(doc, { statement: 's1', version: 'v2', step, at: 3 })
  expect(seen).toEqual(['We give time back', 'So We give time back', 'So we give time back'])
  expect(news).toEqual([true, false, true, false])
  expect(statements.versions.get().map(({ text }) => text)).toEqual([
    'We give time back',
    'So we give time back',
  ])
  expect([lists, statements.all.get().map(({ id }) => id)]).toEqual([0, ['s1', 's2']])
  addStatement(doc, { id: 's3', step, number: 3, from: [], at: 1, text: 'A third' })
  expect([lists, statements.wordsOf('s3')]).toEqual([1, 'A third'])
})

test('an editor undoes what was typed in it alone, and shows its caret until it is closed', async () => {
  const { doc, model, statements } = await openStatements()
  const wording = statements.open('s1')
  if (!wording) throw new Error('no statement')
  const origin = {}
  wording.undo.addTrackedOrigin(origin)
  doc.transact(() => wording.text.insert(0, 'Now '), origin)
  doc.transact(() => wording.text.insert(wording.text.length, ' again'))
  expect([wording.canUndo.get(), wording.canRedo.get()]).toEqual([true, false])
  wording.undo.undo()
  expect([statements.wordsOf('s1'), wording.canRedo.get()]).toEqual(['We give time back again', true])
  wording.showCaret({ anchor: 3, head: 7 })
  expect(model.presence.caret.get()?.statement).toBe('s1')
  wording.close()
  expect(model.presence.caret.get()).toBeNull()
  expect(statements.open('gone')).toBeUndefined()
})

test('undo takes back one’s own graft in its turn, and no word of others', async () => {
  const { doc, statements } = await openStatements()
  const wording = statements.open('s1')
  if (!wording) throw new Error('no statement')
  const origin = {}
  wording.undo.addTrackedOrigin(origin)
  const type = (at: number, words: string, by: unknown = origin) =>
    doc.transact(() => wording.text.insert(at, words), by)
  type(0, 'Now ')
  // The server writes it under its own client id, after the answer to the command or before it.
  statements.ownGraft('g1')
  const server = new Y.Doc()
  Y.applyUpdate(server, Y.encodeStateAsUpdate(doc))
  addGraft(server, 'g1', { statement: 's1', from: 's2', text: 'for good' }, 21)
  addGraft(server, 'g2', { statement: 's1', from: 's2', text: 'of others' }, 0)
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(server))
  expect(statements.wordsOf('s1')).toBe('of others Now We give time back for good')
  // Somebody writes between its letters, and this person goes on.
  type(36, 'all and ', null)
  type(0, 'So ')
  const undo = () => (wording.undo.undo(), statements.wordsOf('s1'))
  expect(undo()).toBe('of others Now We give time back for all and good')
  expect(undo()).toBe('of others Now We give time backall and ')
  expect(wording.canRedo.get()).toBe(true)
  wording.undo.redo()
  expect(statements.wordsOf('s1')).toContain(' for')
  expect(undo()).toBe('of others Now We give time backall and ')
  expect(undo()).toBe('of others We give time backall and ')
  expect(wording.canUndo.get()).toBe(false)
  // By the button of its notice, whatever was typed since.
  statements.ownGraft('g2')
  type(0, 'So ')
  statements.undoGraft('g2')
  expect(statements.wordsOf('s1')).toBe('So We give time backall and ')
  statements.undoGraft('g2')
  expect(undo()).toBe('We give time backall and ')
  // Nothing is taken back in words that the person has left.
  addGraft(doc, 'g3', { statement: 's1', from: 's2', text: 'for good' }, 0)
  statements.ownGraft('g3')
  wording.close()
  statements.undoGraft('g3')
  expect(statements.wordsOf('s1')).toBe('for good We give time backall and ')
})

test('a ghost changes a few words of a statement and leaves the rest', async () => {
  const { model, statements } = await openStatements()
  const play = (random: number) =>
    ghostRewriter({ model, random: () => random, sentence: () => 'one two three' })
  // Its code comes first.
  expect(play(0)).toBe(true)
  await model.statements()
  await Promise.resolve()
  expect(play(0.5)).toBe(true)
  expect(statements.wordsOf('s1')).toBe('We give time back')
  expect(statements.wordsOf('s2')).toBe('We give two three')
})

test('words of a statement that the server did not take are offered as a note', () => {
  const [old, fresh] = [new Y.Doc(), new Y.Doc()]
  for (const doc of [old, fresh])
    for (const id of ['s1', 's2'])
      addStatement(doc, { id, step, number: 1, from: [], at: 1, text: 'We give time' })
  wordingOf(old, 's1')?.insert(12, ' back')
  wordingOf(old, 's2')?.insert(12, ' too')
  const lost = lostNotes(old, fresh, () => true, new Set(['s1']))
  expect(lost.map(({ text }) => text)).toEqual(['We give time back'])
})

test('one word for another leaves the words of others in a sentence that many have made too long', async () => {
  const { doc, statements } = await openStatements()
  const long = `${'We give time back to all '.repeat(40)}who wait `
  wordingOf(doc, 's1')?.delete(0, 17)
  wordingOf(doc, 's1')?.insert(0, long)
  let inserted = ''
  wordingOf(doc, 's1')?.observe(({ changes }) => {
    for (const { insert } of changes.delta) inserted += typeof insert === 'string' ? insert : ''
  })
  statements.rewrite('s1', long.replace('time', 'days'))
  expect([statements.wordsOf('s1'), inserted]).toEqual([long.replace('time', ''), ''])
  statements.rewrite('s1', 'We wait')
  statements.rewrite('s1', 'We give'.repeat(100))
  expect(statements.wordsOf('s1')).toHaveLength(wordingLimit)
})
