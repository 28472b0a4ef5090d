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
