import type { NoteKind } from './note-kind.ts'
import { PollMethod, type Round } from './round.ts'
import { rankRound } from './tally.ts'

/** The part of a note that tells who is on the map, and what they need. */
export interface PeopleNote {
  readonly id: string
  readonly kind: NoteKind
  readonly text: string
  readonly from?: readonly string[]
}

/** Somebody on the map, with the need of theirs to which people agree most. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly need: string | null
  readonly isAgreed: boolean
}

/** Everybody on the map: those whose need is agreed first, the best agreed one before the others. */
export function peopleOf(
  notes: readonly PeopleNote[],
  rounds: readonly Pick<Round, 'options' | 'method' | 'totals' | 'scores' | 'passes' | 'withheld'>[],
): readonly Person[] {
  const closed = rounds.filter(({ method, totals }) => method === PollMethod.agreement && totals !== null)
  const agreed = new Map<string, number>()
  for (const round of closed)
    for (const { option, rank, isShortlisted } of rankRound(round)) {
      if (isShortlisted) agreed.set(option, rank)
      else agreed.delete(option)
    }
  const rankOf = (id: string): number => agreed.get(id) ?? Infinity
  const needs = notes
    .filter(({ kind, text }) => kind === 'need' && text.trim() !== '')
    .toSorted((a, b) => byRank(rankOf(a.id), rankOf(b.id)))
  const ranked = notes
    .filter(({ kind, text }) => kind === 'stakeholder' && text.trim() !== '')
    .map(({ id, text, from = [] }) => {
      // Somebody who was merged into another has left their needs.
      const own = new Set([id, ...from])
      const need = needs.find(({ from: tied = [] }) => tied.some((source) => own.has(source)))
      return {
        id,
        name: text.trim(),
        need: need?.text.trim() ?? null,
        rank: need ? rankOf(need.id) : Infinity,
      }
    })
  return ranked
    .toSorted((a, b) => byRank(a.rank, b.rank))
    .map(({ rank, ...person }) => ({ ...person, isAgreed: rank !== Infinity }))
}

/** Two without a rank are level: the difference of two infinities is no number. */
function byRank(a: number, b: number): number {
  return a === b ? 0 : a - b
}
