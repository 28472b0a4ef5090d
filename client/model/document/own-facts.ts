import type * as Y from 'yjs'
import { act, notesRoot } from '#shared/board/document.ts'
import { arrowLimit } from '#shared/board/limits.ts'
import { readLook } from '#shared/board/note-look.ts'
import { forEachItem, itemAt, valuesOf, type ClockRanges } from '#shared/board/yjs-internals.ts'

type Facts = Readonly<Record<string, unknown>>

/** This person wrote one value over another. */
interface Overwriting {
  readonly from: Facts
  readonly to: Facts
}

export interface OwnFacts {
  /** Asked before a step is run. The answer is asked after it: the change that is left to do, if any. */
  readonly before: (step: { readonly insertions: ClockRanges }) => () => (() => void) | undefined
  readonly close: () => void
}

/**
 * The colour, the arrows and other facts of a note stand in one entry, and Yjs brings back the whole entry of before: also parts that
 * others have changed since. This remembers the parts that the person has changed, so that undo takes back these alone.
 */
export function followOwnFacts(doc: Y.Doc): OwnFacts {
  const root = notesRoot(doc)
  /** By the clock of the entry. Yjs forgets values that others have written over. */
  const written = new Map<number, Overwriting>()

  const isRoot = (type: unknown): boolean => type === root
  const remember = ({ local, changed, beforeState }: Y.Transaction) => {
    if (!local) return
    const since = beforeState.get(doc.clientID) ?? 0
    const [, keys = []] = [...changed].find(([type]) => isRoot(type)) ?? []
    for (const key of keys) {
      let item = key === null ? undefined : itemAt(root, key)
      while (item?.left && item.id.client === doc.clientID && item.id.clock >= since) {
        const [[from], [to]] = [valuesOf(item.left), valuesOf(item)]
        if (isFacts(from) && isFacts(to)) written.set(item.id.clock, { from, to })
        item = item.left
      }
    }
  }
  const changesIn = (insertions: ClockRanges): ReadonlyMap<string, Overwriting[]> => {
    const found = new Map<string, Overwriting[]>()
    forEachItem(doc, insertions, ({ id: { clock }, length, parent, parentSub: note }) => {
      if (parent !== root || note === null) return
      // Yjs joins entries that are gone.
      for (let at = clock; at < clock + length; at += 1) {
        const change = written.get(at)
        const known = found.get(note)
        if (change && known) known.push(change)
        else if (change) found.set(note, [change])
      }
    })
    return found
  }
  doc.on('afterTransaction', remember)
  return {
    before: ({ insertions }) => {
      const changes = changesIn(insertions)
      const former = new Map([...changes.keys()].map((note) => [note, root.get(note)]))
      return () => {
        const left = [...changes].flatMap(([note, own]) => {
          const [was, now] = [former.get(note), root.get(note)]
          // Its making, or its end.
          if (!isFacts(was) || !isFacts(now)) return []
          const wanted = own.reduceRight(without, was)
          const keys = Object.keys({ ...now, ...wanted })
          return keys.every((key) => isSame(now[key], wanted[key])) ? [] : [{ note, wanted }]
        })
        if (left.length === 0) return undefined
        return () => act(doc, () => left.forEach(({ note, wanted }) => root.set(note, wanted)))
      }
    },
    close: () => doc.off('afterTransaction', remember),
  }
}

/** Parts that have another value by now are somebody else's. */
function without(facts: Facts, { from, to }: Overwriting): Facts {
  const own = Object.keys({ ...from, ...to }).filter((key) => !isSame(from[key], to[key]))
  return own.reduce((rest, key) => {
    if (key !== 'arrows' && !isSame(rest[key], to[key])) return rest
    const value = key === 'arrows' ? arrowsWithout(rest, from, to) : from[key]
    const { [key]: _, ...others } = rest
    return value === undefined ? others : { ...rest, [key]: value }
  }, facts)
}

/** Arrows that the person drew go, and those that they took away come back. All others are as they are by now. */
function arrowsWithout(now: Facts, from: Facts, to: Facts): readonly string[] | undefined {
  const [here, former, own] = [arrowsOf(now), arrowsOf(from), arrowsOf(to)]
  const arrows = [...new Set([...former, ...here])]
    .filter((id) => (own.includes(id) ? former.includes(id) && here.includes(id) : true))
    .slice(0, arrowLimit)
  return arrows.length === 0 && from['arrows'] === undefined ? undefined : arrows
}

function arrowsOf(facts: Facts): readonly string[] {
  return readLook(facts).arrows ?? []
}

function isFacts(value: unknown): value is Facts {
  return typeof value === 'object' && value !== null
}

/** Facts are plain values, whose parts are always written in one order. */
function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other)
}
