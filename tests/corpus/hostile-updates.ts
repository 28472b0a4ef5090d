import * as encoding from 'lib0/encoding'
import { coordinateLimit, stackLimit } from '#shared/board/limits.ts'
import { rangeLimit, structLimit } from '#shared/wire/message.ts'
import { content, forgeUpdate, type ForgedStruct } from '#tests/support/forge-update.ts'
import { letterByLetter } from './letter-by-letter.ts'
import type { Scene } from './scene.ts'

/** An update that a participant may not send, and what our server calls it. */
export interface HostileUpdate {
  readonly name: string
  readonly code: string
  readonly forge: (scene: Scene) => Uint8Array
}

/** Not in Yjs's format, or not sound in it. */
export const brokenUpdates: readonly HostileUpdate[] = [
  malformed('nothing', () => new Uint8Array()),
  malformed('noise', () => new Uint8Array(9).fill(255)),
  malformed('a number padded without end', () => new Uint8Array(4_096).fill(128)),
  malformed('33 million structs in seven bytes', () => Uint8Array.of(1, 255, 255, 255, 15, 1, 0)),
  malformed('a million clients in a few bytes', () => Uint8Array.of(192, 132, 61, 1, 1, 0, 0, 1)),
  malformed('a string of four gigabytes', () =>
    Uint8Array.of(1, 1, 5, 0, 4, 1, 5, 110, 111, 116, 101, 115, 255, 255, 255, 255, 15),
  ),
  malformed('no structs for a client', ({ fresh }) =>
    forgeUpdate([{ client: fresh, clock: 0, structs: [] }]),
  ),
  malformed('bytes after the end', () => Uint8Array.of(0, 0, 0)),
  malformed('a client of 41 bits', () => one(content.gc(1), 2 ** 40, 0)),
  malformed('a client twice', ({ fresh }) =>
    forgeUpdate([1, 2].map(() => ({ client: fresh, clock: 0, structs: [content.gc(1)] }))),
  ),
  malformed('a struct without length', ({ fresh }) => one(content.gc(0), fresh, 0)),
  malformed('an empty string', ({ fresh }) =>
    one({ ...content.string(''), parent: 'text', sub: 'x' }, fresh, 0),
  ),
  malformed('a clock beyond all clocks', ({ fresh }) => one(content.gc(2 ** 52), fresh, 0)),
  malformed('a deleted range without length', ({ attacker }) =>
    forgeUpdate([], [[attacker.client, [[0, 0]]]]),
  ),
  malformed('overlapping deleted ranges', ({ attacker }) => {
    const ranges = [
      [0, 3],
      [1, 3],
    ] as const
    return forgeUpdate([], [[attacker.client, ranges]])
  }),
  malformed('a client deleted twice', ({ attacker: { client } }) =>
    forgeUpdate(
      [],
      [
        [client, [[0, 1]]],
        [client, [[1, 1]]],
      ],
    ),
  ),
  malformed('JSON nested 20,000 deep', (scene) =>
    next(scene, { info: 8, parent: 'notes', sub: 'deep', content: deep }),
  ),
  malformed('a lone surrogate', (scene) =>
    next(scene, { info: 4, parent: scene.attacker.text, content: loneSurrogate }),
  ),
]

