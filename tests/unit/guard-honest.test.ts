import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { actRandomly, contentOf, simulatePeople } from '#tests/support/simulated-people.ts'
import { timeLimit } from '#tests/support/time-limits.ts'
import { fuzzScale, seededRandom, testSeed } from '#tests/support/random.ts'

test(
  'honest updates are never refused, whatever is undone, lost, reloaded or restarted',
  { timeout: timeLimit(30_000) * fuzzScale },
  () => {
    const seed = testSeed()
    let checked = 0
    for (let run = 0; checked < 1_000 * fuzzScale; run += 1) {
      const random = seededRandom(seed + run)
      const simulation = simulatePeople(random, (verdict, by) => {
        throw new Error(`SEED=${seed} run ${run}: ${by.participant} was refused: ${JSON.stringify(verdict)}`)
      })
      for (let step = 0; step < 2_000; step += 1) simulation.step()
      simulation.settle()
      simulation.settle()
      const server = simulation.server()
      expect(server.store.pendingStructs, `SEED=${seed}`).toBeNull()
      for (const { doc } of simulation.people) {
        expect(contentOf(doc), `SEED=${seed} run ${run}`).toEqual(contentOf(server))
        expect(Y.encodeStateVector(doc)).toEqual(Y.encodeStateVector(server))
      }
      checked += simulation.checked()
    }
  },
)

test('a day of work offline, by everybody at once, is merged and not refused', () => {
  const seed = testSeed()
  const random = seededRandom(seed)
  const simulation = simulatePeople(random, (verdict, by) => {
    throw new Error(`SEED=${seed}: ${by.participant} was refused: ${JSON.stringify(verdict)}`)
  })
  for (let step = 0; step < 400; step += 1) simulation.step()
  simulation.settle()
  for (const person of simulation.people) person.isOnline = false
  for (let act = 0; act < 1_000; act += 1) {
    for (const person of simulation.people) actRandomly(person, random)
  }
  simulation.settle()
  simulation.settle()
  for (const { doc } of simulation.people)
    expect(contentOf(doc), `SEED=${seed}`).toEqual(contentOf(simulation.server()))
})
