import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { createGuard } from '#server/guard/guard.ts'
import { newListOrder } from '#server/guard/list-order.ts'
import { newEffort } from '#server/guard/refused.ts'
import { textRoot } from '#shared/board/document.ts'
import { addNote } from '#shared/board/note.ts'
import { content, forgeUpdate, type ForgedClient } from '#tests/support/forge-update.ts'
import { timeLimit } from '#tests/support/time-limits.ts'
import { fuzzScale, seededRandom, testSeed, type Random } from '#tests/support/random.ts'

const clients = [301, 302, 303]

test(
  'forged letters that the guard accepts read the same for everybody',
  { timeout: timeLimit(30_000) * fuzzScale },
  () => {
    const seed = testSeed()
    let accepted = 0
    let refused = 0
    for (let board = 0; board < 150 * fuzzScale; board += 1) {
      const random = seededRandom(seed + board)
      const why = `SEED=${seed} board ${board}`
      const guard = createGuard()
      const doc = new Y.Doc()
      const owners = new Map(clients.map((client) => [client, 'pia']))
      addNote(doc, { id: 'n', x: 0, y: 0, author: 'pia', created: 1, text: '' })
      const sent = [Y.encodeStateAsUpdate(doc)]
      for (let turn = 0; turn < 12; turn += 1) {
        const update = forge(doc, random)
        if (!guard.check(doc, update, { role: 'participant', participant: 'pia' }, owners).ok) {
          refused += 1
          continue
        }
        accepted += 1
        sent.push(update)
        Y.applyUpdate(doc, update)
      }
      const newcomer = new Y.Doc()
      Y.applyUpdate(newcomer, Y.encodeStateAsUpdate(doc))
      expect(lettersOf(newcomer), why).toEqual(lettersOf(doc))
      for (let reader = 0; reader < 4; reader += 1) {
        const other = new Y.Doc()
        // Yjs may hold some back until it is told once more.
        for (const update of [...shuffled(sent, random), ...sent]) Y.applyUpdate(other, update)
        expect(other.store.pendingStructs, why).toBeNull()
        expect(lettersOf(other), why).toEqual(lettersOf(doc))
      }
    }
    expect(accepted).toBeGreaterThan(500 * fuzzScale)
    expect(refused).toBeGreaterThan(250 * fuzzScale)
  },
)

test(
  'list-order predicts the order that Yjs gives a text, with any concurrent writers',
  { timeout: timeLimit(30_000) * fuzzScale },
  () => {
    const seed = testSeed()
    for (let board = 0; board < 75 * fuzzScale; board += 1) {
      const random = seededRandom(seed + board)
      const people = clients.map((client) => {
        const doc = new Y.Doc()
        doc.clientID = client
        return doc
      })
      const server = new Y.Doc()
      addNote(server, { id: 'n', x: 0, y: 0, author: null, created: 1, text: 'abc' })
      for (let act = 0; act < 25; act += 1) {
        const person = random.pick(people)
        if (random.chance(0.4))
          Y.applyUpdate(person, Y.encodeStateAsUpdate(server, Y.encodeStateVector(person)))
        const text = person.getMap('text').get('n')
        if (!(text instanceof Y.Text)) continue
        const at = random.below(text.length + 1)
        if (random.chance(0.8)) text.insert(at, 'xyz'.slice(random.below(3)))
        else text.delete(at, Math.min(random.below(3), text.length - at))
        if (random.chance(0.5)) pass(person, server, `SEED=${seed} board ${board}`)
      }
    }
  },
)

/** Sends all of this person's new changes in one update, and checks that the prediction was right. */
function pass(from: Y.Doc, to: Y.Doc, why: string): void {
  const update = Y.encodeStateAsUpdate(from, Y.encodeStateVector(to))
  const order = newListOrder(textOf(to)._start, newEffort())
  for (const item of Y.decodeUpdate(update).structs) {
    if (!(item instanceof Y.Item) || item.parent !== null) continue
    const { client, clock } = item.id
    order.add({ client, clock, length: item.length, origin: item.origin, rightOrigin: item.rightOrigin })
  }
  Y.applyUpdate(to, update)
  expect(order.letters(), why).toEqual(lettersOf(to))
}

/**
 * Forges one to three stretches of letters between random neighbours, mostly in order.
 * Each stretch has a client of its own, or the same one.
 */
function forge(doc: Y.Doc, random: Random): Uint8Array {
  const letters = lettersOf(doc)
  const sections = new Map<
    number,
    { client: number; clock: number; structs: ForgedClient['structs'][number][] }
  >()
  const { id: text } = itemOf(doc)
  for (let count = 1 + random.below(3); count > 0; count -= 1) {
    const client = random.pick(clients)
    const left = random.below(letters.length + 1) - 1
    const right = random.chance(0.5)
      ? left + 1
      : random.chance(0.7)
        ? left + 1 + random.below(letters.length - left)
        : random.below(letters.length + 1)
    const [origin, rightOrigin] = [letters[left], letters[right]]
    const section = sections.get(client) ?? {
      client,
      clock: Y.getState(doc.store, client),
      structs: [],
    }
    sections.set(client, section)
    const length = 1 + random.below(3)
    section.structs.push({
      ...content.string('x'.repeat(length)),
      ...(origin && { origin: [origin.client, origin.clock] as const }),
      ...(rightOrigin && { right: [rightOrigin.client, rightOrigin.clock] as const }),
      ...(!origin && !rightOrigin && { parent: [text.client, text.clock] as const }),
    })
    const written = section.structs.length
    const last = section.clock + length * written - 1
    // The next one may be written around this one, as long as every stretch is as long.
    if (random.chance(0.3) && length === 1) letters.splice(left + 1, 0, { client, clock: last })
  }
  return forgeUpdate([...sections.values()])
}

function itemOf(doc: Y.Doc): Y.Item {
  const item = textRoot(doc)._map.get('n')
  if (!item) throw new Error('the note has no text')
  return item
}

function textOf(doc: Y.Doc): Y.Text {
  const { content: held } = itemOf(doc)
  if (!(held instanceof Y.ContentType) || !(held.type instanceof Y.Text)) throw new Error('no text')
  return held.type
}

/** Also those deleted since: others may stand beside them. */
function lettersOf(doc: Y.Doc): { client: number; clock: number }[] {
  const letters: { client: number; clock: number }[] = []
  for (let item = textOf(doc)._start; item !== null; item = item.right) {
    for (let index = 0; index < item.length; index += 1) {
      letters.push({ client: item.id.client, clock: item.id.clock + index })
    }
  }
  return letters
}

function shuffled<T>(list: readonly T[], random: Random): readonly T[] {
  return list
    .map((value) => ({ value, at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value)
}
