import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { rewriteAccount } from '#server/activities/rewrite/activity.ts'
import { RewriteBoard, makeStatements, type RewriteStep } from '#server/activities/rewrite/rewrite-board.ts'
import type { LiveBoard, Session } from '#server/contracts/live-board.ts'
import { keepDecidedWords } from '#shared/board/decided-words.ts'
import { keepChanged, keepWords, spareVersionsFor } from '#server/statements/keep-words.ts'
import { snapshotOf } from '#server/board-file/snapshot.ts'
import { tablesOfStatements } from '#shared/activities/rewrite/visits.ts'
import { findStep } from '#shared/agenda/steps.ts'
import type { Template } from '#shared/agenda/template.ts'
import { writeNewAgenda } from '#shared/board/agenda.ts'
import { addCluster } from '#shared/board/change-cluster.ts'
import { versionLimit } from '#shared/board/limits.ts'
import { addNote, removeNotes, setFrom, writeNote } from '#shared/board/note.ts'
import { writeRound } from '#shared/board/round.ts'
import { showRound } from '#shared/board/show-round.ts'
import { addStatement, statementsOf, wordingOf } from '#shared/board/statements.ts'
import { replaceText } from '#shared/board/text.ts'
import { placeIn, indexAt, positionAt } from '#shared/board/text-place.ts'
import { versionsOf } from '#shared/board/versions.ts'
import { oneLine } from '#shared/text/clean-line.ts'
import { Role } from '#shared/workshop/role.ts'
import { PollMethod } from '#shared/workshop/round.ts'
import { round } from '#tests/support/sample-board.ts'

const base = { prompt: [], seconds: null, writing: 'shared' } as const

function template(input: RewriteStep['input']): Template {
  return {
    format: 'boussole-template',
    version: 1,
    id: 't',
    title: { en: 'T' },
    ask: [],
    phases: [
      {
        id: 'a',
        title: { en: 'A' },
        steps: [
          { ...base, id: 'write', activity: 'write', fields: [{ id: 'all', title: { en: 'All' } }] },
          {
            ...base,
            id: 'vote',
            activity: 'vote',
            target: 'notes',
            scale: PollMethod.dots,
            input: [{ from: 'a/write', take: 'notes', show: 'pour' }],
          },
          { ...base, id: 'rewrite', activity: 'rewrite', ...(input && { input }) },
          {
            ...base,
            id: 'again',
            activity: 'rewrite',
            input: [{ from: 'a/rewrite', take: 'statements', show: 'pour' }, ...(input ?? [])],
          },
        ],
      },
    ],
  }
}

function board(count = 7): Y.Doc {
  const doc = new Y.Doc()
  for (let index = 0; index < count; index += 1)
    addNote(doc, {
      id: `n${index}`,
      x: index * 220,
      y: 0,
      author: null,
      created: index,
      text: `Idea ${index}`,
      step: 'a/write',
      field: 'all',
    })
  return doc
}

function make(doc: Y.Doc, plan: Template, path = 'a/rewrite'): readonly string[] {
  const step = findStep(plan, path)?.step as RewriteStep
  makeStatements(doc, { template: plan, step, path }, 5)
  return statementsOf(doc).map(({ number, from, text }) => `${number} ${from.join('+')}: ${text}`)
}

const notes = { from: 'a/write', take: 'notes', show: 'pour' } as const
const shortlist = { from: 'a/vote', take: 'shortlist', show: 'pour' } as const

test('the shortlist with its whole band becomes statements, each from its note', () => {
  const doc = board(8)
  const totals = { n0: 9, n1: 5, n2: 4, n3: 4, n4: 3, n5: 3, n6: 3, n7: 0 }
  const options = Object.keys(totals)
  writeRound(doc, round({ id: 'r', step: 'a/vote', options, totals, budget: 2 }))
  expect(make(doc, template([shortlist]))).toEqual([
    '1 n0: Idea 0',
    '2 n1: Idea 1',
    '3 n2: Idea 2',
    '4 n3: Idea 3',
    '5 n4: Idea 4',
    '6 n5: Idea 5',
    '7 n6: Idea 6',
  ])
})

