import { waitFor } from '../../support/pace.ts'
import type { Dialect } from './dialect.ts'
import { joinAll, type LoadPerson, type Seat } from './load-person.ts'
import { observe, writerFor, type Writer } from './writers.ts'

/** People on one board: the first ones write, the last ones keep the board and look how late everything is, all receive. */
export interface Crew {
  readonly people: readonly LoadPerson[]
  readonly writers: readonly Writer[]
  /** How late each write was at each who looked since the last `forget`, ms. */
  readonly lateness: () => readonly number[]
  readonly forget: () => void
  readonly hasAll: () => boolean
  /** Every writer writes once, at their own moment within the turn. */
  readonly turn: () => void
}

export interface CrewOptions {
  readonly writers: number
  readonly observers: number
  readonly writesPerSecond: number
}

export async function seatCrew(
  seats: readonly Seat[],
  dialect: Dialect,
  { writers: writerCount, observers: observerCount, writesPerSecond }: CrewOptions,
): Promise<Crew> {
  const people = await joinAll(seats, dialect, (index) => index >= seats.length - observerCount)
  const writers = people.slice(0, writerCount).map((person) => writerFor(person, dialect))
  const observers = people.slice(-observerCount).map((person) => observe(person, writers))
  const hasAll = () => observers.every((observer) => observer.hasAll())
  await waitFor(hasAll, 10_000)
  return {
    people,
    writers,
    lateness: () => observers.flatMap(({ lateness }) => lateness),
    forget: () => observers.forEach(({ lateness }) => (lateness.length = 0)),
    hasAll,
    turn: outOfStep(
      writers.map(({ write }) => write),
      writesPerSecond,
    ),
  }
}

/** People are not in step: each keeps a phase of their own within the turn. */
export function outOfStep<Turn extends readonly unknown[]>(
  steps: readonly ((...turn: Turn) => void)[],
  perSecond: number,
): (...turn: Turn) => void {
  const phases = steps.map(() => (Math.random() * 1_000) / perSecond)
  return (...turn) => steps.forEach((step, index) => setTimeout(() => step(...turn), phases[index]))
}
