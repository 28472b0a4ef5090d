import { Type, type Static } from 'typebox'
import { idPattern } from '../../board/id.ts'
import { adoptionLimits, mergeFactor, wordingLimit } from '../../board/limits.ts'
import { AdoptionKind } from '../../workshop/adoption.ts'
import { roundLimits } from '../../workshop/round.ts'
import type { RefusalTable } from '../../workshop/refusals.ts'

/** Schemas are for the server. The client imports types alone, so that no validator reaches the browser. */
const id = Type.String({ pattern: idPattern })

/** The group decides about this candidate. */
export const ChooseSchema = Type.Object({
  kind: Type.Literal('consent.choose'),
  version: id,
  /** Needed where it stands in the place of another one. */
  reason: Type.Optional(Type.String({ maxLength: adoptionLimits.reason })),
})

/** Opens the question about exactly this version. */
export const AskConsentSchema = Type.Object({ kind: Type.Literal('consent.ask'), version: id })

/** The group writes an amendment of this version together, in the words of its statement; or no more. */
export const DraftAmendmentSchema = Type.Object({
  kind: Type.Literal('consent.draft'),
  version: id,
  isOpen: Type.Boolean(),
})

/** Keeps the words of the statement as its next version, about which the group is asked again. */
export const AmendSchema = Type.Object({
  kind: Type.Literal('consent.amend'),
  version: id,
  /** The words that the facilitator saw: others, which came in between, are not kept. */
  words: Type.String({ maxLength: mergeFactor * wordingLimit }),
})

/** Answers a reason of a closed round in writing, in place of what was answered before. Empty: no answer any more. */
export const AnswerObjectionSchema = Type.Object({
  kind: Type.Literal('objection.answer'),
  round: id,
  /** Its place among the reasons of the round. */
  index: Type.Integer({ minimum: 0, maximum: roundLimits.reasons }),
  text: Type.String({ maxLength: adoptionLimits.reply }),
})

/** Adopts exactly this version as the purpose. */
export const AdoptSchema = Type.Object({
  kind: Type.Literal('purpose.adopt'),
  version: id,
  by: Type.Enum(AdoptionKind),
  /** Of an override the reason; of a sponsor what they add, if anything. */
  reason: Type.Optional(Type.String({ maxLength: adoptionLimits.reason })),
})

/** Somebody signs the adopted sentence. It changes no result, counts nobody, and nothing keeps it. */
export const SignSchema = Type.Object({ kind: Type.Literal('purpose.sign'), adoption: id })

/** Says that an adoption that came with a file is this group's: only then is it published. */
export const ClaimAdoptionSchema = Type.Object({ kind: Type.Literal('adoption.claim'), adoption: id })

export type ConsentCommand =
  | Static<typeof ChooseSchema>
  | Static<typeof AskConsentSchema>
  | Static<typeof DraftAmendmentSchema>
  | Static<typeof AmendSchema>
  | Static<typeof AnswerObjectionSchema>
  | Static<typeof AdoptSchema>
  | Static<typeof SignSchema>
  | Static<typeof ClaimAdoptionSchema>

export const consentRefusals = {
  consent_open: {
    message: 'The question is still open; close it before anybody decides.',
    mayRetry: false,
  },
  /** Somebody wrote while the facilitator pressed. */
  words_changed: {
    message: 'The words have changed meanwhile, so they were not kept; read them and press again.',
    mayRetry: false,
  },
  /** No round about this version, an objection without an answer, fewer than three voters, or everybody passed. */
  consent_lacking: {
    message: 'The group has not consented to this version; adopt it with a reason, or ask again.',
    mayRetry: false,
  },
  reason_missing: {
    message: 'Another sentence stands to be decided about; say why this one takes its place.',
    mayRetry: false,
  },
  override_needless: {
    message: 'The group has consented to this version by now; adopt it by consent.',
    mayRetry: false,
  },
} as const satisfies RefusalTable
