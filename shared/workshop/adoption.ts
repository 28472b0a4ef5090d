import { agreementOf, leastMedian } from './tally.ts'
import { PollMethod, RoundState, type Reason, type Round } from './round.ts'

/**
 * How a sentence became the purpose. Consent: the group was asked about this exact version, and no objection is left
 * without an answer. Override: without that, for a reason in writing. Sponsor: a sponsor decided, whatever the group said.
 */
export const AdoptionKind = { consent: 'consent', override: 'override', sponsor: 'sponsor' } as const
export type AdoptionKind = (typeof AdoptionKind)[keyof typeof AdoptionKind]

/** The room signs an adopted sentence for so long: time to put a finger down and to watch. Not measured. */
export const signMs = 12_000

/** A sentence that was adopted. The last one of a board is its purpose; earlier ones stay. */
export interface Adoption {
  readonly id: string
  /** 1 for the first adoption of the board, and so on. */
  readonly number: number
  readonly version: string
  readonly statement: string
  /** The exact text of the version. */
  readonly text: string
  /** SHA-256 of the text's UTF-8 bytes, in hex. */
  readonly hash: string
  readonly language: 'en' | 'fr'
  /** Milliseconds since 1970. */
  readonly at: number
  readonly kind: AdoptionKind
  /** The last round about this version. Null: nobody was asked. */
  readonly round: string | null
  readonly voices: Voices
  /** Always with an override. */
  readonly reason?: string
  /** It came with a file: this board knows nothing of how it was adopted. */
  readonly isImported?: true
  /** When a facilitator said that an imported adoption is theirs. Before, nothing publishes it. Milliseconds since 1970. */
  readonly claimedAt?: number
}

/** How many answered, without those who passed, of those who could. */
export interface Voices {
  readonly answered: number
  readonly entitled: number
}

/** An answer in writing to a reason that was published with a round. */
export interface Reply {
  readonly text: string
  /** Milliseconds since 1970. */
  readonly at: number
}

/** By `replyKey`. */
export type Replies = Readonly<Record<string, Reply>>

/** Reasons of a closed round never change, so the place in the list names one. */
export function replyKey(round: string, index: number): string {
  return `${round}/${index}`
}

/** A reason for an answer of 0, with its answer. */
export interface Objection extends Reason {
  /** Its place among the reasons of the round. */
  readonly index: number
  /** Null: nobody has answered it. */
  readonly reply: Reply | null
}

type Consented = Pick<
  Round,
  'id' | 'state' | 'totals' | 'scores' | 'passes' | 'reasons' | 'voted' | 'eligible' | 'withheld'
>

/** The objections of a closed round. */
export function objectionsIn({ id, reasons = [] }: Consented, replies: Replies): readonly Objection[] {
  return reasons.flatMap((reason, index) =>
    (reason.answer ?? 0) === 0 ? [{ ...reason, index, reply: replies[replyKey(id, index)] ?? null }] : [],
  )
}

/** Every answer of 0 that was not answered in writing. One without a reason cannot be. */
export function unansweredIn(round: Consented, version: string, replies: Replies): number {
  const zeros = agreementOf(round, version).counts[0] ?? 0
  const answered = objectionsIn(round, replies).filter(({ reply }) => reply !== null).length
  return Math.max(0, zeros - answered)
}

/** How many of those who answered do not carry the version yet: they answered below 3. */
export function notCarryingIn(
  round: Pick<Round, 'scores' | 'passes'>,
  version: string,
): { readonly below: number; readonly answered: number } {
  const { counts, answered } = agreementOf(round, version)
  return { below: counts.slice(0, leastMedian).reduce((sum, count) => sum + count, 0), answered }
}

/** Why a version cannot be adopted by consent. */
export const ConsentGap = {
  /** The group has not been asked about this exact version: an amendment is a new one. */
  notAsked: 'not-asked',
  /** The question is still open. */
  open: 'open',
  /** Fewer than three voted: nothing was published, so nobody knows of objections. */
  tooFew: 'too-few',
  /** Everybody passed. */
  nobody: 'nobody',
  unanswered: 'unanswered',
  /** Nobody objects, and still half of them or more do not carry it. */
  notCarried: 'not-carried',
} as const
export type ConsentGap = (typeof ConsentGap)[keyof typeof ConsentGap]

/** The last round of consent about exactly this version. */
export function consentRound<Of extends Pick<Round, 'method' | 'about' | 'options'>>(
  rounds: readonly Of[],
  version: string,
): Of | undefined {
  return rounds.findLast(
    ({ method, about, options }) =>
      method === PollMethod.agreement && about === version && options[0] === version,
  )
}

/** Undefined: this version can be adopted by consent. `rounds`: oldest first. */
export function gapInConsent(
  rounds: readonly Round[],
  version: string,
  replies: Replies,
): ConsentGap | undefined {
  const round = consentRound(rounds, version)
  if (!round) return ConsentGap.notAsked
  if (round.state === RoundState.open) return ConsentGap.open
  if (round.totals === null) return ConsentGap.tooFew
  if (agreementOf(round, version).answered === 0) return ConsentGap.nobody
  if (unansweredIn(round, version, replies) > 0) return ConsentGap.unanswered
  const { below, answered } = notCarryingIn(round, version)
  return below * 2 >= answered ? ConsentGap.notCarried : undefined
}

/** People whose answers count, in the last round about this version. */
export function voicesIn(
  round: Pick<Round, 'passes' | 'voted' | 'eligible'> | undefined,
  version: string,
): Voices {
  if (!round) return { answered: 0, entitled: 0 }
  const passes = round.passes?.[version] ?? 0
  return { answered: Math.max(0, round.voted - passes), entitled: round.eligible }
}

/** The reason against an adoption, or undefined when there is none. */
type AdoptionProblem = 'consent_open' | 'consent_lacking' | 'override_needless'

export function adoptionProblem(
  kind: AdoptionKind,
  reason: string,
  gap: ConsentGap | undefined,
): AdoptionProblem | undefined {
  // People are answering: nobody decides over their heads, a sponsor neither.
  if (gap === ConsentGap.open) return 'consent_open'
  switch (kind) {
    case AdoptionKind.consent:
      return gap === undefined ? undefined : 'consent_lacking'
    case AdoptionKind.override:
      if (gap === undefined) return 'override_needless'
      return reason === '' ? 'consent_lacking' : undefined
    case AdoptionKind.sponsor:
      return undefined
  }
}
