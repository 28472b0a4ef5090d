import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { createGuard, type Verdict } from '#server/guard/guard.ts'
import { addCluster } from '#shared/board/cluster.ts'
import { writeActivity } from '#shared/board/activities.ts'
import { writeDeparted } from '#shared/board/deleted-note-authors.ts'
import { clustersRoot, notesRoot, placeRoot, textRoot, writeMeta } from '#shared/board/document.ts'
import { addNote, notesOf, placeNote, removeNotes, setTint, writeNote } from '#shared/board/note.ts'
import { setLocked, writeRights } from '#shared/board/rights.ts'
import { writeRound } from '#shared/board/round.ts'
import type { Round } from '#shared/workshop/round.ts'
import { hostileUpdates } from '#tests/corpus/hostile-updates.ts'
import { sceneOf } from '#tests/corpus/scene.ts'
import { content, forgeUpdate, type ForgedStruct } from '#tests/support/forge-update.ts'
import { contentOf } from '#tests/support/simulated-people.ts'

const victim = 100
const attacker = 200
const fresh = 201
const pia = { role: 'participant', participant: 'pia' } as const
const fay = { role: 'facilitator', participant: 'fay' } as const
const eve = { role: 'viewer', participant: 'eve' } as const

/** A board with a note "hello" of the victim, one of the attacker, a cluster, meta and a round of the server. */
function newBoard() {
  const doc = new Y.Doc()
  doc.clientID = 1
  writeMeta(doc, { schema: 1, title: 'Ours', language: 'en' })
  writeRound(doc, { id: 'round1', number: 1, title: '' } as Round)
  const write = (client: number, change: (doc: Y.Doc) => void): void => {
    const copy = new Y.Doc()
    copy.clientID = client
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
    change(copy)
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(copy, Y.encodeStateVector(doc)))
  }
  write(victim, (copy) => {
    addNote(copy, { id: 'theirs', x: 0, y: 0, author: 'vic', created: 1, text: 'hello' })
    addCluster(copy, ['theirs'], { id: 'group', title: 'Ours' })
  })
  write(attacker, (copy) => addNote(copy, { id: 'mine', x: 0, y: 0, author: 'pia', created: 1, text: 'a' }))
  const owners = new Map([
    [victim, 'vic'],
    [attacker, 'pia'],
  ])
  const guard = createGuard()
  const next = Y.decodeStateVector(Y.encodeStateVector(doc)).get(attacker) ?? 0
  const victimNext = Y.decodeStateVector(Y.encodeStateVector(doc)).get(victim) ?? 0
  const check = (update: Uint8Array, by: Parameters<typeof guard.check>[2] = pia): Verdict =>
    guard.check(doc, update, by, owners)
  /** What these commands would send, from a copy of the board. */
  const updateOf = (change: (doc: Y.Doc) => void, client = attacker): Uint8Array => {
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
    copy.clientID = client
    change(copy)
    return Y.encodeStateAsUpdate(copy, Y.encodeStateVector(doc))
  }
  const text = (id: string): [number, number] => {
    const item = textRoot(doc)._map.get(id)
    if (!item) throw new Error(`no text ${id}`)
    return [item.id.client, item.id.clock]
  }
  return { doc, owners, guard, check, updateOf, next, victimNext, text }
}

function codeOf(verdict: Verdict): string {
  return verdict.ok ? (verdict.isEmpty ? 'empty' : 'ok') : verdict.code
}

function one(struct: ForgedStruct, client: number, clock: number): Uint8Array {
  return forgeUpdate([{ client, clock, structs: [struct] }])
}

describe('the corpus of hostile updates', () => {
  test.each(hostileUpdates)('$name: $code, and nothing is touched', ({ code, forge }) => {
    const { doc, check } = newBoard()
    const before = Y.encodeStateAsUpdate(doc)
    expect(codeOf(check(forge(sceneOf(doc, attacker, victim))))).toBe(code)
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
  })
})

