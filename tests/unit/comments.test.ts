import { array, assert, boolean, constantFrom, double, nat, property, record } from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { commentsOf, commentSpan, readComment, settleComment, writeComment } from '#shared/board/comments.ts'
import { addGraft, graftsIn } from '#shared/board/grafts.ts'
import { addStatement, wordingOf } from '#shared/board/statements.ts'
import { placeIn, spanOf, indexAt, positionAt } from '#shared/board/text-place.ts'

const first = 'Chaque matin, nous ouvrons la porte aux habitants.'

/** A board with two statements, and the words of each. */
function board(text = first) {
  const doc = new Y.Doc()
  const step = 'challenge/rewrite'
  addStatement(doc, { id: 's1', step, number: 1, from: [], at: 1, text })
  addStatement(doc, { id: 's2', step, number: 2, from: [], at: 1, text: 'Nous tenons la ligne 3.' })
  const words = (id: string, of = doc): Y.Text => {
    const wording = wordingOf(of, id)
    if (!wording) throw new Error(`no statement ${id}`)
    return wording
  }
  return { doc, words }
}

function comment(doc: Y.Doc, wording: Y.Text, quote: string) {
  const start = wording.toString().indexOf(quote)
  const place = placeIn(wording, { start, end: start + quote.length })
  writeComment(doc, {
    id: 'c1',
    statement: 's1',
    quote,
    text: 'Quels habitants ?',
    at: 5,
    isDone: false,
    ...place,
  })
  const written = readComment(doc, 'c1')
  if (!written) throw new Error('the comment cannot be read')
  return written
}

function shown(doc: Y.Doc, wording: Y.Text): string | undefined {
  const [only] = commentsOf(doc, 's1')
  const span = only && commentSpan(doc, only)
  return span && wording.toString().slice(span.start, span.end)
}

test('a comment stays on its words while the text before and inside it changes', () => {
  const { doc, words } = board()
  const wording = words('s1')
  comment(doc, wording, 'ouvrons la porte')
  wording.insert(0, 'Dès six heures : ')
  expect(shown(doc, wording)).toBe('ouvrons la porte')
  wording.insert(wording.toString().indexOf('porte'), 'grande ')
  expect(shown(doc, wording)).toBe('ouvrons la grande porte')
  // Words at its edges do not belong to it.
  wording.insert(wording.toString().indexOf(' aux'), ' et les fenêtres')
  wording.insert(wording.toString().indexOf('ouvrons'), 'toujours ')
  expect(shown(doc, wording)).toBe('ouvrons la grande porte')
})

test('a comment whose words are gone has its quote alone, and finds words that were moved', () => {
  const { doc, words } = board()
  const wording = words('s1')
  comment(doc, wording, 'la porte')
  const at = wording.toString().indexOf('la porte ')
  wording.delete(at, 'la porte '.length)
  expect(shown(doc, wording)).toBeUndefined()
  expect(commentsOf(doc, 's1')).toMatchObject([
    { quote: 'la porte', text: 'Quels habitants ?', isDone: false },
  ])
  wording.insert(0, 'Que la porte soit ouverte. ')
  expect(shown(doc, wording)).toBe('la porte')
})

test('a comment is done, and open again', () => {
  const { doc, words } = board()
  comment(doc, words('s1'), 'la porte')
  expect(settleComment(doc, 'c1', true)).toBe(true)
  expect(readComment(doc, 'c1')?.isDone).toBe(true)
  expect(settleComment(doc, 'c1', false)).toBe(true)
  expect(readComment(doc, 'c1')?.isDone).toBe(false)
  expect(settleComment(doc, 'nobody', true)).toBe(false)
})

test('a position of another text, of a root or of no text at all is none', () => {
  const { doc, words } = board()
  const [one, other] = [words('s1'), words('s2')]
  const foreign = placeIn(other, { start: 0, end: 4 })
  expect(spanOf(one, foreign)).toBeUndefined()
  expect(spanOf(other, foreign)).toEqual({ start: 0, end: 4 })
  const root = Buffer.from(
    Y.encodeRelativePosition(new Y.RelativePosition(null, 'unheard-of', null)),
  ).toString('base64url')
  const ahead = Buffer.from(
    Y.encodeRelativePosition(new Y.RelativePosition(null, null, { client: doc.clientID, clock: 10_000 })),
  ).toString('base64url')
  for (const position of ['', '!', 'AA', 'x'.repeat(65), '_'.repeat(64), root, ahead])
    expect(indexAt(doc, one, position)).toBeUndefined()
  expect([...doc.share.keys()]).not.toContain('unheard-of')
  expect(indexAt(doc, one, positionAt(one, one.length))).toBe(one.length)
})

