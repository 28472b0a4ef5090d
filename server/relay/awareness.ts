import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { isView } from '#shared/board/limits.ts'
import { isMark } from '#shared/wire/mark.ts'
import { presenceLimit, type Caret, type PresenceState } from '#shared/wire/presence.ts'
import { Role } from '#shared/workshop/role.ts'
import type { Session } from '../contracts/live-board.ts'

/**
 * One client's entry of an awareness update (y-protocols). `json` is its state, or 'null' when it has left.
 */
export interface AwarenessEntry {
  readonly client: number
  readonly clock: number
  readonly json: string
}

export type OwnEntry =
  | { readonly kind: 'own'; readonly entry: AwarenessEntry }
  /** Only states of others: the stock client sends them back. */
  | { readonly kind: 'foreign' }
  | { readonly kind: 'large' }
  | { readonly kind: 'malformed' }

/** Largest client id and clock. Larger numbers could grow until no client can read them. */
const max = 0xffff_ffff

/**
 * Finds the one entry that a connection may send: `own`, or the first one that `isFree` while it has
 * none. Other entries are skipped without being decoded.
 */
export function readOwnEntry(
  update: Uint8Array,
  own: number | undefined,
  isFree: (client: number) => boolean,
): OwnEntry {
  try {
    const decoder = decoding.createDecoder(update)
    for (let left = decoding.readVarUint(decoder); left > 0; left -= 1) {
      const client = decoding.readVarUint(decoder)
      const clock = decoding.readVarUint(decoder)
      const bytes = decoding.readVarUint8Array(decoder)
      // lib0 follows a length beyond the update into its neighbours in memory.
      if (decoder.pos > update.byteLength) return { kind: 'malformed' }
      if (own === undefined ? !isFree(client) : client !== own) continue
      if (client > max || clock > max) return { kind: 'malformed' }
      if (bytes.byteLength > presenceLimit) return { kind: 'large' }
      return { kind: 'own', entry: { client, clock, json: new TextDecoder().decode(bytes) } }
    }
  } catch {
    // Truncated bytes cannot be used, and presence is no reason to close a connection.
    return { kind: 'malformed' }
  }
  return { kind: 'foreign' }
}

export function encodeEntries(entries: readonly AwarenessEntry[]): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, entries.length)
  for (const { client, clock, json } of entries) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarString(encoder, json)
  }
  return encoding.toUint8Array(encoder)
}

/**
 * The state that others get: the fields of the client in the form our client relies on, and the identity
 * that the server knows. Undefined when the client sent no state.
 */
export function rewriteState(json: string, session: Session, index: number): string | undefined {
  const sent = parseObject(json)
  if (!sent) return undefined
  // A page of ours sends no role. A reader would take one for the server's word.
  const { ['__proto__']: _, role: __, ...fields } = sent
  const state: PresenceState = {
    ...fields,
    participant: session.participant.id,
    index,
    name: session.participant.name,
    colour: session.participant.colour,
    leads: session.role === Role.facilitator || undefined,
    takesPart: (session.role === Role.facilitator && session.participant.takesPart) || undefined,
    selection: isIds(sent['selection']) ? sent['selection'] : [],
    editing: typeof sent['editing'] === 'string' ? sent['editing'] : null,
    caret: isCaret(sent['caret']) ? sent['caret'] : undefined,
    view: isView(sent['view']) ? sent['view'] : null,
    mark: isMark(sent['mark']) ? sent['mark'] : undefined,
    shows: sent['shows'] === true || undefined,
  }
  return JSON.stringify(state)
}

/** Its client says that it shows its place on purpose. */
export function isOnPurpose({ json }: AwarenessEntry): boolean {
  return parseObject(json)?.['shows'] === true
}

/** The same entry without a word of what its client sent. What is not a state stays as it is. */
export function withoutPlace(entry: AwarenessEntry): AwarenessEntry {
  return parseObject(entry.json) ? { ...entry, json: '{}' } : entry
}

function parseObject(json: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    // Text that is not JSON is no state.
    return undefined
  }
}

function isCaret(value: unknown): value is Caret {
  if (typeof value !== 'object' || value === null) return false
  const { statement, anchor, head } = value as Record<string, unknown>
  return typeof statement === 'string' && typeof anchor === 'string' && typeof head === 'string'
}

function isIds(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length <= 50 && value.every((id) => typeof id === 'string')
}
