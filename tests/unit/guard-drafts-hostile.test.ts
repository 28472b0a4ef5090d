import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { createGuard } from '#server/guard/guard.ts'
import { clustersRoot, metaRoot, notesRoot, Root, roundsRoot } from '#shared/board/document.ts'
import { draftsOf, holdDrafts, signDrafts } from '#shared/board/draft.ts'
import { addNote, moveNotes, removeNotes, writeNote } from '#shared/board/note.ts'
import { timeLimit } from '#tests/support/time-limits.ts'
import { fuzzScale, seededRandom, testSeed, type Random } from '#tests/support/random.ts'

const pia = { role: 'participant', participant: 'pia' } as const
const steps = 120 * fuzzScale
const mutationsEach = 20

test(
  'accepted random mutations of a desk’s updates sign nothing for others and keep the desk valid',
  { timeout: timeLimit(30_000) * fuzzScale },
  () => {
    const seed = testSeed()
    const random = seededRandom(seed)
    const guard = createGuard('desk')
    const doc = new Y.Doc()
    doc.clientID = 1
    const owners = new Map([[1, '']])
    const own = new Y.Doc()
    let accepted = 0
    for (let step = 0; step < steps; step += 1) {
      write(own, random)
      const update = Y.encodeStateAsUpdate(own, Y.encodeStateVector(doc))
      for (let count = 0; count < mutationsEach; count += 1) {
        const mutated = mutate(update, random)
        const verdict = guard.check(doc, mutated, pia, owners)
        if (!verdict.ok || verdict.isEmpty) continue
        accepted += 1
        expectDesk(doc, mutated, `SEED=${seed} ${Buffer.from(mutated).toString('base64')}`)
      }
      const verdict = guard.check(doc, update, pia, owners)
      expect(verdict.ok, `SEED=${seed}`).toBe(true)
      if (verdict.ok) for (const { client } of verdict.newOwners) owners.set(client, 'pia')
      Y.applyUpdate(doc, update)
    }
    expect(accepted).toBeGreaterThan(20 * fuzzScale)
  },
)

function write(desk: Y.Doc, random: Random): void {
  const drafts = draftsOf(desk)
  const one = drafts.length > 0 ? random.pick(drafts).id : undefined
  const dice = random.below(10)
  if (one === undefined || dice < 3)
    addNote(desk, { x: 0, y: 0, author: random.pick([null, 'pia']), created: 1, text: `words ${dice}` })
  else if (dice < 5) writeNote(desk, one, 'other words')
  else if (dice < 6) moveNotes(desk, [{ id: one, x: dice, y: 1 }])
  else if (dice < 7) holdDrafts(desk, [one], random.chance(0.5))
  else if (dice < 8) signDrafts(desk, [one], random.pick([null, 'pia']))
  else if (drafts.length > 20) removeNotes(desk, [one])
}

function mutate(update: Uint8Array, random: Random): Uint8Array {
  const bytes = [...update]
  for (let change = 0; change <= random.below(3) && bytes.length > 0; change += 1) {
    const at = random.below(bytes.length)
    const dice = random.below(4)
    if (dice === 0) bytes[at] = random.below(256)
    else if (dice === 1) bytes[at] = ((bytes[at] ?? 0) + (random.chance(0.5) ? 1 : 255)) % 256
    else if (dice === 2) bytes.splice(at, 1 + random.below(4))
    else bytes.splice(at, 0, random.below(256))
  }
  return new Uint8Array(bytes)
}

function expectDesk(doc: Y.Doc, update: Uint8Array, why: string): void {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  Y.applyUpdate(copy, update)
  expect([copy.store.pendingStructs, copy.store.pendingDs, copy.subdocs.size], why).toEqual([null, null, 0])
  expect(
    [...copy.share.keys()].filter((name) => !Object.values(Root).some((root) => root === name)),
    why,
  ).toEqual([])
  expect([metaRoot(copy).size, roundsRoot(copy).size, clustersRoot(copy).size], why).toEqual([0, 0, 0])
  for (const facts of notesRoot(copy).values()) {
    const { author, isHeld = false } = facts as { readonly author: unknown; readonly isHeld?: unknown }
    expect([[null, 'pia'].includes(author as null), typeof isHeld], why).toEqual([true, 'boolean'])
  }
}
