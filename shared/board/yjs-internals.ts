import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'

/**
 * The parts of Yjs that its documentation does not describe: structs, deletion sets, the order of structs and the bytes
 * of an update. Only this file names them. The guard reads updates with its own, stricter reader.
 */

/** A stretch of a document: letters or a value that one client wrote, or what a deletion left of it. */
export type StoredStruct = Y.Item | Y.GC

/** A struct as an update has it. */
export type UpdateStruct = ReturnType<typeof Y.decodeUpdate>['structs'][number]

/** Ranges of clocks by client: what a transaction inserted or deleted. */
export type ClockRanges = Parameters<typeof Y.iterateDeletedStructs>[1]

/** A shared type of a document: a map or a text. */
export interface SharedType {
  readonly _item: Y.Item | null
  readonly _map: ReadonlyMap<string, Y.Item>
  readonly _start: Y.Item | null
  readonly _length: number
}

/** The structs of one client, by clock. */
export function structsOf({ store }: Y.Doc, client: number): readonly StoredStruct[] {
  return store.clients.get(client) ?? []
}

/** All clients that have written in the document. */
export function clientsOf({ store }: Y.Doc): readonly number[] {
  return [...store.clients.keys()]
}

export function clientCountOf({ store }: Y.Doc): number {
  return store.clients.size
}

/** The first clock of a client that the document does not have. */
export function nextClockOf(doc: Y.Doc, client: number): number {
  const last = structsOf(doc, client).at(-1)
  return last ? last.id.clock + last.length : 0
}

/** The index of the struct that contains a clock. The document must have the clock. */
export function indexOfClock(structs: readonly Pick<UpdateStruct, 'id'>[], clock: number): number {
  let low = 0
  let high = structs.length - 1
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    if ((structs[middle]?.id.clock ?? 0) <= clock) low = middle
    else high = middle - 1
  }
  return low
}

/** The struct that contains an id. Undefined when the document does not have it. */
export function structAt(
  doc: Y.Doc,
  { client, clock }: { readonly client: number; readonly clock: number },
): StoredStruct | undefined {
  const structs = structsOf(doc, client)
  const last = structs.at(-1)
  if (!last || clock >= last.id.clock + last.length) return undefined
  return clock >= last.id.clock ? last : structs[indexOfClock(structs, clock)]
}

/** False while some update waits for one that the document does not have. */
export function isComplete({ store }: Y.Doc): boolean {
  return store.pendingStructs === null && store.pendingDs === null
}

/** Drops the updates that wait for a missing one. */
export function dropIncomplete({ store }: Y.Doc): void {
  store.pendingStructs = null
  store.pendingDs = null
}

/** False inside a transaction, and after an exception in one (yjs#799). */
export function isBetweenTransactions(doc: Y.Doc): boolean {
  return doc._transaction === null && doc._transactionCleanups.length === 0
}

/** The newest item under a key of a map, deleted or not. */
export function itemAt({ _map }: SharedType, key: string): Y.Item | undefined {
  return _map.get(key)
}

/** Number of keys that a map ever had. */
export function keyCountOf({ _map }: SharedType): number {
  return _map.size
}

/** The first item of a text, deleted or not. */
export function firstItemOf({ _start }: SharedType): Y.Item | null {
  return _start
}

/** Number of letters of a text. */
export function lengthOf({ _length }: SharedType): number {
  return _length
}

/** The item that holds a type; null for a root. */
export function holderOf({ _item }: SharedType): Y.Item | null {
  return _item
}

/** The item that holds the type in which an item stands; null in a root. */
export function holderOfItem({ parent }: Y.Item): Y.Item | null {
  return parent instanceof Y.AbstractType ? parent._item : null
}

export function isSharedType(value: object): value is SharedType {
  return '_map' in value
}

/** The plain values of an item. */
export function valuesOf({ content }: Y.Item): readonly unknown[] {
  return content.getContent() as readonly unknown[]
}

/** Visits every item in the ranges. */
export function forEachItem(doc: Y.Doc, ranges: ClockRanges, visit: (item: Y.Item) => void): void {
  doc.transact((transaction) => {
    Y.iterateDeletedStructs(transaction, ranges, (struct) => {
      if (struct instanceof Y.Item) visit(struct)
    })
  })
}

/** All structs of a document by client. */
export function allStructsOf({ store }: Y.Doc): ReadonlyMap<number, readonly StoredStruct[]> {
  return store.clients
}

/** Structs of one client that are still to be written. Yjs may merge, split and replace a document's between two of them. */
export class Unwritten<Any extends UpdateStruct = StoredStruct> {
  readonly #structs: readonly Any[]
  readonly #end: number
  #index = 0
  #clock: number

