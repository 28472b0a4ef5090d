import type * as Y from 'yjs'
import { findStep } from '../agenda/steps.ts'
import type { Step, Template } from '../agenda/template.ts'
import { readActivity, writeActivityItem } from './activities.ts'
import { isId, stepPathIn } from './id.ts'
import { notesOf, type Note } from './note.ts'
import { inputsOf } from './step-inputs.ts'

/** The item of the state of reading that has the numbers of proposals. */
export const numbersItem = 'numbers'

/** The fixed numbers of proposals, by the ids of their notes: 14 stays 14 on every screen and on paper. `state` is unchecked. */
export function numbersIn(state: unknown): ReadonlyMap<string, number> {
  if (typeof state !== 'object' || state === null) return new Map()
  const numbers: unknown = (state as Record<string, unknown>)[numbersItem]
  if (typeof numbers !== 'object' || numbers === null) return new Map()
  const known = readBefore.get(numbers) ?? readNumbers(numbers)
  readBefore.set(numbers, known)
  return known
}

/** Many cards ask for one state, which another one replaces as a whole. */
const readBefore = new WeakMap<object, ReadonlyMap<string, number>>()

function readNumbers(numbers: object): ReadonlyMap<string, number> {
  return new Map(
    Object.entries(numbers).filter(
      (entry): entry is [string, number] => isId(entry[0]) && Number.isSafeInteger(entry[1]) && entry[1] > 0,
    ),
  )
}

export function numbersOf(doc: Y.Doc): ReadonlyMap<string, number> {
  return numbersIn(readActivity(doc, 'read'))
}

/**
 * Server only. Gives the proposals that a step takes their numbers, oldest first, so that what was built on another one comes
 * after it. Those that have one keep it, and late ones go on counting: nothing that goes leaves its number to another one.
 */
export function numberProposals(doc: Y.Doc, template: Template, step: Step): void {
  const known = numbersOf(doc)
  const notes = notesOf(doc)
  const taken = new Set(inputsOf(doc, template, step, notes).notes)
  const aimsAtNumber = ({ step: written, area }: Note): boolean => {
    const path = area === null ? written : stepPathIn(area)
    return path !== undefined && findStep(template, path)?.step.makes?.target !== undefined
  }
  const added = notes
    .filter((note) => taken.has(note.id) && !known.has(note.id) && aimsAtNumber(note))
    .toSorted((a, b) => a.created - b.created || a.z - b.z)
  if (added.length === 0) return
  const last = Math.max(0, ...known.values())
  const numbers = [...known, ...added.map(({ id }, place) => [id, last + 1 + place] as const)]
  writeActivityItem(doc, 'read', numbersItem, Object.fromEntries(numbers))
}
