import { expect, test } from 'vitest'
import type { PublicAsking, StoredAsking, WrittenAnswer } from '#server/contracts/askings.ts'
import { AskAudience, choice, scale, text } from '#shared/asking/ask.ts'
import { asksOf, fewestOf } from '#shared/asking/public.ts'
import { newBoard, type StoreFixture } from './store-rows.ts'

const asks = { degree: scale(1, 3), word: text({ most: 30 }), way: choice('left', 'right') }
const askingOf = (board: string, turn = 1, change: Partial<StoredAsking> = {}): StoredAsking => ({
  id: `${board}-${turn}`,
  board,
  step: 'phase/step',
  turn,
  activity: 'temperature',
  audience: AskAudience.secret,
  asks,
  things: [],
  pairs: null,
  first: null,
  fewest: 1,
  key: 'k'.repeat(43),
  shown: null,
  ...change,
})
const answer = (asked: string, voter: string, item: string, value: WrittenAnswer['value'], name = '') => ({
  asked,
  voter,
  item,
  value,
  name: name === '' ? null : name,
})

/** Rules of every store about questions to people outside a board. */
export function describePublicAskings({ open, reopen }: StoreFixture): void {
  const pulse = (board: string, id = `${board}-pulse`): PublicAsking => ({
    id,
    board,
    about: { kind: 'pulse', language: 'en', sentence: 'We mend what others throw away', day: null },
    opens: 10,
    closes: 100,
    key: 'k',
    shown: null,
  })

  test('a link takes the answers of each browser once, while it is open, and keeps counts alone', async () => {
    const store = await open()
    const board = await newBoard(store)
    const asked = pulse(board)
    expect(await store.openPublic(asked)).toBe(true)
    const [item = ''] = Object.keys(asksOf(asked.about))
    const voters = Array.from({ length: fewestOf('pulse') }, (_, index) => `v${index}`)
    const give = async (voter: string, now = 50) =>
      store.answerPublic({ asked: asked.id, voter, answers: { [item]: 3 }, now })
    expect([await give('early', 9), await give('late', 100)]).toEqual(['over', 'over'])
    for (const voter of [...voters, 'v0']) expect(await give(voter)).toBe('kept')
    const again = await reopen(store)
    expect(await again.answeredPublic(asked.id)).toBe(voters.length)
    expect(await again.publicAsking(asked.id)).toEqual(asked)
    expect(await again.askingsOf(board)).toEqual([])
    const shown = await again.closePublic(asked.id, 100)
    expect(shown).toMatchObject({ at: 100, voted: voters.length })
    expect(await again.closePublic(asked.id, 200)).toEqual(shown)
    expect(await again.publicAsking(asked.id)).toMatchObject({ key: null, shown })
    expect(await again.answeredPublic(asked.id)).toBe(0)
    expect(await again.movePublic(board, asked.id, { opens: 1, closes: 2 })).toBe(false)
    expect(await again.deadlines()).toEqual([])
  })

  test('the deadline of a link moves with its dates, and goes with it', async () => {
    const store = await open()
    const [board, other] = [await newBoard(store), await newBoard(store)]
    const [first, second] = [pulse(board), { ...pulse(board, 'second'), opens: 5 }]
    for (const asked of [first, second]) await store.openPublic(asked)
    expect((await store.publicAskingsOf(board)).map(({ id }) => id)).toEqual(['second', first.id])
    expect(await store.movePublic(other, first.id, { opens: 1, closes: 2 })).toBe(false)
    expect(await store.movePublic(board, first.id, { opens: 1, closes: 2 })).toBe(true)
    expect((await store.deadlines()).map(({ id, at }) => [id, at])).toEqual([
      [first.id, 2],
      ['second', 100],
    ])
    expect(await store.removePublic(other, first.id)).toBe(false)
    expect(await store.removePublic(board, first.id)).toBe(true)
    expect(await store.publicAsking(first.id)).toBeUndefined()
    await store.deleteBoard(board)
    expect(await store.deadlines()).toEqual([])
  })
}

const plain = (values: Readonly<Record<string, WrittenAnswer['value']>>) =>
  Object.fromEntries(Object.entries(values).map(([item, value]) => [item, { value, name: null }]))

