import * as Y from 'yjs'
import { forEachItem, type ClockRanges } from '#shared/board/yjs-internals.ts'
import { entriesOf, type StepParts } from './undo-guard.ts'

const parts = ['insertions', 'deletions'] as const

/**
 * Cuts a step into slices of at most so many notes, each note with all of its parts. Undone one after the other they
 * leave a sane board in between: groups that come back come first, and groups that go, go last. One slice if the step
 * is small.
 */
export function slicesOf(doc: Y.Doc, step: StepParts, maxNotes: number): readonly StepParts[] {
  if (parts.every((part) => lengthOf(step[part]) <= maxNotes)) return [step]
  const slices: Record<(typeof parts)[number], ReturnType<typeof Y.createDeleteSet>>[] = []
  const last = { insertions: Y.createDeleteSet(), deletions: Y.createDeleteSet() }
  const numbers = new Map<string, number>()
  const entryOf = entriesOf(doc)
  const sliceOf = (item: Y.Item, part: (typeof parts)[number]) => {
    const entry = entryOf(item)
    if (entry && entry.root.partOf !== 'note' && part === 'insertions') return last
    const isNote = entry?.root.partOf === 'note'
    const number = isNote ? (numbers.get(entry.id) ?? numbers.size) : 0
    if (isNote) numbers.set(entry.id, number)
    const index = Math.floor(number / maxNotes)
    return (slices[index] ??= { insertions: Y.createDeleteSet(), deletions: Y.createDeleteSet() })
  }
  for (const part of parts) {
    forEachItem(doc, step[part], (item) => {
      const { client, clock } = item.id
      const { clients } = sliceOf(item, part)[part]
      const ranges = clients.get(client) ?? []
      clients.set(client, ranges)
      const before = ranges.at(-1)
      if (before && before.clock + before.len === clock) before.len += item.length
      else ranges.push({ clock, len: item.length })
    })
  }
  if (slices.length <= 1) return [step]
  return last.insertions.clients.size > 0 ? [...slices, last] : slices
}

function lengthOf({ clients }: ClockRanges): number {
  let sum = 0
  for (const ranges of clients.values()) for (const { len } of ranges) sum += len
  return sum
}

/** One step of all of these. */
export function joined(slices: readonly StepParts[]): StepParts {
  return {
    insertions: Y.mergeDeleteSets(slices.map(({ insertions }) => insertions)),
    deletions: Y.mergeDeleteSets(slices.map(({ deletions }) => deletions)),
  }
}
