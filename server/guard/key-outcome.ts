import type * as Y from 'yjs'
import type { KeyChange } from './changes.ts'
import type { Id } from './parse-update.ts'
import { isDead, type Placed } from './placed.ts'
import { malformed } from './refused.ts'
import type { Effort } from './store-view.ts'

/**
 * The key is in use now and will not be afterwards. Yjs keeps every value a key ever had in one list and shows the
 * last; a new value deletes the one before it even when no delete says so, and values written at once are ordered
 * by client id. So a move that lost against another's is dead without removing anything, and a dead value put last
 * removes what no delete names: only the list as it will be can tell.
 */
export function isRemoval(change: KeyChange, effort: Effort): boolean {
  const { current, placed, isCurrentDeleted } = change
  if (!current || current.deleted) return false
  if (placed.length === 0) return isCurrentDeleted
  if (isOneChain(placed) && placed[0]?.base?.item === current) return isDeadLast(placed)
  if (!isCurrentDeleted && !placed.some((entry) => isDead(entry))) return false
  const last = listAfter(current, placed, effort).at(-1)
  if (!last) throw malformed()
  return last.placed ? isDead(last.placed) : isCurrentDeleted
}

/** Each value replaces the one before it: how one person writes, connected. */
function isOneChain(placed: readonly Placed[]): boolean {
  return placed.every((entry, index) => index === 0 || entry.before === placed[index - 1])
}

function isDeadLast(placed: readonly Placed[]): boolean {
  const last = placed.at(-1)
  return last !== undefined && isDead(last)
}

interface Value extends Id {
  length: number
  readonly origin: Id | null
  readonly placed: Placed | null
}

/** The key's list after the update, by the integration of `Item.integrate` in Yjs without right neighbours. */
function listAfter(current: Y.Item, placed: readonly Placed[], effort: Effort): readonly Value[] {
  const list: Value[] = []
  for (let item: Y.Item | null = current; item; item = item.left) {
    const { client, clock } = item.id
    list.push({ client, clock, length: item.length, origin: item.origin, placed: null })
  }
  effort.spend(list.length)
  list.reverse()
  for (const entry of placed) {
    const { struct, clock } = entry
    const { client } = struct
    const origin = clock > struct.clock ? { client, clock: clock - 1 } : struct.origin
    const length = struct.clock + struct.length - clock
    effort.spend(list.length)
    insert(list, { client, clock, length, origin, placed: entry }, effort)
  }
  return list
}

function insert(list: Value[], value: Value, effort: Effort): void {
  let left = value.origin ? splitAfter(list, value.origin) : -1
  const passed = new Set<Value>()
  let conflicting = new Set<Value>()
  for (let index = left + 1; index < list.length; index += 1) {
    const other = list[index]
    if (!other) break
    passed.add(other)
    conflicting.add(other)
    if (isSame(value.origin, other.origin)) {
      if (other.client >= value.client) break
      left = index
      conflicting = new Set()
    } else if (other.origin !== null) {
      effort.spend(list.length)
      const before = list[indexOfId(list, other.origin)]
      if (!before || !passed.has(before)) break
      if (!conflicting.has(before)) {
        left = index
        conflicting = new Set()
      }
    } else break
  }
  list.splice(left + 1, 0, value)
}

/** Index of the value that ends with this id: former values come merged, and are split where one is referred to. */
function splitAfter(list: Value[], id: Id): number {
  const index = indexOfId(list, id)
  const value = list[index]
  if (!value) throw malformed()
  const kept = id.clock - value.clock + 1
  if (kept < value.length) {
    list.splice(index + 1, 0, {
      client: value.client,
      clock: id.clock + 1,
      length: value.length - kept,
      origin: id,
      placed: value.placed,
    })
    value.length = kept
  }
  return index
}

function indexOfId(list: readonly Value[], id: Id): number {
  return list.findIndex(
    ({ client, clock, length }) => client === id.client && clock <= id.clock && id.clock < clock + length,
  )
}

function isSame(a: Id | null, b: Id | null): boolean {
  if (a === null || b === null) return a === b
  return a.client === b.client && a.clock === b.clock
}