test('the shortlist goes on in the words that people voted on, also of notes that have other words by now or are gone', () => {
  const doc = board()
  const totals = { n0: 9, n1: 5, n2: 0 }
  writeRound(doc, round({ id: 'r', step: 'a/vote', options: Object.keys(totals), totals, budget: 2 }))
  keepDecidedWords(doc, ['n0', 'n1'])
  writeNote(doc, 'n0', 'Fire everybody')
  removeNotes(doc, ['n1'])
  expect(make(doc, template([shortlist]))).toEqual(['1 n0: Idea 0', '2 n1: Idea 1'])
})

test('a family goes on once, in the words of its best, with the others in its file', () => {
  const doc = board(4)
  setFrom(doc, 'n2', ['n0'])
  const totals = { n0: 4, n1: 5, n2: 5, n3: 0 }
  showRound(doc, round({ id: 'r', step: 'a/vote', options: Object.keys(totals), totals, budget: 2 }))
  expect(make(doc, template([shortlist]))).toEqual(['1 n1: Idea 1', '2 n2+n0: Idea 2'])
})

test('a step makes its statements once, leaves out none by its order, and takes nothing of what is only pinned', () => {
  const doc = board()
  const plan = template([notes])
  expect(make(doc, plan)).toHaveLength(7)
  expect(make(doc, plan)).toHaveLength(7)
  expect(make(board(), template([{ ...notes, show: 'pin' }]))).toEqual([])
})

test('a step goes on with the statements of an earlier one, and adds what has no statement yet', () => {
  const doc = board(2)
  const plan = template([notes])
  make(doc, plan)
  addNote(doc, { id: 'n2', x: 0, y: 0, author: null, created: 9, text: 'Idea 2', step: 'a/write' })
  expect(make(doc, plan, 'a/again')).toEqual(['1 n0: Idea 0', '2 n1: Idea 1', '3 n2: Idea 2'])
  expect(statementsOf(doc).map(({ step }) => step)).toEqual(['a/rewrite', 'a/rewrite', 'a/again'])
})

test('a group becomes one statement of its title, from all of its notes', () => {
  const doc = board(3)
  addCluster(doc, ['n0', 'n1'], { title: 'Time for care' })
  expect(make(doc, template([{ ...notes, take: 'clusters' }]))).toEqual([
    '1 n0+n1: Time for care',
    '2 n2: Idea 2',
  ])
})

test('a version has the words as one line, and keeps no-break spaces', () => {
  expect(oneLine(' Un\u00A0temps\nretrouvé\u2028: «\u202Foui\u202F»\u0000\u202E ')).toBe(
    'Un\u00A0temps retrouvé : «\u202Foui\u202F»',
  )
})

test('nothing is kept twice, and nothing without words', () => {
  const doc = new Y.Doc()
  addStatement(doc, { id: 's', step: 'a/rewrite', number: 1, from: [], at: 1, text: 'One' })
  const keep = (version: string) => keepWords(doc, { statement: 's', version, step: null, at: 3 })
  expect([keep('v1'), keep('v1'), keep('v2')]).toEqual([undefined, undefined, 'nothing_to_keep'])
  const text = wordingOf(doc, 's')
  if (!text) throw new Error('no words')
  replaceText(text, '  ')
  expect(keep('v2')).toBe('nothing_to_keep')
  // Back at older words, they are the newest version again.
  replaceText(text, 'Two')
  keepChanged(doc, statementsOf(doc), { step: null, at: 3 })
  replaceText(text, 'One')
  expect(keep('v3')).toBeUndefined()
  expect(versionsOf(doc).map(({ number, text: words }) => `${number} ${words}`)).toEqual([
    '1 One',
    '2 Two',
    '3 One',
  ])
})

