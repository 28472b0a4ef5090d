import { atom } from 'nanostores'
import { describe, expect, test } from 'vitest'
import { judgedInStep } from '#client/activities/test/in-step.ts'
import type { BoardModel } from '#client/model/contract/board-model.ts'
import { areEnough, namesIn, namesOf } from '#shared/activities/test/names.ts'
import { swapped } from '#shared/activities/test/swap.ts'
import {
  nextSentence,
  sentencesIn,
  testsOf,
  unansweredSentences,
} from '#shared/activities/test/test-state.ts'
import { swap } from '#shared/activities/test/swap-asking.ts'
import { testsIn } from '#shared/statements/tested.ts'
import { toldLeastNo, toldNo } from '#shared/statements/told-no.ts'
import { shownShare, specificityIn, specificityOf } from '#shared/workshop/specificity.ts'

describe('names of other organisations', () => {
  test('are the first four that say something, each once', () => {
    expect(namesIn(' Acme, Bolt ;acme,, Çelik, Dömer, Ewe')).toEqual(['Acme', 'Bolt', 'Çelik', 'Dömer'])
    expect(namesOf(['Acme', ' ', 'celik', 'Çelik'])).toEqual(['Acme', 'celik'])
  })

  test.each([
    [2, false],
    [3, true],
    [4, true],
  ])('%d of them are enough: %s', (count, are) => {
    expect(areEnough(namesOf(['a', 'b', 'c', 'd'].slice(0, count)))).toBe(are)
  })
})

describe('under another name', () => {
  test.each([
    ['stands wherever ours did', 'Team Nord mends. TEAM  nord lends.', 'en', 'Bolt mends. Bolt lends.'],
    ['stands for whole words alone', 'Northern Team Nords, Team Nord', 'en', 'Northern Team Nords, Bolt'],
    ['keeps the possessive', 'Team Nord’s days', 'en', 'Bolt’s days'],
  ] as const)('%s', (_rule, text, language, expected) => {
    expect(swapped(text, 'Team Nord', 'Bolt', language)).toBe(expected)
  })

  test.each([
    ['Atelier', 'Bolt', 'la promesse d’Atelier', 'la promesse de Bolt'],
    ['Bolt', 'Atelier', 'la promesse de Bolt', 'la promesse d’Atelier'],
    ['Bolt', 'Élan', 'plus que Bolt', 'plus qu’Élan'],
    ['Atelier', 'Élan', 'la promesse d’Atelier', 'la promesse d’Élan'],
    ['Bolt', 'Citron', 'monde Bolt', 'monde Citron'],
  ])('French elides before a vowel alone: %s, %s', (ours, other, text, expected) => {
    expect(swapped(text, ours, other, 'fr')).toBe(expected)
  })

  test('a sentence without our name is put into the other’s mouth, word for word', () => {
    expect(swapped('We mend.', 'Team Nord', 'Bolt', 'en')).toBe('We at Bolt say: “We mend.”')
    expect(swapped('We mend.', ' ', 'Bolt', 'en')).toBe('We at Bolt say: “We mend.”')
    expect(swapped('Nous réparons.', 'Nord', 'Bolt', 'fr')).toBe(
      'Nous, chez Bolt, disons\u00A0: «\u00A0Nous réparons.\u00A0»',
    )
  })

  test('a name with signs of its own is a name, and never a pattern', () => {
    expect(swapped('C++ (Nord) & Co. mends', 'C++ (Nord) & Co.', 'Bolt', 'en')).toBe('Bolt mends')
    expect(swapped('anything', '.*', '$1', 'en')).toBe('We at $1 say: “anything”')
    expect(swapped('Nord mends', 'Nord', '$&$1', 'en')).toBe('$&$1 mends')
  })
})

