import { computed, type ReadableAtom } from 'nanostores'
import { ReasonState, RoundState, type OwnReason, type Round } from '#shared/workshop/round.ts'
import type { Voting } from '../../model/contract/board-model.ts'

/** A reason of this person in a closed round, which the group does not have. */
export interface OwnLeftReason {
  readonly round: Round
  readonly option: string
  readonly reason: OwnReason
}

/** The newest round first. */
export function ownLeftReasons({ rounds, texts, reasons }: Voting): ReadableAtom<readonly OwnLeftReason[]> {
  return computed([rounds, texts, reasons], (onBoard, ofTexts, own) =>
    [...onBoard, ...ofTexts]
      .filter(({ state }) => state === RoundState.closed)
      .toSorted((a, b) => b.number - a.number)
      .flatMap((round) =>
        Object.entries(own[round.id] ?? {}).flatMap(([option, reason]) =>
          reason.state === undefined ? [] : [{ round, option, reason }],
        ),
      ),
  )
}

/** Somebody waits for the person's word. */
export function isAsked({ reason }: OwnLeftReason): boolean {
  return reason.state === ReasonState.unsent
}