describe('what belongs to others', () => {
  test('a struct at a victim’s next clock, and clocks burnt in their name', () => {
    const { check, victimNext, text } = newBoard()
    const [client, clock] = text('theirs')
    const forged = one({ ...content.string('x'), right: [client, clock + 1] }, victim, victimNext)
    expect(codeOf(check(forged))).toBe('foreign_author')
    expect(codeOf(check(one(content.gc(1_000_000), victim, victimNext)))).toBe('foreign_author')
    expect(codeOf(check(forged, fay))).toBe('foreign_author')
  })

  test('a value between two deleted ones that come as one: the latter takes the victim’s note off the board', () => {
    const { check, doc, next } = newBoard()
    const place = placeRoot(doc)._map.get('theirs')
    if (!place) throw new Error('the note has a place')
    const update = forgeUpdate([
      {
        client: attacker,
        clock: next,
        structs: [
          { ...content.deleted(2), origin: [place.id.client, place.id.clock] },
          { ...content.any([1, 2, 3, 0]), origin: [attacker, next] },
        ],
      },
    ])
    expect(codeOf(check(update))).toBe('not_your_note')
  })

  test('the server’s own client id, and one it had before a restart', () => {
    const { check, doc } = newBoard()
    const state = Y.decodeStateVector(Y.encodeStateVector(doc)).get(1) ?? 0
    const update = one({ ...content.any([1, 2, 3, 0]), parent: 'place', sub: 'x' }, 1, state)
    expect(codeOf(check(update))).toBe('foreign_author')
    doc.clientID = 77
    expect(codeOf(check(update))).toBe('foreign_author')
    expect(codeOf(check(one(content.gc(1), 77, 0)))).toBe('foreign_author')
  })

  test('a client id that nobody has used becomes the sender’s', () => {
    const { check, updateOf, owners } = newBoard()
    const update = updateOf((doc) => setTint(doc, ['mine'], 'rose'), fresh)
    const verdict = check(update)
    expect(verdict).toEqual({ ok: true, isEmpty: false, newOwners: [{ client: fresh, participant: 'pia' }] })
    owners.set(fresh, 'vic')
    expect(codeOf(check(update))).toBe('foreign_author')
  })

  test('a set of deletes that erases the board', () => {
    const { check, victimNext, doc } = newBoard()
    expect(codeOf(check(forgeUpdate([], [[victim, [[0, victimNext]]]])))).toBe('not_your_note')
    const state = Y.decodeStateVector(Y.encodeStateVector(doc)).get(1) ?? 0
    expect(codeOf(check(forgeUpdate([], [[1, [[0, state]]]]), fay))).toBe('unknown_place')
  })

  test('deleting another’s note by its facts, its place or its text alone', () => {
    const { check, updateOf } = newBoard()
    for (const root of [notesRoot, placeRoot, textRoot]) {
      expect(codeOf(check(updateOf((doc) => root(doc).delete('theirs'))))).toBe('not_your_note')
      expect(codeOf(check(updateOf((doc) => root(doc).delete('mine'))))).toBe('ok')
      expect(
        codeOf(
          check(
            updateOf((doc) => root(doc).delete('theirs'), fresh),
            fay,
          ),
        ),
      ).toBe('ok')
    }
  })

  test('a dead value put after the last one removes it, without a delete that says so', () => {
    const { check, doc, next } = newBoard()
    const last = placeRoot(doc)._map.get('theirs')
    const origin = [last?.id.client ?? 0, last?.id.clock ?? 0] as const
    expect(codeOf(check(one({ ...content.deleted(1), origin }, attacker, next)))).toBe('not_your_note')
    const live = { ...content.any([1, 2, 3, 0]), origin }
    expect(codeOf(check(one(live, attacker, next)))).toBe('ok')
    const killed = forgeUpdate(
      [{ client: attacker, clock: next, structs: [live] }],
      [[attacker, [[next, 1]]]],
    )
    expect(codeOf(check(killed))).toBe('not_your_note')
    const followed = forgeUpdate([
      { client: attacker, clock: next, structs: [live, { ...content.deleted(1), origin: [attacker, next] }] },
    ])
    expect(codeOf(check(followed))).toBe('not_your_note')
  })

  test('a live value that loses against the one it pretends to replace', () => {
    const { check, doc, owners } = newBoard()
    const last = placeRoot(doc)._map.get('theirs')
    const { client, clock } = last?.id ?? { client: 0, clock: 0 }
    const loser = { ...content.any([1, 2, 3, 0]), parent: 'place', sub: 'theirs' }
    owners.set(3, 'pia')
    const update = forgeUpdate([{ client: 3, clock: 0, structs: [loser] }], [[client, [[clock, 1]]]])
    expect(codeOf(check(update))).toBe('not_your_note')
  })

  test('signing for somebody else, on a new note, a known one, or one that was deleted', () => {
    const { check, updateOf, doc } = newBoard()
    const facts = { kind: 'idea', tint: 'sun', created: 1 }
    const sign = (id: string, author: string | null) => (copy: Y.Doc) =>
      void notesRoot(copy).set(id, { ...facts, author })
    expect(codeOf(check(updateOf(sign('new', 'vic'))))).toBe('foreign_author')
    expect(codeOf(check(updateOf(sign('new', null))))).toBe('ok')
    expect(codeOf(check(updateOf(sign('theirs', 'pia'))))).toBe('foreign_author')
    expect(codeOf(check(updateOf(sign('theirs', null))))).toBe('foreign_author')
    expect(codeOf(check(updateOf(sign('theirs', 'vic'))))).toBe('ok')
    const removal = updateOf((copy) => removeNotes(copy, ['theirs']), fresh)
    expect(codeOf(check(removal, fay))).toBe('ok')
    Y.applyUpdate(doc, removal)
    expect(codeOf(check(updateOf(sign('theirs', 'pia'))))).toBe('foreign_author')
    expect(codeOf(check(updateOf(sign('theirs', 'vic'))))).toBe('ok')
    // Another guard has never seen the note: who wrote it first is told by the client id alone.
    const { guard } = newBoard()
    const afterRestart = (update: Uint8Array): string =>
      codeOf(
        guard.check(
          doc,
          update,
          pia,
          new Map([
            [victim, 'vic'],
            [attacker, 'pia'],
          ]),
        ),
      )
    expect(afterRestart(updateOf(sign('theirs', 'pia')))).toBe('foreign_author')
    expect(afterRestart(updateOf(sign('theirs', 'vic')))).toBe('ok')
  })

  test('a first value of facts that are there makes nobody a note’s author, whatever its client id and content', () => {
    const { check, updateOf, doc, owners, next } = newBoard()
    for (const [id, author] of [
      ['revealed', null],
      ['signed', 'vic'],
    ] as const)
      addNote(doc, { id, x: 0, y: 0, author, created: 1, text: 'a secret' })
    const facts = (author: string | null) => content.any({ kind: 'idea', author, tint: 'sun', created: 1 })
    const forgeries = [
      ['revealed', facts(null)],
      ['revealed', content.deleted(1)],
      ['signed', facts('vic')],
      ['theirs', facts('vic')],
    ] as const
    for (const [sub, struct] of forgeries) {
      for (const [client, clock] of [
        [2, 0],
        [fresh, 0],
        [attacker, next],
      ] as const)
        expect(codeOf(check(one({ ...struct, parent: 'notes', sub }, client, clock)))).toBe('malformed')
    }
    const twice = { ...facts('pia'), parent: 'notes', sub: 'new' }
    expect(codeOf(check(forgeUpdate([{ client: attacker, clock: next, structs: [twice, twice] }])))).toBe(
      'malformed',
    )
    for (const id of ['revealed', 'signed', 'theirs'])
      expect(codeOf(check(updateOf((copy) => removeNotes(copy, [id]))))).toBe('not_your_note')
    // Deleted, it is still there.
    const removal = updateOf((copy) => removeNotes(copy, ['theirs']), victim)
    expect(codeOf(check(removal, { role: 'participant', participant: 'vic' }))).toBe('ok')
    Y.applyUpdate(doc, removal)
    expect(codeOf(check(one({ ...facts('vic'), parent: 'notes', sub: 'theirs' }, 2, 0)))).toBe('malformed')
    expect([...owners.keys()]).toEqual([victim, attacker])
  })

  test('client ids that are kept: the server’s, and the one that comes before every other', () => {
    const { check, doc } = newBoard()
    const place = { ...content.any([1, 2, 3, 0]), parent: 'place', sub: 'x' }
    doc.clientID = 77
    expect([0, 1, 77, 2].map((client) => codeOf(check(one(place, client, 0))))).toEqual([
      'foreign_author',
      // The server has written that already.
      'empty',
      'foreign_author',
      'ok',
    ])
    const empty = createGuard().check(new Y.Doc(), one(place, 1, 0), pia, new Map())
    expect(codeOf(empty)).toBe('foreign_author')
  })

  test('a note is put back by its author or a facilitator alone, whatever is signed; and nobody else puts another text in its place', () => {
    const { check, updateOf, doc, owners } = newBoard()
    const vic = { role: 'participant', participant: 'vic' } as const
    const [ofVic, ofFay] = [300, 301]
    owners.set(ofVic, 'vic')
    owners.set(ofFay, 'fay')
    const back = (id: string, author: string | null) => (copy: Y.Doc) =>
      void addNote(copy, { id, x: 0, y: 0, author, created: 1, text: 'words of another' })
    const remove = (id: string, client: number, by: Parameters<typeof check>[1]) => {
      const removal = updateOf((copy) => removeNotes(copy, [id]), client)
      expect(codeOf(check(removal, by))).toBe('ok')
      Y.applyUpdate(doc, removal)
    }
    const answers = (id: string, author: string | null, guard: typeof check = check) => [
      codeOf(guard(updateOf(back(id, author)))),
      codeOf(guard(updateOf(back(id, author), ofVic), vic)),
      codeOf(guard(updateOf(back(id, author), ofFay), fay)),
    ]
    const replaced = updateOf((copy) => void textRoot(copy).set('theirs', new Y.Text('mine now')))
    expect(codeOf(check(replaced))).toBe('foreign_author')
    Y.applyUpdate(
      doc,
      updateOf(
        (copy) => addNote(copy, { id: 'unsigned', x: 0, y: 0, author: null, created: 1, text: 'b' }),
        ofVic,
      ),
    )
    addNote(doc, { id: 'revealed', x: 0, y: 0, author: null, created: 1, text: 'c' })
    remove('theirs', ofVic, vic)
    remove('unsigned', ofVic, vic)
    remove('revealed', ofFay, fay)
    expect(answers('theirs', 'vic')).toEqual(['foreign_author', 'ok', 'ok'])
    expect(answers('theirs', 'pia')).toEqual(['foreign_author', 'foreign_author', 'foreign_author'])
    expect(answers('unsigned', null)).toEqual(['foreign_author', 'ok', 'ok'])
    expect(answers('revealed', null)).toEqual(['foreign_author', 'foreign_author', 'ok'])
    // After a restart of the server nobody knows but by who wrote first.
    const guard = createGuard()
    const restarted: typeof check = (update, by) => guard.check(doc, update, by ?? pia, owners)
    expect(answers('theirs', 'vic', restarted)).toEqual(['foreign_author', 'ok', 'ok'])
    expect(answers('theirs', null, restarted)[0]).toBe('foreign_author')
    expect(answers('unsigned', null, restarted)).toEqual(['foreign_author', 'ok', 'ok'])
    expect(answers('revealed', null, restarted)).toEqual(['foreign_author', 'foreign_author', 'ok'])
    // What meets a delete is nobody's putting back: a mark and a move made at the same time.
    const mark = updateOf(
      (copy) => void notesRoot(copy).set('theirs', { kind: 'hope', author: 'vic', tint: 'sun', created: 1 }),
    )
    expect(codeOf(check(mark))).toBe('ok')
    expect(codeOf(check(updateOf((copy) => void placeRoot(copy).set('theirs', [1, 2, 3, 0]))))).toBe('ok')
  })

  test('a viewer’s update is refused, unless it says nothing new', () => {
    const { check, updateOf, doc } = newBoard()
    expect(
      codeOf(
        check(
          updateOf((copy) => writeNote(copy, 'mine', 'b')),
          eve,
        ),
      ),
    ).toBe('read_only')
    expect(codeOf(check(forgeUpdate([], [[attacker, [[0, 1]]]]), eve))).toBe('read_only')
    expect(codeOf(check(Y.encodeStateAsUpdate(doc), eve))).toBe('empty')
    expect(codeOf(check(new Uint8Array([0, 0]), eve))).toBe('empty')
  })
})

