import * as Y from 'yjs'
import { createGuard, type Verdict } from '#server/guard/guard.ts'
import { addCluster } from '#shared/board/change-cluster.ts'
import { textRoot, writeMeta } from '#shared/board/document.ts'
import { addNote } from '#shared/board/note.ts'
import { writeRound } from '#shared/board/round.ts'
import type { Round } from '#shared/workshop/round.ts'
import { forgeUpdate, type ForgedStruct } from '#tests/support/forge-update.ts'

export const victimClient = 100
export const attackerClient = 200
export const unusedClient = 201
export const pia = { role: 'participant', participant: 'pia' } as const
export const fay = { role: 'facilitator', participant: 'fay' } as const
export const eve = { role: 'viewer', participant: 'eve' } as const

/** A board with a note "hello" of the victim, one of the attacker, a cluster, meta and a round of the server. */
export function newGuardedBoard() {
  const doc = new Y.Doc()
  doc.clientID = 1
  writeMeta(doc, { schema: 1, title: 'Ours', language: 'en' })
  writeRound(doc, { id: 'round1', number: 1, title: '' } as Round)
  const write = (client: number, change: (doc: Y.Doc) => void): void => {
    const copy = new Y.Doc()
    copy.clientID = client
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
    change(copy)
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(copy, Y.encodeStateVector(doc)))
  }
  write(victimClient, (copy) => {
    addNote(copy, { id: 'theirs', x: 0, y: 0, author: 'vic', created: 1, text: 'hello' })
    addCluster(copy, ['theirs'], { id: 'group', title: 'Ours' })
  })
  write(attackerClient, (copy) =>
    addNote(copy, { id: 'mine', x: 0, y: 0, author: 'pia', created: 1, text: 'a' }),
  )
  const owners = new Map([
    [victimClient, 'vic'],
    [attackerClient, 'pia'],
  ])
  const guard = createGuard()
  const next = Y.decodeStateVector(Y.encodeStateVector(doc)).get(attackerClient) ?? 0
  const victimNext = Y.decodeStateVector(Y.encodeStateVector(doc)).get(victimClient) ?? 0
  const check = (update: Uint8Array, by: Parameters<typeof guard.check>[2] = pia): Verdict =>
    guard.check(doc, update, by, owners)
  /** The update that these commands would send, from a copy of the board. */
  const updateOf = (change: (doc: Y.Doc) => void, client = attackerClient): Uint8Array => {
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
    copy.clientID = client
    change(copy)
    return Y.encodeStateAsUpdate(copy, Y.encodeStateVector(doc))
  }
  const text = (id: string): [number, number] => {
    const item = textRoot(doc)._map.get(id)
    if (!item) throw new Error(`no text ${id}`)
    return [item.id.client, item.id.clock]
  }
  return { doc, owners, guard, check, updateOf, next, victimNext, text }
}

export function codeOf(verdict: Verdict): string {
  return verdict.ok ? (verdict.isEmpty ? 'empty' : 'ok') : verdict.code
}

export function updateOfOne(struct: ForgedStruct, client: number, clock: number): Uint8Array {
  return forgeUpdate([{ client, clock, structs: [struct] }])
}