describe('the share of “No”', () => {
  const round = (scores: Readonly<Record<string, readonly number[]>>, change = {}) => ({
    method: 'choice' as const,
    state: 'closed' as const,
    about: 'v1',
    options: Object.keys(scores),
    totals: {},
    scores,
    ...change,
  })

  test.each([
    ['is of all names together', { a: [6, 2, 1], b: [9, 0, 0], c: [3, 3, 3] }, 18 / 27, true],
    ['makes a sentence specific from 60 %', { a: [6, 4, 0] }, 0.6, true],
    ['leaves it not yet specific just below', { a: [59, 41, 0] }, 0.59, false],
    ['is nothing without answers', { a: [0, 0, 0] }, null, false],
  ] as const)('%s', (_rule, scores, share, isSpecific) => {
    const found = specificityIn(round(scores))
    expect(found.shareOfNo).toBe(share)
    expect(found.isSpecific).toBe(isSpecific)
  })

  test('reads as whole percent, and never as a limit that it has not reached', () => {
    expect([0.6, 0.599, 4 / 7, 0.57, 2 / 3, 1].map(shownShare)).toEqual([0.6, 0.59, 0.57, 0.57, 0.67, 1])
  })

  test('is a count where few people answered, and so is the limit', () => {
    const [few, many] = [
      { no: 8, answered: 12 },
      { no: 120, answered: 180 },
    ]
    expect([few, many].map((answers) => toldNo('en', answers))).toEqual(['8 “No” of 12', '67% “No”'])
    expect([few, many].map((answers) => toldNo('fr', answers))).toEqual([
      '8 «\u00A0Non\u00A0» sur 12',
      '67\u00A0% de «\u00A0Non\u00A0»',
    ])
    expect([5, 12, 35, 180].map((answered) => toldLeastNo('en', answered))).toEqual([
      '3 “No” of 5',
      '8 “No” of 12',
      '21 “No” of 35',
      '60% “No”',
    ])
  })

  test('leaves passes out', () => {
    const { shareOfNo, answered, passed } = specificityIn(round({ a: [3, 1, 0] }, { passes: { a: 5 } }))
    expect([shareOfNo, answered, passed]).toEqual([0.75, 4, 5])
  })

  test('is that of the last test of the version that published its answers', () => {
    const rounds = [
      round({ a: [1, 0, 9] }),
      round({ a: [9, 0, 1] }),
      round({ a: [0, 9, 0] }, { about: 'v2' }),
      round({ a: [0, 0, 0] }, { totals: null }),
      round({ a: [0, 0, 0] }, { state: 'open', totals: null }),
      round({ a: [0, 9, 0] }, { method: 'agreement' }),
    ]
    const tests = testsIn(rounds, undefined)
    expect(specificityOf(tests, 'v1')).toMatchObject({ shareOfNo: 0.9, isSpecific: true })
    expect(specificityOf(tests, 'v3')).toBeUndefined()
  })
})

describe('the sentences of a step', () => {
  const path = 'challenge/swap'
  const sentence = (version: string, number: number) => ({ version, statement: 's', number, text: 'We do' })
  const [first, second] = [sentence('v1', 1), sentence('v2', 2)]
  const question = {
    id: 'q',
    turn: 1,
    audience: 'secret',
    asks: swap.ask,
    about: { id: 'v1', text: 'We do', label: '1' },
    things: [{ id: 'name-1', text: 'Acme does', label: 'Acme' }],
    pairs: null,
    until: null,
  }
  const test1 = { step: path, about: 'v1', state: 'closed', voted: 4 } as const

  test('come one after the other, until each has been judged', () => {
    expect(nextSentence([first, second], [], path)).toBe(first)
    expect(nextSentence([first, second], [test1], path)).toBe(second)
    expect(nextSentence([first], [test1], path)).toBeUndefined()
    expect(nextSentence([first], [{ ...test1, step: 'challenge/other' }], path)).toBe(first)
  })

  test('one about which nobody answered is passed over, and can be put to the test again', () => {
    const silent = { ...test1, voted: 0 }
    expect(testsOf([silent, test1], path, 'v1')).toEqual([test1])
    expect(nextSentence([first, second], [silent], path)).toBe(second)
    expect(nextSentence([first], [silent], path)).toBeUndefined()
    expect(unansweredSentences([first, second], [silent], path)).toEqual([first])
    for (const again of [test1, { ...silent, state: 'open' }] as const)
      expect(unansweredSentences([first], [silent, again], path)).toEqual([])
  })

  test('count who judged the one that the room reads: the open one, else the last one with answers', () => {
    const judged = (asked: object, ...rounds: readonly object[]) => {
      const all = rounds.map((round) => ({ ...test1, method: 'choice', eligible: 9, ...round }))
      const model = { voting: { texts: atom(all) }, activity: () => atom(asked) } as unknown as BoardModel
      return judgedInStep(model, path).get()
    }
    const open = { ...question, shown: null }
    const shown = (voted: number) => ({ ...question, shown: { at: 1, voted, of: 9, columns: {} } })
    expect(judged({})).toBeNull()
    expect(judged({}, {}, { about: 'v2', voted: 0 })).toMatchObject({ done: 4, of: 9, isOver: true })
    expect(judged({}, { voted: 0 })).toMatchObject({ done: 0, of: 9 })
    expect(judged({ [path]: open, [`n:${path}`]: { done: 0, of: 9 } }, {})).toMatchObject({ done: 0, of: 9 })
    expect(judged({ [path]: shown(7) }, {})).toMatchObject({ done: 7, of: 9, isOver: true })
    expect(judged({ [path]: shown(0) }, {})).toMatchObject({ done: 4, of: 9, isOver: true })
  })

  test('are read field by field from the state of the server', () => {
    expect(sentencesIn({ [path]: [first, 'x', { ...second, number: null }] }, path)).toEqual([first])
    for (const state of [undefined, null, [], { [path]: {} }]) expect(sentencesIn(state, path)).toEqual([])
    expect(sentencesIn({}, 'constructor')).toEqual([])
  })
})
