import { array, assert, constantFrom, nat, property, record, tuple } from 'fast-check'
import { expect, test } from 'vitest'
import { lineageDrawing } from '#shared/statements/lineage-drawing.ts'
import {
  adoptedId,
  ahead,
  behind,
  lineageOf,
  voicesOf,
  type Lineage,
  type LineageBoard,
  type LineageNote,
  lineageTree,
  type LineageBranch,
} from '#shared/statements/lineage.ts'
import { phrasesOf } from '#shared/statements/lineage-phrases.ts'

const note = (id: string, more: Partial<LineageNote> = {}): LineageNote => ({
  id,
  text: `note ${id}`,
  cluster: null,
  ...more,
})

const day: LineageBoard = {
  notes: [
    note('hope', { cluster: 'courage', step: 'start/write' }),
    note('other', { cluster: 'courage', step: 'start/write' }),
    note('need', { step: 'eco/needs', from: ['press', 'papers'] }),
    note('press', { step: 'eco/who' }),
    note('unused', { step: 'start/write' }),
    note('first', { step: 'why/write', from: ['hope', 'need'], text: 'Protect the live so that fans watch' }),
    note('second', { step: 'why/pass', from: ['first'], text: 'Keep the live on air so that fans watch' }),
  ],
  clusters: [{ id: 'courage', title: 'We dare' }],
  statements: [
    { id: 's1', number: 1, from: ['second'], text: '' },
    { id: 's2', number: 2, from: ['gone'], text: '' },
  ],
  versions: [
    {
      id: 'v1',
      statement: 's1',
      number: 1,
      text: 'Keep the live on air so that fans watch.',
      parents: [],
    },
    { id: 'w1', statement: 's2', number: 1, text: 'Win the trust of every newsroom.', parents: [] },
    {
      id: 'v2',
      statement: 's1',
      number: 2,
      text: 'Keep the live on air so that fans share the emotion and win the trust of every newsroom.',
      parents: ['v1'],
      grafts: [{ start: 59, end: 90, from: 's2' }],
    },
  ],
  adoptions: [
    {
      version: 'v2',
      text: 'Keep the live on air so that fans share the emotion and win the trust of every newsroom.',
    },
  ],
}
const lineage = lineageOf(day)

test('from the adopted sentence back through versions, grafts, proposals and needs to the notes', () => {
  expect([...behind(lineage, [adoptedId])].toSorted()).toEqual(
    [adoptedId, 'first', 'hope', 'need', 'press', 'second', 'v1', 'v2', 'w1'].toSorted(),
  )
  expect(lineage.get('first')?.column).toBe('proposal')
  expect(lineage.get('hope')?.column).toBe('note')
  expect([...ahead(lineage, ['hope'])].toSorted()).toEqual(
    [adoptedId, 'courage', 'first', 'hope', 'second', 'v1', 'v2'].toSorted(),
  )
  expect([...ahead(lineage, ['unused'])]).toEqual(['unused'])
})

test('a voice for each note that stands behind, also for one that was merged into another; none for versions', () => {
  // hope, need, press, first, second and papers, which was merged away.
  expect(voicesOf(lineage, behind(lineage, ['v1']))).toBe(6)
  expect(voicesOf(lineage, ['v1', 'v2', 'courage'])).toBe(0)
})

test('each phrase of the adopted sentence says with what it came in', () => {
  const grafts = (id: string) => day.versions.find((version) => version.id === id)?.grafts ?? []
  const phrases = phrasesOf(lineage, adoptedId, grafts, 'en')
  expect(phrases.map(({ text, origin }) => [text, origin])).toEqual([
    ['Keep the live on air', 'second'],
    ['so that fans', 'first'],
    ['share the emotion', 'v2'],
    ['and win the trust of every newsroom.', 'w1'],
  ])
})

/** The phrases of a sentence that was rewritten once, with the version that each came in with. */
function phrasesBetween(first: string, text: string, language: 'en' | 'fr') {
  const two = lineageOf({
    ...day,
    notes: [],
    statements: [{ id: 's1', number: 1, from: [], text }],
    versions: [
      { id: 'v1', statement: 's1', number: 1, text: first, parents: [] },
      { id: 'v2', statement: 's1', number: 2, text, parents: ['v1'] },
    ],
    adoptions: [{ version: 'v2', text }],
  })
  const phrases = phrasesOf(two, adoptedId, () => [], language)
  // Nothing of the sentence is lost.
  expect(phrases.map(({ start, end }) => text.slice(start, end))).toEqual(
    phrases.map((phrase) => phrase.text),
  )
  const plain = (words: string) => words.replaceAll(/\s+/g, '')
  expect(plain(phrases.map((phrase) => phrase.text).join(''))).toBe(plain(text))
  return phrases.map((phrase) => `${phrase.origin} ${phrase.text}`)
}