test('the whole document, with everything that the server has ever written in it, says nothing new', () => {
  const { doc, check } = newBoard()
  writeRights(doc, { isLocked: false })
  setLocked(doc, ['theirs'], true)
  writeDeparted(doc, new Map([['gone', 'vic']]))
  writeActivity(doc, 'choice', { isOpen: true })
  for (const by of [pia, fay, eve]) expect(codeOf(check(Y.encodeStateAsUpdate(doc), by))).toBe('empty')
})

describe('what the schema does not have', () => {
  const ours = { parent: 'notes', sub: 'new' } as const
  const facts = { kind: 'idea', author: 'pia', tint: 'sun', created: 1 }
  test.each<readonly [string, ForgedStruct]>([
    ['meta', { ...content.any('Mine'), parent: 'meta', sub: 'title' }],
    ['rounds', { ...content.any({}), parent: 'rounds', sub: 'round1' }],
    ['the authors of the deleted', { ...content.any('pia'), parent: 'departed', sub: 'theirs' }],
    ['the state of an activity', { ...content.any({ isOpen: false }), parent: 'activities', sub: 'choice' }],
    ['a note called __proto__', { ...content.any(facts), parent: 'notes', sub: '__proto__' }],
    ['a note called constructor', { ...content.any(facts), parent: 'notes', sub: 'constructor' }],
    ['a note with spaces', { ...content.any(facts), parent: 'notes', sub: 'a b' }],
    ['a note with an endless id', { ...content.any(facts), parent: 'notes', sub: 'x'.repeat(33) }],
    ['a field called __proto__', { ...content.any(JSON.parse('{"__proto__":1}')), ...ours }],
    ['facts that are a string', { ...content.any('facts'), ...ours }],
    ['facts without a kind', { ...content.any({ ...facts, kind: undefined }), ...ours }],
    ['facts with a huge field', { ...content.any({ ...facts, extra: 'x'.repeat(2_000) }), ...ours }],
    ['a bigint', { ...content.any({ ...facts, extra: 1n }), ...ours }],
    ['bytes in a field', { ...content.any({ ...facts, extra: new Uint8Array(3) }), ...ours }],
    ['old JSON', { ...content.json(facts), ...ours }],
    ['a type in notes', { ...content.type(2), ...ours }],
    ['a map for text', { ...content.type(1), parent: 'text', sub: 'new' }],
    ['a list for text', { ...content.type(0), parent: 'text', sub: 'new' }],
    ['XML for text', { ...content.type(6), parent: 'text', sub: 'new' }],
    ['a string for text', { ...content.string('x'), parent: 'text', sub: 'new' }],
    ['a text for a cluster', { ...content.type(2), parent: 'clusters', sub: 'new' }],
    ['a place that is no list', { ...content.any({}), parent: 'place', sub: 'new' }],
    ['a place of three numbers', { ...content.any([1, 2, 3]), parent: 'place', sub: 'new' }],
    ['a place between units', { ...content.any([1.5, 2, 3, 0]), parent: 'place', sub: 'new' }],
    ['a place beyond the limits', { ...content.any([2e9, 2, 3, 0]), parent: 'place', sub: 'new' }],
    ['a place nowhere', { ...content.any([Number.NaN, 2, 3, 0]), parent: 'place', sub: 'new' }],
    [
      'a place in a cluster called __proto__',
      { ...content.any([1, 2, 3, '__proto__']), parent: 'place', sub: 'new' },
    ],
  ])('%s', (_name, struct) => {
    const { check, next } = newBoard()
    expect(['unknown_place', 'malformed']).toContain(codeOf(check(one(struct, attacker, next))))
  })

  test('formats, embeds and types among the words of a note; keys on its text; lists in a cluster', () => {
    const { check, next, text, doc } = newBoard()
    const cluster = clustersRoot(doc)._map.get('group')
    const inCluster = [cluster?.id.client ?? 0, cluster?.id.clock ?? 0] as const
    for (const struct of [
      content.format('bold', true),
      content.embed({}),
      content.type(2),
      content.any('x'),
    ]) {
      expect(codeOf(check(one({ ...struct, parent: text('mine') }, attacker, next)))).toBe('unknown_place')
    }
    expect(
      codeOf(check(one({ ...content.string('x'), parent: text('mine'), sub: 'k' }, attacker, next))),
    ).toBe('unknown_place')
    expect(codeOf(check(one({ ...content.any('x'), parent: inCluster }, attacker, next)))).toBe(
      'unknown_place',
    )
    expect(codeOf(check(one({ ...content.type(1), parent: inCluster, sub: 'title' }, attacker, next)))).toBe(
      'unknown_place',
    )
    expect(
      codeOf(check(one({ ...content.any('rose'), parent: inCluster, sub: 'tint' }, attacker, next))),
    ).toBe('ok')
  })

  test('a text longer than any note', () => {
    const { check, updateOf } = newBoard()
    const insert = (letters: number) => (doc: Y.Doc) => {
      const text = textRoot(doc).get('theirs')
      if (text instanceof Y.Text) text.insert(0, 'x'.repeat(letters))
    }
    expect(codeOf(check(updateOf(insert(5_000))))).toBe('ok')
    expect(codeOf(check(updateOf(insert(30_000))))).toBe('too_large')
  })
})