  /** Those with clocks from `clock` on, and before `end`. The last one may reach beyond. */
  constructor(structs: readonly Any[], clock = 0, end = Infinity) {
    this.#structs = structs
    this.#clock = clock
    this.#end = end
  }

  /** The next struct, which may begin before the first clock that is still to be written. */
  get next(): Any | undefined {
    if (this.#clock >= this.#end) return undefined
    const struct = this.#structs[this.#index]
    if (struct && struct.id.clock <= this.#clock && this.#clock < endOf(struct)) return struct
    this.#index = indexOfClock(this.#structs, this.#clock)
    const found = this.#structs[this.#index]
    // Structs of an update may have a gap before them.
    if (found && endOf(found) <= this.#clock) this.#index += 1
    return this.#structs[this.#index]
  }

  /** True while the struct with this clock is still to be written. */
  has(clock: number): boolean {
    const { next } = this
    return next !== undefined && clock >= this.#clock && clock >= next.id.clock
  }

  /** Takes the next struct as written. Returns its clocks that were written before. */
  take(struct: Any): number {
    const offset = Math.max(0, this.#clock - struct.id.clock)
    this.#clock = endOf(struct)
    this.#index += 1
    return offset
  }
}

function endOf({ id, length }: UpdateStruct): number {
  return id.clock + length
}

/** An update's structs by client. */
export function unwrittenIn<Any extends UpdateStruct>(
  structs: readonly Any[],
): ReadonlyMap<number, Unwritten<Any>> {
  return new Map(
    [...Map.groupBy(structs, ({ id }) => id.client)].map(([client, all]) => [client, new Unwritten(all)]),
  )
}

/** A document's structs by client, as far as it has them now, without those that somebody knows. */
export function unwrittenOf(
  doc: Y.Doc,
  known: ReadonlyMap<number, number> = new Map(),
): ReadonlyMap<number, Unwritten> {
  const unwritten = new Map<number, Unwritten>()
  for (const [client, structs] of allStructsOf(doc)) {
    const from = known.get(client) ?? 0
    const end = nextClockOf(doc, client)
    if (from < end) unwritten.set(client, new Unwritten(structs, from, end))
  }
  return unwritten
}

/** A struct, and how many of its clocks were written before. */
export interface ToWrite<Any extends UpdateStruct = StoredStruct> {
  readonly struct: Any
  readonly offset: number
}

/**
 * The structs in an order in which each comes after those it builds on: the one it follows, the one it precedes, and
 * the one that holds its type. Those that are not in `queues` count as written. `firstClient` comes before all others.
 * A document may change after each of them.
 */
export function* inWritingOrder<Any extends UpdateStruct>(
  queues: ReadonlyMap<number, Unwritten<Any>>,
  firstClient?: number,
): Generator<ToWrite<Any>> {
  /** Each waits for the one after it. */
  const waiting: Unwritten<Any>[] = []
  const rank = (client: number) => (client === firstClient ? Infinity : client)
  // Yjs resolves conflicts fastest when the highest client comes first.
  for (const [, first] of [...queues].toSorted(([a], [b]) => (rank(a) < rank(b) ? 1 : -1))) {
    for (let queue = first; ; queue = waiting.pop() ?? first) {
      let { next } = queue
      if (!next) break
      for (let base = baseOf(next, queues); base?.next; base = baseOf(next, queues)) {
        waiting.push(queue)
        if (waiting.length > queues.size) throw new Error('an update builds on itself')
        queue = base
        next = base.next
      }
      yield { struct: next, offset: queue.take(next) }
    }
  }
}

/** The queue with a struct that must be written before this one. */
function baseOf<Any extends UpdateStruct>(
  struct: UpdateStruct,
  queues: ReadonlyMap<number, Unwritten<Any>>,
): Unwritten<Any> | undefined {
  if (!(struct instanceof Y.Item)) return undefined
  const { origin, rightOrigin } = struct
  // An update names the parent only where there is no neighbour to find it by.
  const holder = origin || rightOrigin ? null : parentIdOf(struct)
  for (const id of [origin, rightOrigin, holder]) {
    if (!id || id.client === struct.id.client) continue
    const queue = queues.get(id.client)
    if (queue?.has(id.clock)) return queue
  }
  return undefined
}

/** Items of a document have their parent as a type, those of an update as an id or the name of a root. */
function parentIdOf({ parent }: Y.Item): Y.ID | null {
  const named: unknown = parent
  if (named instanceof Y.ID) return named
  return named instanceof Y.AbstractType ? (named._item?.id ?? null) : null
}

/**
 * True when a struct says itself that it was deleted: its content is gone. A reader of the struct then needs no
 * deletion.
 */
export function saysItIsDeleted(struct: StoredStruct): boolean {
  return struct instanceof Y.GC || struct.content instanceof Y.ContentDeleted
}

/** The structs of one client. */
interface Block {
  readonly clock: number
  /** Where their bytes begin and end: those of several clients take turns. */
  readonly stretches: Stretch[]
  count: number
}

interface Stretch {
  readonly from: number
  to: number
}

interface Range {
  readonly clock: number
  length: number
}

/** Two numbers of at most 8 bytes each. */
const rangeBytes = 16

/**
 * Writes an update of version 1: structs by client, larger ids first, then the deletions in the same order. All share one
 * encoder: hundreds of small ones for each part of an update took longer than the writing.
 */
export class UpdateWriter {
  readonly #encoder = new Y.UpdateEncoderV1()
  readonly #blocks = new Map<number, Block>()
  readonly #deletions = new Map<number, Range[]>()
  #written = 0
  #structs = 0
  #ranges = 0

  /** Bytes of the structs so far, and at most those of the deletions. */
  get bytes(): number {
    return this.#written + this.#ranges * rangeBytes
  }

  get structCount(): number {
    return this.#structs
  }

  /** Adds a struct without its first `offset` clocks. Those of one client must come by clock, without gaps. */
  add(struct: UpdateStruct, offset = 0): void {
    struct.write(this.#encoder, offset)
    const { client, clock } = struct.id
    const from = this.#written
    const to = encoding.length(this.#encoder.restEncoder)
    const block = this.#blocks.get(client) ?? { clock: clock + offset, stretches: [], count: 0 }
    this.#blocks.set(client, block)
    const last = block.stretches.at(-1)
    if (last?.to === from) last.to = to
    else block.stretches.push({ from, to })
    block.count += 1
    this.#written = to
    this.#structs += 1
  }

  /** Adds a deletion. Those of one client must come by clock. */
  addDeletion(client: number, clock: number, length: number): void {
    const ranges = this.#deletions.get(client) ?? []
    this.#deletions.set(client, ranges)
    const last = ranges.at(-1)
    if (last && last.clock + last.length === clock) {
      last.length += length
      return
    }
    ranges.push({ clock, length })
    this.#ranges += 1
  }

  toUint8Array(): Uint8Array {
    const structs = this.#encoder.toUint8Array()
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, this.#blocks.size)
    for (const [client, { count, clock, stretches }] of largestFirst(this.#blocks)) {
      encoding.writeVarUint(encoder, count)
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, clock)
      for (const { from, to } of stretches) encoding.writeUint8Array(encoder, structs.subarray(from, to))
    }
    encoding.writeVarUint(encoder, this.#deletions.size)
    for (const [client, ranges] of largestFirst(this.#deletions)) {
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, ranges.length)
      for (const { clock, length } of ranges) {
        encoding.writeVarUint(encoder, clock)
        encoding.writeVarUint(encoder, length)
      }
    }
    return encoding.toUint8Array(encoder)
  }
}

function largestFirst<Value>(byClientId: ReadonlyMap<number, Value>): readonly (readonly [number, Value])[] {
  return [...byClientId].toSorted(([a], [b]) => b - a)
}

/** Makes letters that another client has written for a person the newest step of that person's undo. */
export function addToUndo(
  undo: Y.UndoManager,
  { client, clock, length }: { readonly client: number; readonly clock: number; readonly length: number },
): UndoStep {
  const insertions = Y.createDeleteSet()
  insertions.clients.set(client, [{ clock, len: length }])
  const step: UndoStep = { insertions, deletions: Y.createDeleteSet(), meta: new Map() }
  // What is typed next is a step of its own, and nothing is left to redo.
  undo.stopCapturing()
  undo.clear(false, true)
  undo.undoStack.push(step)
  undo.emit('stack-item-added', [
    { stackItem: step, origin: null, type: 'undo', changedParentTypes: new Map() },
    undo,
  ])
  return step
}

export type UndoStep = Y.UndoManager['undoStack'][number]

/** Undoes this step, also when it is not the newest one. Nothing when it was undone before. */
export function undoStep(undo: Y.UndoManager, step: UndoStep): void {
  const at = undo.undoStack.indexOf(step)
  if (at < 0) return
  undo.undoStack.splice(at, 1)
  undo.undoStack.push(step)
  undo.undo()
}
