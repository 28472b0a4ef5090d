import type { StepPath } from '../../agenda/template.ts'
import type { NoteOrigin } from '../../board/note.ts'
import { hasBothSides, readPrinciple } from '../../board/principle.ts'
import type { NoteKind } from '../../workshop/note-kind.ts'

/** Fewer leave too much open, and nobody remembers more. */
export const keptLimits = { least: 4, most: 7 } as const

/** The part of a note that the rules for principles ask. */
export type PrincipleNote = NoteOrigin & {
  readonly id: string
  readonly kind: NoteKind
  readonly text: string
  /** Milliseconds since 1970. */
  readonly created: number
  readonly z: number
}

/** The principles of a step, in the order in which they came. */
export function keptIn<Note extends PrincipleNote>(path: StepPath, notes: Iterable<Note>): readonly Note[] {
  return [...notes].filter(({ kind, step }) => kind === 'principle' && step === path).toSorted(byAge)
}

export function byAge(
  a: Pick<PrincipleNote, 'created' | 'z'>,
  b: Pick<PrincipleNote, 'created' | 'z'>,
): number {
  return a.created - b.created || a.z - b.z
}

/**
 * The kept principles on which the group has settled: those whose words are locked. A note that somebody made to look like
 * one is not locked.
 */
export function settledAmong<Note extends Pick<PrincipleNote, 'id' | 'text'>>(
  kept: readonly Note[],
  locked: ReadonlySet<string>,
): readonly Note[] {
  const settled = kept.filter(({ id }) => locked.has(id))
  return settleProblem(settled) === undefined ? settled : []
}

export type SettleProblem = 'principles_too_few' | 'principles_full' | 'principle_one_sided'

/** The reason why these cannot be settled; undefined when they can. */
export function settleProblem(kept: readonly Pick<PrincipleNote, 'text'>[]): SettleProblem | undefined {
  if (kept.length < keptLimits.least) return 'principles_too_few'
  if (kept.length > keptLimits.most) return 'principles_full'
  return kept.every(({ text }) => hasBothSides(readPrinciple(text))) ? undefined : 'principle_one_sided'
}
