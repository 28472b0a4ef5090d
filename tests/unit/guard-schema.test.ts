import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { clustersRoot, textRoot } from '#shared/board/document.ts'
import { content, type ForgedStruct } from '#tests/support/forge-update.ts'
import { attackerClient, newGuardedBoard, codeOf, updateOfOne } from '#tests/support/guarded-board.ts'

describe('content outside the schema', () => {
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
    const { check, next } = newGuardedBoard()
    const code = codeOf(check(updateOfOne(struct, attackerClient, next)))
    expect(['unknown_place', 'outside_board', 'malformed']).toContain(code)
  })

  test('formats, embeds and types among the words of a note; keys on its text; lists in a cluster', () => {
    const { check, next, text, doc } = newGuardedBoard()
    const cluster = clustersRoot(doc)._map.get('group')
    const inCluster = [cluster?.id.client ?? 0, cluster?.id.clock ?? 0] as const
    for (const struct of [
      content.format('bold', true),
      content.embed({}),
      content.type(2),
      content.any('x'),
    ]) {
      expect(codeOf(check(updateOfOne({ ...struct, parent: text('mine') }, attackerClient, next)))).toBe(
        'unknown_place',
      )
    }
    expect(
      codeOf(
        check(updateOfOne({ ...content.string('x'), parent: text('mine'), sub: 'k' }, attackerClient, next)),
      ),
    ).toBe('unknown_place')
    expect(codeOf(check(updateOfOne({ ...content.any('x'), parent: inCluster }, attackerClient, next)))).toBe(
      'unknown_place',
    )
    expect(
      codeOf(
        check(updateOfOne({ ...content.type(1), parent: inCluster, sub: 'title' }, attackerClient, next)),
      ),
    ).toBe('unknown_place')
    expect(
      codeOf(
        check(updateOfOne({ ...content.any('rose'), parent: inCluster, sub: 'tint' }, attackerClient, next)),
      ),
    ).toBe('ok')
  })

  test('a text longer than any note', () => {
    const { check, updateOf } = newGuardedBoard()
    const insert = (letters: number) => (doc: Y.Doc) => {
      const text = textRoot(doc).get('theirs')
      if (text instanceof Y.Text) text.insert(0, 'x'.repeat(letters))
    }
    expect(codeOf(check(updateOf(insert(5_000))))).toBe('ok')
    expect(codeOf(check(updateOf(insert(30_000))))).toBe('text_full')
  })
})