describe('updates that cost more than they say', () => {
  test('letters that each split a text: fine between their neighbours, and not as if nothing followed', () => {
    const { check, doc, updateOf, next } = newBoard()
    Y.applyUpdate(
      doc,
      updateOf(
        (copy) =>
          void addNote(copy, { id: 'long', x: 0, y: 0, author: 'pia', created: 1, text: 'x'.repeat(5_000) }),
      ),
    )
    const text = textRoot(doc)._map.get('long')?.id.clock ?? 0
    const after = next + 5_003
    const split = (letters: number, isBetween: boolean): Uint8Array =>
      forgeUpdate([
        {
          client: attacker,
          clock: after,
          structs: Array.from({ length: letters }, (_, index) => {
            const origin = text + 1 + ((index * 7) % 4_990)
            return {
              ...content.string('y'),
              origin: [attacker, origin] as const,
              ...(isBetween && { right: [attacker, origin + 1] as const }),
            }
          }),
        },
      ])
    const updates = [split(500, true), split(3_000, true), split(1, false)]
    expect(updates.map((update) => codeOf(check(update)))).toEqual(['ok', 'too_large', 'malformed'])
    const holes = forgeUpdate(
      [],
      [[attacker, Array.from({ length: 2_400 }, (_, index) => [text + 1 + index * 2, 1] as const)]],
    )
    expect(codeOf(check(holes))).toBe('ok')
  })

  test('thousands of letters, last ones first, between the clocks of one long struct that was deleted as it was written', () => {
    const { check, doc, next, text } = newBoard()
    const long = forgeUpdate([
      { client: attacker, clock: next, structs: [{ ...content.deleted(1_000_000), parent: text('mine') }] },
    ])
    const letters = (count: number): Uint8Array =>
      forgeUpdate([
        {
          client: attacker,
          clock: next + 1_000_000,
          structs: Array.from({ length: count }, (_, index) => ({
            ...content.string('y'),
            origin: [attacker, next + 999_000 - 2 * index] as const,
            right: [attacker, next + 999_001 - 2 * index] as const,
          })),
        },
      ])
    Y.applyUpdate(doc, long)
    expect([letters(100), letters(10_000)].map((update) => codeOf(check(update)))).toEqual([
      'ok',
      'too_large',
    ])
  })

  test('20,000 values of one key, by two who take turns, keep nobody from moving, marking and deleting the note', () => {
    const { doc, owners, check, updateOf } = newBoard()
    const [one, other] = [300, 301].map((client) => {
      const copy = new Y.Doc()
      copy.clientID = client
      owners.set(client, 'pia')
      Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
      return copy
    })
    if (!one || !other) throw new Error('there are two')
    const pass = (from: Y.Doc, to: Y.Doc): void =>
      void from.on('update', (update: Uint8Array, origin: unknown) => {
        if (origin === pass) return
        Y.applyUpdate(to, update, pass)
        Y.applyUpdate(doc, update)
      })
    pass(one, other)
    pass(other, one)
    for (let turn = 0; turn < 20_000; turn += 1) {
      const writer = turn % 2 === 0 ? one : other
      notesRoot(writer).set('theirs', notesRoot(writer).get('theirs'))
    }
    const honest = [
      (copy: Y.Doc) => placeNote(copy, 'theirs', { x: 5 }),
      (copy: Y.Doc) => setTint(copy, ['theirs'], 'rose'),
      (copy: Y.Doc) => removeNotes(copy, ['theirs']),
    ]
    for (const change of honest) expect(codeOf(check(updateOf(change, fresh), fay))).toBe('ok')
  })

  test('a refusal changes nothing and mentions nothing that was written', () => {
    const { check, updateOf, doc } = newBoard()
    const before = contentOf(doc)
    const verdict = check(
      updateOf((copy) =>
        removeNotes(
          copy,
          notesOf(copy).map(({ id }) => id),
        ),
      ),
    )
    expect(verdict).toEqual({
      ok: false,
      code: 'not_your_note',
      message: expect.stringMatching(/^[A-Z].*\.$/),
    })
    expect(contentOf(doc)).toEqual(before)
  })
})
