import { Type, type Static } from 'typebox'

/** Schemas are for the server. The client imports types alone, so that no validator reaches the browser. */

/** Everybody who waits for a text gets one, as far as there are any. */
export const DealSchema = Type.Object({ kind: Type.Literal('pass.deal') })

export type PassCommand = Static<typeof DealSchema>
