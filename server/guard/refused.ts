import { refusals, type BaseRefusalCode } from '#shared/workshop/refusals.ts'

/** Thrown only inside the guard, from deep inside a hostile update. `check` turns it into a verdict. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly code: BaseRefusalCode
  /** The part of the document that is wrong, as `notes.tint`. */
  readonly field: string | undefined

  constructor(code: BaseRefusalCode, message: string = refusals[code].message, field?: string) {
    super(message)
    this.code = code
    this.field = field
  }
}

export function malformed(): Refused {
  return new Refused('malformed')
}

export function tooLarge(): Refused {
  return new Refused(
    'too_large',
    'This change is too large to be applied at once; please make it in smaller steps.',
  )
}

export function unknownPlace(field?: string): Refused {
  return new Refused('unknown_place', refusals.unknown_place.message, field)
}

/** A split costs about eight steps along a list, and moving 64 pointers in memory one more. */
const splitSteps = 8
const splitShift = 6

/** Cost of splitting a struct, in steps. Each later struct of its client moves in memory to make room. */
export function splitCost(structs: number): number {
  return splitSteps + (structs >> splitShift)
}

/** Counts the work of checking one update, in steps along lists. Yjs takes the same steps, some five times slower. */
export interface Effort {
  readonly spend: (steps: number) => void
}

/**
 * Steps that one update may take. 100,000 steps along lists outside the processor's cache are some ten milliseconds;
 * honest updates need a few hundred.
 */
const effortLimit = 100_000

/** A count for one update. Throws when the update costs too much. */
export function newEffort(): Effort {
  let spent = 0
  return {
    spend: (steps) => {
      spent += steps
      if (spent > effortLimit) throw tooLarge()
    },
  }
}
