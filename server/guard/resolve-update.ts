import * as Y from 'yjs'
import { nextClockOf, structAt } from '#shared/board/yjs-internals.ts'
import { newOrders, type Orders } from './order.ts'
import { Content, type ClientStructs, type Id, type ParsedUpdate, type Struct } from './parse-update.ts'
import { isPlaced, placedAt, type Neighbour, type PlacedStruct } from './placed-struct.ts'
import { malformed, tooLarge, unknownPlace, type Effort } from './refused.ts'
import {
  checkContent,
  isRootName,
  pathInRoot,
  pathInType,
  pathOfItem,
  type Roots,
  type SchemaPath,
} from './schema-path.ts'

export interface ResolvedUpdate {
  /** Clients with new structs. */
  readonly clients: readonly number[]
  /** Each struct after those that it refers to. */
  readonly placed: readonly PlacedStruct[]
  readonly placedOf: (client: number) => readonly PlacedStruct[]
}

const nothingYet = { deleted: 0, followers: 0 } as const

/** Enough for a hundred reloads offline, each with its own client id. */
const newClientsLimit = 256

interface Section {
  readonly structs: readonly Struct[]
  readonly placed: PlacedStruct[]
  next: number
  /** First clock without a place yet. */
  end: number
  isBusy: boolean
}

/** Finds the place of every new struct, in the order that Yjs integrates them, or refuses. */
export function resolveUpdate(
  doc: Y.Doc,
  roots: Roots,
  update: ParsedUpdate,
  effort: Effort,
): ResolvedUpdate {
  return new Resolver(doc, roots, effort).resolve(update)
}

class Resolver {
  readonly #doc: Y.Doc
  readonly #roots: Roots
  readonly #orders: Orders
  readonly #sections = new Map<number, Section>()
  readonly #placed: PlacedStruct[] = []

  constructor(doc: Y.Doc, roots: Roots, effort: Effort) {
    this.#doc = doc
    this.#roots = roots
    this.#orders = newOrders(doc, effort)
  }

