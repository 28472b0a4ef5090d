import type { CreatedSession } from '#shared/wire/http.ts'
import { GhostPerson, type GhostWorld } from './ghost-person.ts'

/**
 * Milliseconds between the turns of one ghost. Each waits a random time in between. Eight of them take less than two minutes
 * for the purpose day, measured with `npm run soak -- ghosts`.
 */
const turnMs = { least: 150, most: 550 }

/** More ghosts take longer turns, so that the page that plays them keeps up. Not measured. */
const quickCrowd = 8

/** The ghosts of one rehearsal, each with a timer of its own. */
export class Ghosts {
  readonly #world: GhostWorld
  readonly #people: GhostPerson[] = []
  readonly #timers = new Map<GhostPerson, ReturnType<typeof setTimeout>>()
  #isPlaying = false

  constructor(world: GhostWorld) {
    this.#world = world
  }

  /** Exactly these people are there from now on. They come and go at the end of the list. */
  set(sessions: readonly CreatedSession[]): void {
    for (const person of this.#people.splice(sessions.length)) this.#dismiss(person)
    for (const session of sessions.slice(this.#people.length)) {
      const person = new GhostPerson(session, this.#world)
      this.#people.push(person)
      if (this.#isPlaying) this.#schedule(person)
    }
  }

  play(): void {
    this.#isPlaying = true
    for (const person of this.#people) this.#schedule(person)
  }

  pause(): void {
    this.#isPlaying = false
    for (const timer of this.#timers.values()) clearTimeout(timer)
    this.#timers.clear()
  }

  close(): void {
    this.pause()
    this.set([])
  }

  #dismiss(person: GhostPerson): void {
    clearTimeout(this.#timers.get(person))
    this.#timers.delete(person)
    person.close()
  }

  #schedule(person: GhostPerson): void {
    const { least, most } = turnMs
    const slowness = Math.max(1, this.#people.length / quickCrowd)
    const wait = (least + this.#world.random() * (most - least)) * slowness
    const run = () => {
      person.turn()
      this.#schedule(person)
    }
    this.#timers.set(person, setTimeout(run, wait))
  }
}