test('participants cannot take the room for versions that steps and facilitators need', () => {
  const doc = new Y.Doc()
  addStatement(doc, { id: 's', step: 'a/rewrite', number: 1, from: [], at: 1, text: 'One' })
  const text = wordingOf(doc, 's')
  const keep = (index: number, by: Role) => {
    if (text) replaceText(text, `Words ${index}`)
    const spare = spareVersionsFor(by)
    return keepWords(doc, { statement: 's', version: `v${index}`, step: null, at: 3, spare })
  }
  let kept = 0
  while (keep(kept, Role.participant) === undefined) kept += 1
  expect(kept).toBeLessThan(versionLimit)
  expect(keep(kept, Role.participant)).toBe('too_large')
  expect(keep(kept, Role.facilitator)).toBeUndefined()
  replaceText(text ?? new Y.Text(), 'At the end of a step')
  keepChanged(doc, statementsOf(doc), { step: null, at: 4 })
  expect(versionsOf(doc).at(-1)?.text).toBe('At the end of a step')
})

test('every table writes every statement once in as many steps as there are statements', () => {
  expect(tablesOfStatements(3, 3, 0)).toEqual([[1], [2], [3]])
  expect(tablesOfStatements(3, 3, 1)).toEqual([[3], [1], [2]])
  expect(tablesOfStatements(2, 5, 0)).toEqual([
    [1, 3, 5],
    [2, 4],
  ])
  expect(tablesOfStatements(4, 2, 1)).toEqual([[], [1], [2], []])
  const written = [0, 1, 2].map((turn) => tablesOfStatements(3, 3, turn).findIndex(([table]) => table === 1))
  expect(written.toSorted((a, b) => a - b)).toEqual([0, 1, 2])
})

test('people who write one statement at once end with the same words, and nobody’s letters are lost', () => {
  const edits = fc.array(
    fc.record({
      who: fc.nat(2),
      at: fc.nat(60),
      remove: fc.nat(3),
      insert: fc.stringMatching(/^[a-zé «»’\u00A0]{0,5}$/u),
      syncs: fc.boolean(),
    }),
    { maxLength: 40 },
  )
  fc.assert(
    fc.property(edits, (changes) => {
      const docs = [0, 1, 2].map(() => new Y.Doc())
      const [server] = docs
      if (!server) return
      addStatement(server, { id: 's', step: 'a/b', number: 1, from: [], at: 1, text: 'We give time back.' })
      const sync = (): void => {
        for (const from of docs)
          for (const to of docs) Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)))
      }
      sync()
      const marks: string[] = []
      for (const [index, { who, at, remove, insert, syncs }] of changes.entries()) {
        const doc = docs[who]
        const text = doc && wordingOf(doc, 's')
        if (!text) throw new Error('no words')
        const place = Math.min(at, text.length)
        // A sign of one's own that nobody removes: all removals stop before one.
        const mark = String.fromCodePoint(0x4e00 + index)
        const gone = text.toString().slice(place, place + remove)
        if (!/[\u4e00-\u9fff]/u.test(gone)) text.delete(place, gone.length)
        text.insert(place, insert + mark)
        marks.push(mark)
        if (syncs) sync()
      }
      sync()
      const all = docs.map((doc) => wordingOf(doc, 's')?.toString() ?? '')
      expect(new Set(all).size).toBe(1)
      expect(all[0]?.match(/[\u4e00-\u9fff]/gu) ?? []).toHaveLength(marks.length)
    }),
    { numRuns: 60 },
  )
})

test('a caret stays at its letters while others write before and after it', () => {
  const doc = new Y.Doc()
  addStatement(doc, { id: 's', step: 'a/b', number: 1, from: [], at: 1, text: 'We give time' })
  const text = wordingOf(doc, 's')
  if (!text) throw new Error('no words')
  const caret = positionAt(text, 8)
  text.insert(0, 'Now ')
  text.insert(text.length, ' back')
  expect(text.toString().slice(indexAt(doc, text, caret))).toBe('time back')
  expect(indexAt(doc, text, 'no position')).toBeUndefined()
  expect(indexAt(doc, text, '')).toBeUndefined()
})