  resolve({ clients }: ParsedUpdate): ResolvedUpdate {
    for (const client of clients) {
      const state = nextClockOf(this.#doc, client.client)
      if (client.start > state) throw malformed()
      const next = firstNew(client, state)
      for (let index = 0; index < next; index += 1) checkKnown(this.#doc, client.structs[index])
      if (client.end <= state) continue
      this.#sections.set(client.client, {
        structs: client.structs,
        placed: [],
        next,
        end: state,
        isBusy: false,
      })
    }
    if (this.#sections.size > newClientsLimit) throw tooLarge()
    for (const section of this.#sections.values()) this.#advance(section, Infinity)
    return {
      clients: [...this.#sections.keys()],
      placed: this.#placed,
      placedOf: (client) => this.#sections.get(client)?.placed ?? [],
    }
  }

  /** Places a client's structs up to a clock, after the structs of other clients that they need. */
  #advance(section: Section, clock: number): void {
    if (section.isBusy) throw malformed()
    section.isBusy = true
    while (section.end <= clock) {
      const struct = section.structs[section.next]
      if (!struct) break
      const entry = this.#place(struct, section.end)
      section.next += 1
      section.end = struct.clock + struct.length
      section.placed.push(entry)
      this.#placed.push(entry)
    }
    section.isBusy = false
  }

  #find(id: Id, by: Id): Neighbour {
    const stored = structAt(this.#doc, id)
    if (stored) return stored
    const section = this.#sections.get(id.client)
    if (!section) throw malformed()
    if (id.clock >= section.end) {
      // Yjs does not wait for a later struct of the same client. It would throw half-way through the update.
      if (id.client === by.client) throw malformed()
      this.#advance(section, id.clock)
    }
    const found = placedAt(section.placed, id.clock)
    if (!found) throw malformed()
    return found
  }

  #place(struct: Struct, clock: number): PlacedStruct {
    const lost = {
      struct,
      clock,
      path: null,
      before: null,
      base: null,
      baseId: null,
      ...nothingYet,
    }
    if (struct.content === Content.gc) return lost
    const declared = struct.origin ? this.#find(struct.origin, struct) : null
    const right = struct.rightOrigin ? this.#find(struct.rightOrigin, struct) : null
    const path = this.#pathOf(struct, declared, right)
    if (path === null) return lost
    if (path.slot.root === null || (path.sub !== null && right !== null)) throw unknownPlace()
    checkContent(path, struct)
    const isContinued = clock > struct.clock
    const leftId = isContinued ? { client: struct.client, clock: clock - 1 } : struct.origin
    const left = isContinued ? this.#continued(struct, clock, path) : declared
    const gap = { path, left, leftId, right, rightId: struct.rightOrigin }
    const length = struct.clock + struct.length - clock
    this.#orders.check(gap, {
      client: struct.client,
      clock,
      length,
      origin: leftId,
      rightOrigin: struct.rightOrigin,
    })
    const before = left !== null && isPlaced(left) ? left : null
    if (before) before.followers += 1
    const base =
      left instanceof Y.Item && leftId ? { item: left, clock: leftId.clock } : (before?.base ?? null)
    const baseId = before ? before.baseId : leftId
    return { struct, clock, path, before, base, baseId, ...nothingYet }
  }

  /** The document has the beginning of this struct. The rest must continue the same list. */
  #continued(struct: Struct, clock: number, path: SchemaPath): Y.Item {
    const previous = structAt(this.#doc, { client: struct.client, clock: clock - 1 })
    if (!(previous instanceof Y.Item)) throw malformed()
    if (previous.parent !== path.parent || previous.parentSub !== path.sub) throw malformed()
    return previous
  }

  /** Decides the parent as `Item.getMissing` of Yjs does. */
  #pathOf(struct: Struct, left: Neighbour | null, right: Neighbour | null): SchemaPath | null {
    if (typeof struct.parent === 'string') return pathInRoot(this.#roots, struct.parent, struct.sub)
    if (struct.parent !== null) return this.#pathInParent(this.#find(struct.parent, struct), struct.sub)
    if (isGarbage(left) || isGarbage(right)) return null
    const neighbour = left ?? right
    if (neighbour === null) throw malformed()
    const path = this.#listOf(neighbour)
    if (left !== null && right !== null) {
      const other = this.#listOf(right)
      if (!path || !other || path.parent !== other.parent || path.sub !== other.sub) throw malformed()
    }
    return path
  }

  #listOf(neighbour: Neighbour): SchemaPath | null {
    if (isPlaced(neighbour)) return neighbour.path
    return neighbour instanceof Y.Item ? pathOfItem(this.#roots, neighbour) : null
  }

  #pathInParent(parent: Neighbour, sub: string | null): SchemaPath | null {
    if (isPlaced(parent)) {
      if (parent.path === null || parent.struct.content === Content.deleted) return null
      if (parent.struct.content !== Content.type) throw malformed()
      return pathInType(parent.path, parent.struct, sub)
    }
    if (!(parent instanceof Y.Item) || parent.content instanceof Y.ContentDeleted) return null
    if (!(parent.content instanceof Y.ContentType)) throw malformed()
    return pathInType(pathOfItem(this.#roots, parent), parent.content.type, sub)
  }
}

function isGarbage(neighbour: Neighbour | null): boolean {
  if (neighbour === null) return false
  return isPlaced(neighbour) ? neighbour.path === null : !(neighbour instanceof Y.Item)
}

function firstNew(client: ClientStructs, state: number): number {
  if (client.end <= state) return client.structs.length
  let index = 0
  for (const struct of client.structs) {
    if (struct.clock + struct.length > state) break
    index += 1
  }
  return index
}

/** Yjs also looks up the neighbours of known structs, and throws when one is missing. */
function checkKnown(doc: Y.Doc, struct: Struct | undefined): void {
  if (!struct) return
  for (const id of [struct.origin, struct.rightOrigin]) {
    if (id && !structAt(doc, id)) throw malformed()
  }
  if (typeof struct.parent === 'string') {
    // Yjs creates a root as soon as it reads the root's name.
    if (!isRootName(struct.parent)) throw malformed()
  } else if (struct.parent !== null && !structAt(doc, struct.parent)) throw malformed()
}
