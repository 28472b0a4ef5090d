import type { RightsTable } from './policy.ts'

/**
 * The shared part of an activity. `types` is never set. It carries the types of the activity's commands, so that their
 * validators, which only the server needs, stay out of the browser.
 */
export interface SharedActivity<Rights extends RightsTable, Types extends ActivityTypes> {
  /** The rows that it adds to the table of rights. */
  readonly rights: Rights
  readonly types?: Types
}

export interface ActivityTypes {
  readonly command: { readonly kind: string }
  /** The codes of its refusals. */
  readonly refusal: string
  /** Fields of the replies to its commands. */
  readonly result: object
}