/** Rules of every store about questions and their answers. */
export function describeAskings({ open, reopen }: StoreFixture): void {
  test('answers are counted once, each question apart, and are gone with their key', async () => {
    const store = await open()
    const board = await newBoard(store)
    const asking = askingOf(board)
    await store.openAsking(asking)
    for (const [index, voter] of ['a', 'b', 'c'].entries()) {
      expect(await store.writeAnswer(answer(asking.id, voter, 'degree', 1))).toBe(true)
      expect(await store.writeAnswer(answer(asking.id, voter, 'degree', index + 1))).toBe(true)
      await store.writeAnswer(answer(asking.id, voter, 'word', `word ${voter}`))
    }
    await store.writeAnswer(answer(asking.id, 'a', 'way', 'left'))
    await store.writeAnswer(answer(asking.id, 'b', 'way', 'left'))
    expect(await store.answeredIn(asking.id)).toBe(3)
    expect(await store.answersOf(asking.id, 'b')).toEqual(plain({ degree: 2, word: 'word b', way: 'left' }))
    await store.writeAnswer(answer(asking.id, 'b', 'way', null))
    const again = await reopen(store)
    expect(await again.answersOf(asking.id, 'b')).toEqual(plain({ degree: 2, word: 'word b' }))
    expect(await again.askingsOf(board)).toEqual([asking])

    const shown = await again.closeAsking(asking.id, 5, 4)
    expect(shown).toMatchObject({ at: 5, voted: 3, of: 4, columns: { way: { kind: 'withheld' } } })
    const { degree, word } = shown.columns
    expect(degree).toEqual({
      kind: 'counts',
      counts: [1, 2, 3].map((each) => ({ answer: each, count: 1, names: [] })),
    })
    const texts = word?.kind === 'texts' ? word.texts : []
    expect(texts.map((each) => each.text).toSorted()).toEqual(['word a', 'word b', 'word c'])
    expect(await again.closeAsking(asking.id, 9, 9)).toEqual(shown)
    expect(await again.askingsOf(board)).toEqual([{ ...asking, key: null, shown }])
    expect(await again.answersOf(asking.id, 'b')).toEqual({})
    expect(await again.writeAnswer(answer(asking.id, 'a', 'degree', 3))).toBe(false)
    expect(await again.writeAnswer(answer('unknown', 'a', 'degree', 3))).toBe(false)
  })

  test('in secret fewer than three answers are kept nowhere; others come with the names of those who gave them', async () => {
    const store = await open()
    const board = await newBoard(store)
    const [secret, unsigned, named] = [
      askingOf(board, 1),
      askingOf(board, 2, { audience: AskAudience.unsigned }),
      askingOf(board, 3, { audience: AskAudience.named }),
    ]
    for (const asking of [secret, unsigned, named]) {
      await store.openAsking(asking)
      await store.writeAnswer(answer(asking.id, 'a', 'degree', 2, 'Ada'))
      await store.writeAnswer(answer(asking.id, 'a', 'word', 'warm', 'Ada'))
    }
    const shownOf = async ({ id }: StoredAsking) => (await store.closeAsking(id, 1, 1)).columns
    const none = {
      kind: 'counts',
      counts: ['left', 'right'].map((each) => ({ answer: each, count: 0, names: [] })),
    }
    expect(await shownOf(secret)).toEqual({
      degree: { kind: 'withheld' },
      word: { kind: 'withheld' },
      way: none,
    })
    expect((await shownOf(unsigned))['word']).toMatchObject({ texts: [{ text: 'warm', name: null }] })
    expect((await shownOf(named))['word']).toMatchObject({ texts: [{ text: 'warm', name: 'Ada' }] })
    expect((await store.askingsOf(board)).map(({ turn }) => turn)).toEqual([1, 2, 3])
  })

  test('things and pairs are kept as they were asked, and each pair is counted by itself', async () => {
    const store = await open()
    const board = await newBoard(store)
    const things = ['a', 'b'].map((id) => ({ id, text: `We are ${id}.`, label: id }))
    const way = { ...choice('left', 'right'), between: ['left', 'right'] as const }
    const about = { asks: { way }, things }
    const pairs = { all: [[0, 1] as const, [1, 0] as const], at: 0 }
    const [each, first, second] = [
      askingOf(board, 1, about),
      askingOf(board, 2, { ...about, pairs, first: 2 }),
      askingOf(board, 3, { ...about, pairs: { ...pairs, at: 1 }, first: 2 }),
    ]
    for (const asking of [each, first, second]) await store.openAsking(asking)
    const again = await reopen(store)
    expect(await again.askingsOf(board)).toEqual([each, first, second])
    for (const voter of ['a', 'b']) await again.writeAnswer(answer(first.id, voter, '0/way', 'right'))
    // Fewer than five answers tell the outcome alone.
    expect((await again.closeAsking(first.id, 1, 2)).columns).toEqual({
      '0/way': { kind: 'outcome', won: 'right' },
    })
    expect(Object.keys((await again.closeAsking(each.id, 1, 2)).columns)).toEqual(['a/way', 'b/way'])
    expect(await again.askingsOf(board)).toMatchObject([{}, { key: null }, { shown: null }])
  })

  test('questions and answers go with their board', async () => {
    const store = await open()
    const board = await newBoard(store)
    const asking = askingOf(board)
    await store.openAsking(asking)
    await store.writeAnswer(answer(asking.id, 'a', 'word', 'warm'))
    await store.deleteBoard(board)
    expect(await store.askingsOf(board)).toEqual([])
    expect(await store.answeredIn(asking.id)).toBe(0)
  })
}

