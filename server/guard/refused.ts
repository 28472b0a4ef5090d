import type { ErrorCode } from '#shared/wire/error.ts'

/** Thrown only inside the guard, from deep inside a hostile update. `check` turns it into a verdict. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly code: ErrorCode

  constructor(code: ErrorCode, message: string) {
    super(message)
    this.code = code
  }
}

export function malformed(): Refused {
  return new Refused(
    'malformed',
    'This change could not be read, so it was not applied; please reload the page.',
  )
}

export function tooLarge(): Refused {
  return new Refused(
    'too_large',
    'This change is too large to be applied at once; please make it in smaller steps.',
  )
}

export function unknownPlace(): Refused {
  return new Refused(
    'unknown_place',
    'This part of the board cannot be written directly, so nothing was changed.',
  )
}