/** Sound in form; they would wedge Yjs, half-apply, or wait in it for what never comes. */
export const wedgingUpdates: readonly HostileUpdate[] = [
  malformed('a gap in the clocks', ({ attacker }) => one(content.gc(1), attacker.client, attacker.clock + 5)),
  malformed('a skip', (scene) => next(scene, content.skip(3))),
  malformed('an unknown kind of content', (scene) => next(scene, { info: 11 })),
  malformed('an origin that does not exist', (scene) =>
    next(scene, { ...content.string('x'), origin: [999, 0] }),
  ),
  malformed('its own origin', (scene) =>
    next(scene, { ...content.string('x'), origin: [scene.attacker.client, scene.attacker.clock] }),
  ),
  malformed('a later own origin', (scene) =>
    next(scene, { ...content.string('x'), origin: [scene.attacker.client, scene.attacker.clock + 9] }),
  ),
  malformed('origins that wait for each other', ({ fresh }) =>
    forgeUpdate([
      { client: fresh, clock: 0, structs: [{ ...content.string('x'), origin: [fresh + 1, 0] }] },
      { client: fresh + 1, clock: 0, structs: [{ ...content.string('x'), origin: [fresh, 0] }] },
    ]),
  ),
  malformed('neighbours in two notes', (scene) =>
    next(scene, {
      ...content.string('x'),
      origin: letter(scene.victim.text, 0),
      right: letter(scene.attacker.text, 0),
    }),
  ),
  malformed('crossed neighbours', (scene) =>
    next(scene, {
      ...content.string('x'),
      origin: letter(scene.victim.text, 3),
      right: letter(scene.victim.text, 1),
    }),
  ),
  malformed('around letters that their author has read', (scene) =>
    next(scene, {
      ...content.string('x'),
      origin: letter(scene.victim.text, 0),
      right: letter(scene.victim.text, 3),
    }),
  ),
  malformed(
    'twice in one place, as if the first were not there',
    ({ attacker: { client, clock }, victim }) => {
      const first = { ...content.string('x'), right: letter(victim.text, 0) }
      return forgeUpdate([{ client, clock, structs: [first, { ...first, ...content.string('y') }] }])
    },
  ),
  malformed('a parent that is no type', (scene) =>
    next(scene, { ...content.string('x'), parent: letter(scene.victim.text, 0) }),
  ),
  malformed('the end of a struct that the document has, in another note', ({ attacker, victim }) =>
    one({ ...content.string('longer than what is there'), parent: victim.text }, ...letter(attacker.text, 0)),
  ),
  malformed('deletes of clocks that do not exist yet', ({ attacker }) =>
    forgeUpdate([], [[attacker.client, [[attacker.clock, 5]]]]),
  ),
  malformed('deletes of a client that does not exist', () => forgeUpdate([], [[999, [[0, 1]]]])),
  malformed('a known struct with an origin that does not exist', ({ attacker: { client }, fresh }) =>
    forgeUpdate([
      { client, clock: 0, structs: [{ ...content.string('x'), origin: [client, 9_999] }] },
      { client: fresh, clock: 0, structs: [content.gc(1)] },
    ]),
  ),
]

const facts = { kind: 'idea', author: null, tint: 'sun', created: 1 }

/** Attacks on the content of other people. */
export const foreignUpdates: readonly HostileUpdate[] = [
  {
    name: 'a victim’s future clocks, burnt',
    code: 'foreign_author',
    forge: ({ victim }) => one(content.gc(1_000_000), victim.client, victim.clock),
  },
  {
    name: 'a struct at a victim’s next clock',
    code: 'foreign_author',
    forge: ({ victim }) =>
      one({ ...content.any([1, 2, 3, 0]), parent: 'place', sub: 'x' }, victim.client, victim.clock),
  },
  malformed('a first value of another’s note, under the least client id', ({ victim }) =>
    one({ ...content.any(facts), parent: 'notes', sub: victim.note }, 2, 0),
  ),
  {
    name: 'a note’s text, another’s in its place',
    code: 'foreign_author',
    forge: (scene) => next(scene, { ...content.type(2), origin: scene.victim.text }),
  },
  {
    name: 'a client id that comes before every other',
    code: 'foreign_author',
    forge: () => one(content.gc(1), 0, 0),
  },
  {
    name: 'a set of deletes that erases the board',
    code: 'not_your_note',
    forge: ({ victim }) => forgeUpdate([], [[victim.client, [[0, victim.clock]]]]),
  },
  {
    name: 'deletes of a victim’s clocks that do not exist yet',
    code: 'malformed',
    forge: ({ victim }) => forgeUpdate([], [[victim.client, [[victim.clock, 1_000]]]]),
  },
]

/** Places and contents that no board has. */
export const misplacedUpdates: readonly HostileUpdate[] = [
  misplaced('a sub-document', { ...content.subdocument('x'), parent: 'notes', sub: 'x' }),
  misplaced('binary content', { ...content.binary(new Uint8Array(3)), parent: 'notes', sub: 'x' }),
  misplaced('a foreign root', { ...content.any(1), parent: 'evil', sub: 'x' }),
  misplaced('a root called __proto__', { ...content.any(1), parent: '__proto__', sub: 'x' }),
  misplaced('a list in a root that is a map', { ...content.any(facts), parent: 'notes' }),
]