/** Rules of every store about reasons, passes and turns of questions. */
export function describeAskedReasons({ open, reopen }: StoreFixture): void {
  test('a reason goes with the last answer, signed by choice, a pass is none, and turns keep what they are about', async () => {
    const store = await open()
    const board = await newBoard(store)
    const about = { id: 'v1', text: 'We mend at night', label: '1' }
    const things = [{ id: 'acme', text: 'Acme mends at night', label: 'Acme' }]
    const signs = { ...choice('yes', 'no'), passes: true, reason: 300 } as const
    const asking = askingOf(board, 1, { asks: { signs }, about, things, hidesLabels: true })
    await store.openAsking(asking)
    const item = 'acme/signs'
    const say = (voter: string, value: string, reason?: string, name = '') =>
      store.writeAnswer({
        ...answer(asking.id, voter, item, value, name),
        ...(reason !== undefined && { reason }),
      })
    await say('a', 'yes', 'A first thought')
    await say('a', 'no', 'Only we do', 'Ada')
    await say('b', 'no', 'They do, too')
    await say('b', 'yes')
    await say('c', 'no', 'Nobody else does')
    await say('d', 'pass')
    const again = await reopen(store)
    expect(await again.askingsOf(board)).toEqual([asking])
    expect(await again.answersOf(asking.id, 'a')).toEqual({
      [item]: { value: 'no', reason: 'Only we do', name: 'Ada' },
    })
    const column = (await again.closeAsking(asking.id, 5, 4)).columns[item]
    expect(column).toMatchObject({
      counts: [
        { answer: 'yes', count: 1, names: [] },
        { answer: 'no', count: 2, names: [] },
      ],
      passed: 1,
    })
    const reasons = column?.kind === 'counts' ? (column.reasons ?? []) : []
    expect(reasons.toSorted((x, y) => x.text.localeCompare(y.text))).toEqual([
      { answer: 'no', text: 'Nobody else does', name: null },
      { answer: 'no', text: 'Only we do', name: 'Ada' },
    ])
    // Two answers and a pass: neither counts nor reasons.
    const few = askingOf(board, 2, { asks: { signs }, about, things })
    await again.openAsking(few)
    for (const voter of ['a', 'b'])
      await again.writeAnswer({ ...answer(few.id, voter, item, 'no', 'Ana'), reason: 'Anybody can' })
    await again.writeAnswer(answer(few.id, 'c', item, 'pass'))
    expect((await again.closeAsking(few.id, 6, 3)).columns[item]).toEqual({ kind: 'withheld' })
  })
}