test('the report says how each statement changed, version by version, and a later step goes on from there', () => {
  const doc = board(1)
  const plan = template([notes])
  writeNewAgenda(doc, plan, {})
  make(doc, plan)
  const [one] = statementsOf(doc)
  const text = one && wordingOf(doc, one.id)
  if (!text) throw new Error('no statement')
  const keep = (step: string, at: number) => keepChanged(doc, statementsOf(doc), { step, at })
  keep('a/rewrite', 1)
  replaceText(text, 'Idea 0 for all')
  keep('a/rewrite', 2)
  replaceText(text, 'Idea 0')
  keep('a/again', 3)
  const snapshot = snapshotOf(doc)
  const shownIn = (path: string) => {
    const step = findStep(plan, path)?.step
    const result =
      step && rewriteAccount.result({ board: snapshot, path, step, answers: {}, notes: [], groups: [] })
    if (!result) throw new Error('no result')
    return rewriteAccount
      .blocks(result, snapshot, { language: 'en', zone: 'UTC' })
      .flatMap((block) =>
        block.kind === 'versions'
          ? block.versions.map(({ label, parts }) => [
              label,
              ...parts.map((part) => `${part.mark ?? ''}[${part.text}]`),
            ])
          : [],
      )
  }
  expect(shownIn('a/rewrite')).toEqual([
    ['Version 1', '[Idea 0]'],
    ['Version 2', '[Idea 0]', 'added[ for all]'],
  ])
  expect(shownIn('a/again')).toEqual([
    ['Version 2', '[Idea 0 for all]'],
    ['Version 3', '[Idea 0]', 'removed[ for all]'],
  ])
})

test('one person cannot use up the comments, the grafts or the versions of a board', async () => {
  const doc = new Y.Doc()
  for (const id of ['s1', 's2'])
    addStatement(doc, { id, step: 'a/rewrite', number: 1, from: [], at: 1, text: 'We give time back' })
  const live: Pick<LiveBoard, 'write'> = { write: async (change) => change(doc) }
  const statements = new RewriteBoard(live as LiveBoard, { now: () => 1 })
  const wording = wordingOf(doc, 's1')
  if (!wording) throw new Error('no statement')
  const comment = async (id: string, by: Session) =>
    statements.comment({ id, statement: 's1', ...placeIn(wording, { start: 0, end: 7 }), text: 'Why?' }, by)
  /** Adds until the server refuses; returns how many times it did not. */
  const most = async (add: (key: string) => Promise<string | undefined>): Promise<[number, string]> => {
    for (let count = 0; ; count += 1) {
      const problem = await add(`k${count}`)
      if (problem !== undefined) return [count, problem]
    }
  }
  const [ada, bo, fay] = [person('ada'), person('bo'), person('fay', Role.facilitator)]
  expect(await most((key) => comment(`ada${key}`, ada))).toEqual([60, 'share_used'])
  expect(await most((key) => comment(`bo${key}`, bo))).toEqual([48, 'share_used'])
  // A command that is sent again takes nothing of the share.
  expect(await comment('adak3', ada)).toBeUndefined()
  expect(await most((key) => comment(`fay${key}`, fay))).toEqual([192, 'too_large'])
  expect(await comment('late', ada)).toBe('too_large')

  const graft = async (key: string) => {
    wording.delete(0, wording.length)
    return statements.graft({ id: key, from: 's2', text: 'We give', into: 's1', at: null }, ada)
  }
  expect(await most(graft)).toEqual([60, 'share_used'])
  const keep = async (key: string) => {
    wording.insert(0, `${key} `)
    wording.delete(8, wording.length - 8)
    const kept = await statements.keep('s1', ada, key)
    return 'problem' in kept ? kept.problem : undefined
  }
  expect(await most(keep)).toEqual([100, 'share_used'])
})

function person(id: string, role: Role = Role.participant): Session {
  return { hash: id, board: 'b', role, link: 'l', participant: { id, name: '', colour: 1 } }
}