test('a graft is a phrase with spaces around it, and is found again where it was put', () => {
  const { doc, words } = board()
  const wording = words('s1')
  addGraft(doc, 'g1', { statement: 's1', from: 's2', text: 'la ligne 3' }, wording.length)
  addGraft(doc, 'g2', { statement: 's1', from: 'v7', text: 'tenons' }, wording.toString().indexOf('ouvrons'))
  expect(wording.toString()).toBe('Chaque matin, nous tenons ouvrons la porte aux habitants. la ligne 3')
  wording.insert(0, 'Oui : ')
  expect(
    graftsIn(doc, 's1').map(({ from, start, end }) => [from, wording.toString().slice(start, end)]),
  ).toEqual([
    ['v7', 'tenons'],
    ['s2', 'la ligne 3'],
  ])
  expect(graftsIn(doc, 's2')).toEqual([])
})

test('a graft that was bent to fit is still one, and one that was written away is none', () => {
  const { doc, words } = board('Que')
  const wording = words('s1')
  addGraft(doc, 'g1', { statement: 's1', from: 's2', text: 'Nous tenons la ligne 3' }, wording.length)
  const now = () => graftsIn(doc, 's1').map(({ start, end }) => wording.toString().slice(start, end))
  const rewrite = (old: string, next: string) => {
    const at = wording.toString().indexOf(old)
    wording.insert(at, next)
    wording.delete(at + next.length, old.length)
  }
  rewrite('Nous', 'nous')
  rewrite('tenons', 'gardions')
  expect(now()).toEqual(['gardions la ligne 3'])
  rewrite('gardions la ligne', 'la promesse du jour')
  expect(now()).toEqual([])
})

/** An edit of one of two people who write at once. */
const edit = record({
  who: constantFrom(0, 1),
  at: double({ min: 0, max: 1, noNaN: true }),
  insert: constantFrom('', 'x', ' mot', '. ', 'é', '🧭'),
  remove: nat({ max: 3 }),
  syncs: boolean(),
})

test('comments and grafts stay on their letters, whatever two people write around them at once', () => {
  assert(
    property(array(edit, { maxLength: 25 }), nat({ max: 1_000 }), (edits, seed) => {
      const { doc, words } = board()
      const text = words('s1').toString()
      const quote = 'ouvrons la porte'
      comment(doc, words('s1'), quote)
      addGraft(doc, 'g1', { statement: 's1', from: 's2', text: 'la ligne 3' }, seed % text.length)
      const copies = [doc, new Y.Doc()] as const
      const sync = () => {
        Y.applyUpdate(copies[1], Y.encodeStateAsUpdate(copies[0], Y.encodeStateVector(copies[1])))
        Y.applyUpdate(copies[0], Y.encodeStateAsUpdate(copies[1], Y.encodeStateVector(copies[0])))
      }
      sync()
      const letters = (of: Y.Doc) => {
        const [only] = commentsOf(of, 's1')
        const span = only && spanOf(words('s1', of), only)
        return span ? words('s1', of).toString().slice(span.start, span.end) : ''
      }
      const before = letters(doc)
      let isInside = false
      for (const { who, at, insert, remove, syncs } of edits) {
        const copy = copies[who === 0 ? 0 : 1]
        const wording = words('s1', copy)
        const index = Math.floor(at * wording.length)
        const [only] = commentsOf(copy, 's1')
        const span = (only && spanOf(wording, only)) ?? { start: 0, end: 0 }
        const count = Math.min(remove, wording.length - index)
        // An edit inside the letters of the comment, or of them, changes them; all others do not.
        if (index < span.end && index + count > span.start) isInside = true
        wording.delete(index, count)
        wording.insert(index, insert)
        if (syncs) sync()
      }
      sync()
      expect(letters(copies[1])).toBe(letters(copies[0]))
      if (!isInside) expect(letters(doc)).toBe(before)
      // Both screens show the same, and every graft that is shown is in the words.
      const shownGrafts = graftsIn(doc, 's1')
      expect(graftsIn(copies[1], 's1')).toEqual(shownGrafts)
      for (const { start, end } of shownGrafts)
        expect(words('s1').toString().slice(start, end).trim()).not.toBe('')
    }),
  )
})
