import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { createGuard } from '#server/guard/guard.ts'
import { metaRoot, notesRoot, placeRoot, Root, roundsRoot } from '#shared/board/document.ts'
import { notesOf, type Note } from '#shared/board/note.ts'
import { contentOf, simulatePeople, type SimulatedPerson } from '#tests/support/simulated-people.ts'
import { timeLimit } from '#tests/support/time-limits.ts'
import { fuzzScale, seededRandom, testSeed, type Random } from '#tests/support/random.ts'

const mutationsEach = 20

test('random mutations that the guard accepts do no harm', { timeout: timeLimit(30_000) * fuzzScale }, () => {
  const seed = testSeed()
  const random = seededRandom(seed)
  const guard = createGuard()
  let last: Uint8Array = new Uint8Array([0, 0])
  let tried = 0
  let accepted = 0
  const simulation = simulatePeople(
    random,
    (verdict, by) => {
      throw new Error(`SEED=${seed}: ${by.participant} was refused: ${JSON.stringify(verdict)}`)
    },
    (doc, update, by, owners) => {
      for (let count = 0; count < mutationsEach; count += 1) {
        const mutated = mutate(update, last, random)
        const sender = {
          ...by,
          role: random.pick(['participant', 'participant', 'viewer', 'facilitator'] as const),
        }
        tried += 1
        const verdict = guard.check(doc, mutated, sender, owners)
        if (!verdict.ok || verdict.isEmpty) continue
        accepted += 1
        expect(sender.role, `SEED=${seed}`).not.toBe('viewer')
        expectHarmless(doc, mutated, sender, seed)
      }
      last = update
    },
  )
  for (let step = 0; step < 1_200 * fuzzScale; step += 1) simulation.step()
  expect(tried).toBeGreaterThan(2_000 * fuzzScale)
  expect(accepted).toBeGreaterThan(10 * fuzzScale)
})

function mutate(update: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  const bytes = [...update]
  const changes = 1 + random.below(3)
  for (let change = 0; change < changes; change += 1) {
    const at = random.below(bytes.length)
    switch (random.below(6)) {
      case 0:
        bytes[at] = random.below(256)
        break
      case 1:
        bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8))
        break
      case 2:
        // Neighbouring clocks and lengths are the forgeries most like the truth.
        bytes[at] = ((bytes[at] ?? 0) + (random.chance(0.5) ? 1 : 255)) % 256
        break
      case 3:
        bytes.splice(at, 1 + random.below(4))
        break
      case 4:
        bytes.splice(at, 0, random.below(256))
        break
      default: {
        const from = random.below(other.length)
        bytes.splice(at, random.below(12), ...other.subarray(from, from + random.below(12)))
      }
    }
    if (bytes.length === 0) return new Uint8Array(bytes)
  }
  return new Uint8Array(bytes)
}

/** Applies the update to a copy, which must work and keep everything that the sender may not change. */
function expectHarmless(
  doc: Y.Doc,
  update: Uint8Array,
  by: Pick<SimulatedPerson, 'role' | 'participant'>,
  seed: number,
): void {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  const before = notesOf(copy)
  const governed = JSON.stringify([metaRoot(copy), roundsRoot(copy)])
  const why = `SEED=${seed} ${Buffer.from(update).toString('base64')}`
  let emitted = 0
  copy.on('update', () => (emitted += 1))

  Y.applyUpdate(copy, update)
  metaRoot(copy).set('probe', 1)
  expect(emitted, why).toBeGreaterThan(0)
  metaRoot(copy).delete('probe')
  expect([copy.store.pendingStructs, copy.store.pendingDs], why).toEqual([null, null])
  expect(
    [...copy.share.keys()].filter((name) => !Object.values(Root).some((root) => root === name)),
    why,
  ).toEqual([])
  expect(JSON.stringify([metaRoot(copy), roundsRoot(copy)]), why).toBe(governed)
  expect(copy.subdocs.size, why).toBe(0)

  const after = new Map(notesOf(copy).map((note) => [note.id, note]))
  for (const note of before) expectRespected(note, after.get(note.id), by, why)
  for (const [id, facts] of notesRoot(copy)) expect([id, typeof facts], why).toEqual([id, 'object'])
  for (const [id, place] of placeRoot(copy)) expect([id, Array.isArray(place)], why).toEqual([id, true])
  // A newcomer gets the same board that the copy shows.
  const newcomer = new Y.Doc()
  Y.applyUpdate(newcomer, Y.encodeStateAsUpdate(copy))
  expect(contentOf(newcomer), why).toEqual(contentOf(copy))
}

function expectRespected(
  before: Note,
  after: Note | undefined,
  by: Pick<SimulatedPerson, 'role' | 'participant'>,
  why: string,
): void {
  if (after) expect(after.author, why).toBe(before.author)
  else if (by.role === 'participant' && before.author !== null)
    expect(before.author, why).toBe(by.participant)
}
