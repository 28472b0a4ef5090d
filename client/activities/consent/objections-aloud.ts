import type { Objection } from '#shared/workshop/adoption.ts'

/** So many are read from the last row, with their answers. Not measured. */
const mostAloud = 3

/** The objections for the room, those without an answer first, and the number of all others. */
export function objectionsAloud(all: readonly Objection[]): {
  readonly shown: readonly Objection[]
  readonly more: number
} {
  const shown = all
    .toSorted((a, b) => Number(a.reply !== null) - Number(b.reply !== null))
    .slice(0, mostAloud)
  return { shown, more: all.length - shown.length }
}
