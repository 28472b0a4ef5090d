import { expect, test } from 'vitest'
import type * as Y from 'yjs'
import { clustersOf } from '#shared/board/cluster.ts'
import { notesOf, type Note } from '#shared/board/note.ts'
import { lockedOf, readRights, setLocked, writeRights } from '#shared/board/rights.ts'
import { openRights, Scope, type Rights } from '#shared/workshop/rights.ts'
import { contentOf, simulatePeople, type SimulatedPerson } from '#tests/support/simulated-people.ts'
import { timeLimit } from '#tests/support/time-limits.ts'
import { fuzzScale, seededRandom, testSeed, type Random } from '#tests/support/random.ts'

test(
  'under random rights and locks, people who ignore them are refused for a true reason and pass no lock',
  { timeout: timeLimit(30_000) * fuzzScale },
  () => {
    const seed = testSeed()
    const reasons = new Map<string, number>()
    let taken = 0
    for (let run = 0; run < fuzzScale; run += 1) {
      const random = seededRandom(seed + run)
      const why = `SEED=${seed} run ${run}`
      let before: Snapshot | undefined
      const simulation = simulatePeople(
        random,
        ({ code, message }, { role }) => {
          expect([role, ...explainable(simulation.server())], `${why}: ${message}`).toContain(code)
          if (role !== 'participant') expect(code, `${why}: ${message}`).toBe('locked')
          reasons.set(code, (reasons.get(code) ?? 0) + 1)
        },
        (doc) => {
          before = snapshot(doc)
        },
        (doc, by) => {
          taken += 1
          if (before) expectKept(before, snapshot(doc), by, why)
        },
      )
      for (let step = 0; step < 4_000; step += 1) {
        if (random.chance(0.03)) changeRights(simulation.server(), random)
        simulation.step()
      }
      writeRights(simulation.server(), { isLocked: false })
      simulation.settle()
      simulation.settle()
      for (const { doc } of simulation.people)
        expect(contentOf(doc), why).toEqual(contentOf(simulation.server()))
    }
    expect(taken).toBeGreaterThan(200 * fuzzScale)
    expect([...reasons.keys()].sort()).toEqual(
      ['board_locked', 'clusters_fixed', 'locked', 'not_yours_to_move', 'not_yours_to_write'].sort(),
    )
  },
)

function changeRights(doc: Y.Doc, random: Random): void {
  const reach = () => (random.chance(0.3) ? Scope.own : Scope.all)
  const things = [...notesOf(doc), ...clustersOf(doc)].map(({ id }) => id)
  if (random.chance(0.5) && things.length > 0) {
    setLocked(doc, [random.pick(things), random.pick(things)], random.chance(0.4))
    if (random.chance(0.2)) setLocked(doc, [...lockedOf(doc)], false)
  } else {
    writeRights(doc, {
      isLocked: random.chance(0.15),
      participantsMove: reach(),
      participantsWrite: reach(),
      participantsCluster: random.chance(0.7),
    })
  }
}

/** The codes that the board's state accounts for. */
function explainable(doc: Y.Doc): readonly string[] {
  const rights = readRights(doc)
  const codes = new Map([
    ['board_locked', rights.isLocked],
    ['locked', lockedOf(doc).size > 0],
    ['not_yours_to_move', rights.participantsMove === Scope.own],
    ['not_yours_to_write', rights.participantsWrite === Scope.own],
    ['clusters_fixed', !rights.participantsCluster],
  ])
  return [...codes].flatMap(([code, holds]) => (holds ? [code] : []))
}

interface Snapshot {
  readonly rights: Rights
  readonly locked: ReadonlySet<string>
  readonly notes: ReadonlyMap<string, Note>
  readonly clusters: ReadonlyMap<string, unknown>
}

function snapshot(doc: Y.Doc): Snapshot {
  return {
    rights: readRights(doc),
    locked: lockedOf(doc),
    notes: new Map(notesOf(doc).map((note) => [note.id, note])),
    clusters: new Map(clustersOf(doc).map((cluster) => [cluster.id, cluster])),
  }
}

/** Checks that an update changed nothing that the rights protect: locks bind facilitators too, limits do not. */
function expectKept(
  before: Snapshot,
  after: Snapshot,
  { participant, role }: SimulatedPerson,
  why: string,
): void {
  const { locked } = before
  const rights = role === 'facilitator' ? openRights : before.rights
  expect([after.rights, after.locked], why).toEqual([before.rights, locked])
  if (rights.isLocked) expect(after, why).toEqual(before)
  for (const [id, note] of before.notes) {
    const now = after.notes.get(id)
    if (locked.has(id) || (note.cluster !== null && locked.has(note.cluster)))
      expect([why, now]).toEqual([why, note])
    if (note.author !== participant && note.author !== null) {
      if (rights.participantsMove === Scope.own) expect([why, placeOf(now)]).toEqual([why, placeOf(note)])
      if (rights.participantsWrite === Scope.own) expect([why, wordsOf(now)]).toEqual([why, wordsOf(note)])
    }
    if (!rights.participantsCluster && now) expect([why, now.cluster]).toEqual([why, note.cluster])
    if (now && now.cluster !== note.cluster && now.cluster !== null)
      expect([why, locked.has(now.cluster)]).toEqual([why, false])
  }
  if (!rights.participantsCluster) expect([why, after.clusters]).toEqual([why, before.clusters])
  for (const [id, cluster] of before.clusters) {
    if (locked.has(id)) expect([why, after.clusters.get(id)]).toEqual([why, cluster])
  }
}

function placeOf(note: Note | undefined) {
  return note && [note.x, note.y, note.z, note.cluster]
}

function wordsOf(note: Note | undefined) {
  return note && [note.text, note.tint, note.kind]
}