test('no phrase is made of function words alone, and none ends with a word that leads on to the next', () => {
  expect(
    phrasesBetween(
      'Rendre le temps que nos outils leur prennent, pour qu’une histoire suffise.',
      'Rendre le temps que les écrans leur prennent, jour et nuit, pour qu’aucun patient n’ait à la raconter.',
      'fr',
    ),
  ).toEqual([
    'v1 Rendre le temps',
    'v2 que les écrans',
    'v1 leur prennent,',
    'v2 jour et nuit, pour qu’aucun patient n’ait à la raconter.',
  ])
  // “qu’” and “la” are new words between old ones.
  expect(
    phrasesBetween(
      'Faire que chaque histoire suffise à tous ceux qui soignent quelqu’un.',
      'Faire qu’une histoire suffise à toutes celles et ceux qui soignent « la nuit » quelqu’un.',
      'fr',
    ),
  ).toEqual([
    'v1 Faire qu’une histoire suffise à toutes celles et ceux qui soignent',
    'v2 « la nuit » quelqu’un.',
  ])
  expect(
    phrasesBetween(
      'Tell every passenger what we know in time.',
      'Tell every passenger, at any hour, what we know and what we don’t, in time.',
      'en',
    ),
  ).toEqual(['v1 Tell every passenger,', 'v2 at any hour,', 'v1 what we know and what we don’t, in time.'])
  expect(
    phrasesBetween('Keep the bus honest for people.', 'Keep the last bus honest, and for all people.', 'en'),
  ).toEqual(['v1 Keep', 'v2 the last', 'v1 bus honest, and for all people.'])
})

test('references that go round are cut once, wherever they begin', () => {
  const round = lineageOf({
    ...day,
    notes: [note('a', { from: ['b'] }), note('b', { from: ['a', 'b'] }), note('c', { from: ['a'] })],
    statements: [],
    versions: [],
    adoptions: [],
  })
  expect([...behind(round, ['c'])].toSorted()).toEqual(['a', 'b', 'c'])
  expect(isAcyclic(round)).toBe(true)
})

test('a merge on a board of chance makes no circle and loses no voice', () => {
  const step = constantFrom('start/write', 'why/write', 'why/pass')
  const board = array(record({ step, from: array(nat(40)), cluster: nat(4) }), {
    minLength: 2,
    maxLength: 40,
  })
  assert(
    property(board, array(tuple(nat(40), nat(40)), { maxLength: 30 }), (made, merges) => {
      const idOf = (index: number) => `n${index % made.length}`
      const notes = new Map(
        made.map(({ step: at, from, cluster }, index) => [
          idOf(index),
          note(idOf(index), {
            step: at,
            from: from.map(idOf),
            cluster: cluster === 0 ? null : `c${cluster}`,
          }),
        ]),
      )
      const from = [...notes.keys()]
      for (const [into, going] of merges) {
        const [kept, gone] = [notes.get(idOf(into)), notes.get(idOf(going))]
        if (!kept || !gone || kept === gone) continue
        notes.set(kept.id, { ...kept, from: [...(kept.from ?? []), gone.id, ...(gone.from ?? [])] })
        notes.delete(gone.id)
      }
      const merged = lineageOf({
        notes: notes.values(),
        clusters: [1, 2, 3, 4].map((id) => ({ id: `c${id}`, title: '' })),
        statements: [{ id: 's', number: 1, from, text: '' }],
        versions: [{ id: 'v', statement: 's', number: 1, text: '', parents: [] }],
        adoptions: [{ version: 'v', text: '' }],
      })
      const all = behind(merged, [adoptedId])
      expect(isAcyclic(merged)).toBe(true)
      expect(voicesOf(merged, all)).toBe(made.length)
      const drawn = lineageDrawing(merged, all)
      const inBoxes = drawn.boxes.flatMap(({ ids }) => ids)
      expect(new Set(inBoxes).size).toBe(inBoxes.length)
      expect([...all].every((id) => inBoxes.includes(id))).toBe(true)
    }),
  )
})

