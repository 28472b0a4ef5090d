import type * as Y from 'yjs'
import type { KeyChange } from './changes.ts'
import { leftOf } from './list-order.ts'
import type { Id } from './parse-update.ts'
import { isDead, type PlacedStruct } from './placed-struct.ts'
import { malformed, type Effort } from './refused.ts'

/**
 * True when the key is in use now and the update ends that. Yjs keeps every value of a key in one list and
 * shows the last. A new value deletes the one before it without a delete in the update. Concurrent values
 * are ordered by client id. So a value that lost against another is dead and removes nothing. A dead value
 * at the end removes the key, although no delete names it. Only the final order of the list tells.
 */
export function isRemoval(change: KeyChange, effort: Effort): boolean {
  const { current, placed, isCurrentDeleted } = change
  if (!current || current.deleted) return false
  if (placed.length === 0) return isCurrentDeleted
  if (isOneChain(placed, current)) return isDeadLast(placed)
  if (!isCurrentDeleted && !placed.some((entry) => isDead(entry))) return false
  const last = lastAfter(current, placed, effort)
  return last ? isDead(last) : isCurrentDeleted
}

/** True when each value replaces the one before it: a connected person writes like this. */
function isOneChain(placed: readonly PlacedStruct[], current: Y.Item): boolean {
  return placed.every(({ before, base, struct }, index) => {
    const last = placed[index - 1]
    // Of two values in one struct, Yjs keeps the second last, also when a value follows the first.
    if (last) return before === last && struct.origin?.clock === last.struct.clock + last.struct.length - 1
    return before === null && base?.item === current && base.clock === current.id.clock + current.length - 1
  })
}

function isDeadLast(placed: readonly PlacedStruct[]): boolean {
  const last = placed.at(-1)
  return last !== undefined && isDead(last)
}

interface Value extends Id {
  length: number
  readonly origin: Id | null
  /** The values of a key have no right neighbours. */
  readonly rightOrigin: null
  readonly placed: PlacedStruct | null
  next: Value | null
}

/** The values of a key in their order, and by client for look-ups. `head` stands before the first. */
interface Values {
  readonly head: Value
  readonly byClient: Map<number, Value[]>
}

/** The key's last value after the update, in the order that Yjs gives values without right neighbours. */
function lastAfter(current: Y.Item, placed: readonly PlacedStruct[], effort: Effort): PlacedStruct | null {
  const values = valuesUpTo(current, effort)
  for (const entry of placed) {
    const { struct, clock } = entry
    const { client } = struct
    const origin = clock > struct.clock ? { client, clock: clock - 1 } : struct.origin
    const length = struct.clock + struct.length - clock
    insert(values, { client, clock, length, origin, rightOrigin: null, placed: entry, next: null }, effort)
  }
  let last = values.head
  for (; last.next; last = last.next) effort.spend(1)
  return last.placed
}

function valuesUpTo(current: Y.Item, effort: Effort): Values {
  const head: Value = {
    client: -1,
    clock: -1,
    length: 0,
    origin: null,
    rightOrigin: null,
    placed: null,
    next: null,
  }
  const byClient = new Map<number, Value[]>()
  let next: Value | null = null
  for (let item: Y.Item | null = current; item; item = item.left) {
    effort.spend(1)
    const { client, clock } = item.id
    next = { client, clock, length: item.length, origin: item.origin, rightOrigin: null, placed: null, next }
    const known = byClient.get(client)
    if (known) known.push(next)
    else byClient.set(client, [next])
  }
  head.next = next
  for (const known of byClient.values()) known.sort((a, b) => a.clock - b.clock)
  return { head, byClient }
}

function insert(values: Values, value: Value, effort: Effort): void {
  const origin = value.origin ? splitAfter(values, value.origin) : values.head
  const find = (id: Id): Value | undefined => findValue(values, id)
  const left = leftOf(origin, origin.next, null, value, find, effort) ?? origin
  value.next = left.next
  left.next = value
  const known = values.byClient.get(value.client)
  // This value is later than all others of its client, so the list stays sorted.
  if (known) known.push(value)
  else values.byClient.set(value.client, [value])
}

/** The value that ends with this id. Former values come merged; a reference into one splits it. */
function splitAfter(values: Values, id: Id): Value {
  const value = findValue(values, id)
  if (!value) throw malformed()
  const kept = id.clock - value.clock + 1
  if (kept < value.length) {
    const { client, placed } = value
    const rest = {
      client,
      clock: id.clock + 1,
      length: value.length - kept,
      origin: id,
      rightOrigin: null,
      placed,
      next: value.next,
    }
    value.length = kept
    value.next = rest
    const known = values.byClient.get(client) ?? []
    known.splice(known.indexOf(value) + 1, 0, rest)
  }
  return value
}

function findValue({ byClient }: Values, { client, clock }: Id): Value | undefined {
  const known = byClient.get(client) ?? []
  let low = 0
  let high = known.length - 1
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    if ((known[middle]?.clock ?? 0) <= clock) low = middle
    else high = middle - 1
  }
  const found = known[low]
  return found && clock >= found.clock && clock < found.clock + found.length ? found : undefined
}