/** Places outside the board. Pages once froze for 39 s over the field of such a group. */
export const farUpdates: readonly HostileUpdate[] = [
  far('a group from one end of the numbers to the other', [-1e9, -1e9, 1, 'group']),
  far('a note just outside the board', [coordinateLimit + 1, 0, 1, 0]),
  far('a note at 1e308', [0, -1e308, 1, 0]),
  far('a note between two coordinates', [0.5, 0, 1, 0]),
  far('a note that nothing could cover', [0, 0, stackLimit, 0]),
  far('a note above all stacking orders', [0, 0, 1e300, 0]),
]

/** Small to send, quadratic to apply. */
export const costlyUpdates: readonly HostileUpdate[] = [
  costly('thousands of first values of one key', ({ attacker: { client, clock } }) => {
    const first = { ...content.any([1, 2, 3, 0]), parent: 'place', sub: 'x' }
    return forgeUpdate([{ client, clock, structs: Array.from({ length: 3_000 }, () => first) }])
  }),
  costly('thousands of values that all follow the same one', ({ attacker: { client, clock } }) => {
    const first = { ...content.any([1, 2, 3, 0]), parent: 'place', sub: 'x' }
    const sibling = { ...content.any([1, 2, 3, 0]), origin: [client, clock] as const }
    return forgeUpdate([{ client, clock, structs: [first, ...Array.from({ length: 3_000 }, () => sibling)] }])
  }),
  costly('thousands of letters, each a struct', ({ fresh }) => letterByLetter(fresh, structLimit)),
  costly('tens of thousands of deleted ranges', ({ victim }) =>
    forgeUpdate(
      [],
      [[victim.client, Array.from({ length: rangeLimit + 1 }, (_, index) => [2 * index, 1] as const)]],
    ),
  ),
  costly('hundreds of invented client ids at once', ({ fresh }) =>
    forgeUpdate(
      Array.from({ length: 300 }, (_, index) => ({
        client: fresh + index,
        clock: 0,
        structs: [content.gc(1)],
      })),
    ),
  ),
]

export const hostileUpdates: readonly HostileUpdate[] = [
  ...brokenUpdates,
  ...wedgingUpdates,
  ...foreignUpdates,
  ...misplacedUpdates,
  ...farUpdates,
  ...costlyUpdates,
]

function malformed(name: string, forge: HostileUpdate['forge']): HostileUpdate {
  return { name, code: 'malformed', forge }
}

function misplaced(name: string, struct: ForgedStruct): HostileUpdate {
  return { name, code: 'unknown_place', forge: (scene) => next(scene, struct) }
}

function far(name: string, place: readonly unknown[]): HostileUpdate {
  const forge: HostileUpdate['forge'] = (scene) =>
    next(scene, { ...content.any(place), parent: 'place', sub: 'x' })
  return { name, code: 'outside_board', forge }
}

function costly(name: string, forge: HostileUpdate['forge']): HostileUpdate {
  return { name, code: 'too_large', forge }
}

function one(struct: ForgedStruct, client: number, clock: number): Uint8Array {
  return forgeUpdate([{ client, clock, structs: [struct] }])
}

function next({ attacker }: Scene, struct: ForgedStruct): Uint8Array {
  return one(struct, attacker.client, attacker.clock)
}

function letter(
  [client, clock]: readonly [client: number, clock: number],
  index: number,
): readonly [client: number, clock: number] {
  return [client, clock + 1 + index]
}

function deep(to: encoding.Encoder): void {
  encoding.writeVarUint(to, 1)
  for (let depth = 0; depth < 20_000; depth += 1) {
    // A list of one element (lib0's number for lists is 117), which is a list of one element.
    encoding.writeUint8(to, 117)
    encoding.writeVarUint(to, 1)
  }
  encoding.writeUint8(to, 126)
}

function loneSurrogate(to: encoding.Encoder): void {
  encoding.writeVarUint8Array(to, Uint8Array.of(0xed, 0xa0, 0x80))
}