test('sixty notes behind a sentence stay readable: by group, folded with their counts', () => {
  const many = lineageOf({
    ...day,
    notes: [
      ...Array.from({ length: 60 }, (_, index) => note(`n${index}`, { cluster: `c${index % 8}` })),
      note('p', { step: 'why/write', from: Array.from({ length: 60 }, (_, index) => `n${index}`) }),
    ],
    clusters: Array.from({ length: 8 }, (_, index) => ({ id: `c${index}`, title: `Group ${index}` })),
    statements: [{ id: 's1', number: 1, from: ['p'], text: '' }],
    versions: day.versions.slice(0, 1),
    adoptions: [{ version: 'v1', text: 'Keep the live on air' }],
  })
  const drawn = lineageDrawing(many, behind(many, [adoptedId]))
  const notes = drawn.boxes.filter(({ column }) => column === 'note')
  expect(drawn.heads.map(({ column, count }) => [column, count])).toEqual([
    ['note', 60],
    ['group', 8],
    ['proposal', 1],
    ['version', 1],
    ['adopted', 1],
  ])
  expect(notes.length).toBeLessThanOrEqual(16)
  expect(notes.flatMap(({ ids }) => ids)).toHaveLength(60)
  // A page that lies: 247 by 160 mm.
  expect(drawn.height / drawn.width).toBeLessThan(160 / 247)
  for (const [index, box] of drawn.boxes.entries())
    for (const other of drawn.boxes.slice(index + 1))
      expect(
        box.x + box.width <= other.x ||
          other.x + other.width <= box.x ||
          box.y + box.height <= other.y ||
          other.y + other.height <= box.y,
      ).toBe(true)
  const keys = new Set(drawn.boxes.map(({ key }) => key))
  expect(drawn.lines.every(({ from, to }) => keys.has(from) && keys.has(to))).toBe(true)
})

test('notes tied together with ill will neither fill the stack nor keep anybody waiting', () => {
  const tied = (count: number, near: number, text: (index: number) => string) =>
    lineageOf({
      ...day,
      notes: Array.from({ length: count }, (_, index) =>
        note(`n${index}`, {
          text: text(index),
          from: Array.from({ length: Math.min(index, near) }, (_none, back) => `n${index - 1 - back}`),
        }),
      ),
      statements: [{ id: 's1', number: 1, from: [`n${count - 1}`], text: '' }],
      versions: day.versions.slice(0, 1),
      adoptions: [{ version: 'v1', text: 'Keep the live on air' }],
    })
  const chain = tied(5_000, 1, (index) => `note ${index}`)
  expect(phrasesOf(chain, adoptedId, () => [], 'en')).not.toEqual([])
  expect(lineageTree(chain, adoptedId)?.thing.id).toBe(adoptedId)
  const dense = tied(30, 30, (index) => `${'abcdefgh'[index % 8]} `.repeat(1_000))
  const before = process.cpuUsage()
  expect(phrasesOf(dense, adoptedId, () => [], 'en')).not.toEqual([])
  // All of these comparisons take a hundred seconds.
  expect(process.cpuUsage(before).user / 1_000_000).toBeLessThan(20)
})

test('a net of thousands of notes is a list with each note once, and little of it is named again', () => {
  const count = 3_000
  const net = lineageOf({
    ...day,
    notes: Array.from({ length: count }, (_, index) =>
      note(`n${index}`, {
        from: Array.from(
          { length: Math.min(index, 40) },
          (_none, back) => `n${index - 1 - ((61 * back) % index)}`,
        ),
      }),
    ),
    statements: [{ id: 's1', number: 1, from: [`n${count - 1}`], text: '' }],
    versions: day.versions.slice(0, 1),
    adoptions: [{ version: 'v1', text: 'Keep the live on air' }],
  })
  const tree = lineageTree(net, adoptedId)
  const named = new Map<string, number>()
  const visit = (branch: LineageBranch): number => {
    named.set(branch.thing.id, (named.get(branch.thing.id) ?? 0) + 1)
    return branch.branches.reduce((sum, each) => sum + 1 + visit(each), 0)
  }
  expect(tree && visit(tree)).toBe(tree?.below)
  expect(named.size).toBeGreaterThan(1_000)
  expect([...named.values()].reduce((sum, times) => sum + times, 0)).toBeLessThanOrEqual(named.size + 200)
  const drawn = lineageDrawing(net, behind(net, [adoptedId]))
  expect(drawn.boxes.length).toBeLessThan(60)
  expect(drawn.lines.length).toBeLessThan(2_000)
})

function isAcyclic(graph: Lineage): boolean {
  return [...graph.values()].every(({ id, sources }) => !behind(graph, sources).has(id))
}
