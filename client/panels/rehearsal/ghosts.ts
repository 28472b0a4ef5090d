import type { CreatedSession } from '#shared/wire/http.ts'
import { GhostPerson, type GhostWorld } from './ghost-person.ts'

/** Milliseconds between the turns of one ghost: a person who writes quickly. Each waits a random time in between. */
const turnMs = { least: 900, most: 3_200 }

/** The ghosts of one rehearsal, each with a timer of its own. */
export class Ghosts {
  readonly #people: readonly GhostPerson[]
  readonly #random: () => number
  readonly #timers = new Map<GhostPerson, ReturnType<typeof setTimeout>>()

  constructor(sessions: readonly CreatedSession[], world: GhostWorld) {
    this.#random = world.random
    this.#people = sessions.map((session) => new GhostPerson(session, world))
  }

  play(): void {
    for (const person of this.#people) this.#schedule(person)
  }

  pause(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer)
    this.#timers.clear()
  }

  close(): void {
    this.pause()
    for (const person of this.#people) person.close()
  }

  #schedule(person: GhostPerson): void {
    const { least, most } = turnMs
    const wait = least + this.#random() * (most - least)
    const run = () => {
      person.turn()
      this.#schedule(person)
    }
    this.#timers.set(person, setTimeout(run, wait))
  }
}
