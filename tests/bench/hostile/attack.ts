import type { Scene } from '#tests/corpus/scene.ts'
import type { LoadPerson } from '../relay/load-person.ts'
import type { Subject } from '../relay/subject.ts'

/** One hostile case, done to any server that speaks y-websocket's messages in a dialect of its own. */
export interface Attack {
  /** The group of the case: updates, presence, frames… */
  readonly family: string
  readonly name: string
  /** Settles when the attack is over; others measure its effect. */
  readonly run: (field: Field) => Promise<void> | void
}

/** Where an attack takes place: a board on which honest people work. */
export interface Field {
  readonly subject: Subject
  readonly scene: Scene
  /** In as any participant is, with a note of their own. */
  readonly attacker: LoadPerson
  /** Somebody else like them; the bench takes care of their end. */
  readonly another: () => Promise<LoadPerson>
  /** The presence of an honest person, by its client id. */
  readonly victimState: number
}
