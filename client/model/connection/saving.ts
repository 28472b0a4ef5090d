import { SavingState } from '../contract/board-model.ts'

/** Everything the word "saved" depends on. */
export interface SavingFacts {
  /** The connection is open. */
  readonly isOpen: boolean
  /** On this connection, everything that the server has is here. */
  readonly hasReceived: boolean
  /** On this connection, the client has sent everything: it answered the server's request. A viewer has nothing to send. */
  readonly hasAnswered: boolean
  /** The document was complete once, on any connection. */
  readonly wasComplete: boolean
  /** A connection failed or ended since the board was opened. */
  readonly hasFailed: boolean
  /** Messages with edits sent on this connection, and how many of them are on the server's disk. */
  readonly sent: number
  readonly saved: number
  /** Some edits wait to be sent: a large change goes out in parts. */
  readonly isSending: boolean
  /** The server cannot write; true until it has acknowledged everything again. */
  readonly cannotWrite: boolean
  /** On this connection, the server's disk takes no changes now. */
  readonly isShut: boolean
  /** The board is damaged on the server's disk; true until the server has sent it again. */
  readonly isDamaged: boolean
  /** This browser keeps the edits too. */
  readonly isKept: boolean
  readonly end: 'revoked' | 'gone' | 'outdated' | null
}

export const joiningFacts: SavingFacts = {
  isOpen: false,
  hasReceived: false,
  hasAnswered: false,
  wasComplete: false,
  hasFailed: false,
  sent: 0,
  saved: 0,
  isSending: false,
  cannotWrite: false,
  isShut: false,
  isDamaged: false,
  isKept: true,
  end: null,
}

export function savingState(facts: SavingFacts): SavingState {
  if (facts.end === 'revoked') return SavingState.revoked
  if (facts.end === 'gone') return SavingState.gone
  if (facts.end === 'outdated') return facts.isKept ? SavingState.outdated : SavingState.outdatedUnkept
  if (facts.isDamaged) return facts.isKept ? SavingState.damaged : SavingState.unkept
  const isComplete = facts.isOpen && facts.hasReceived && facts.hasAnswered
  const isAllSaved = isComplete && !facts.isSending && facts.saved >= facts.sent
  // Shown before anybody writes in vain, and also to people who have nothing to save.
  if (facts.isShut || (facts.cannotWrite && !isAllSaved)) {
    return facts.isKept ? SavingState.readOnly : SavingState.unkept
  }
  if (isAllSaved) return SavingState.saved
  if (isComplete) return SavingState.saving
  if (!facts.hasFailed && !facts.wasComplete) return SavingState.joining
  return facts.isKept ? SavingState.offline : SavingState.unkept
}

export type SavingEvent =
  | { readonly kind: 'opened'; readonly mayWrite: boolean }
  | { readonly kind: 'received' }
  | { readonly kind: 'answered' }
  | { readonly kind: 'sent' }
  | { readonly kind: 'sending'; readonly isSending: boolean }
  | { readonly kind: 'saved'; readonly count: number }
  | { readonly kind: 'cannotWrite' }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'writable'; readonly isWritable: boolean }
  | { readonly kind: 'closed' }
  | { readonly kind: 'kept'; readonly isKept: boolean }
  | { readonly kind: 'ended'; readonly end: 'revoked' | 'gone' | 'outdated' }

export function afterEvent(facts: SavingFacts, event: SavingEvent): SavingFacts {
  switch (event.kind) {
    case 'opened': {
      const fresh = { hasReceived: false, hasAnswered: !event.mayWrite, sent: 0, saved: 0 }
      return { ...facts, ...fresh, isOpen: true, isShut: false }
    }
    case 'received':
      return complete({ ...facts, hasReceived: true, isDamaged: false })
    case 'answered':
      return complete({ ...facts, hasAnswered: true })
    case 'sent':
      return { ...facts, sent: facts.sent + 1 }
    case 'sending':
      return { ...facts, isSending: event.isSending }
    case 'saved': {
      const next = { ...facts, saved: event.count }
      return { ...next, cannotWrite: next.cannotWrite && savingState(next) !== SavingState.saved }
    }
    case 'writable':
      return { ...facts, isShut: !event.isWritable }
    case 'cannotWrite':
      return { ...facts, cannotWrite: true }
    case 'damaged':
      return { ...facts, isDamaged: true }
    case 'closed':
      return { ...facts, isOpen: false, isShut: false, hasFailed: true }
    case 'kept':
      return { ...facts, isKept: event.isKept }
    case 'ended':
      return { ...facts, isOpen: false, end: event.end }
  }
}

function complete(facts: SavingFacts): SavingFacts {
  return { ...facts, wasComplete: facts.wasComplete || (facts.hasReceived && facts.hasAnswered) }
}

/** Less safe states come first: everything is saved only when both board and desk are. */
const worstFirst = [
  SavingState.gone,
  SavingState.revoked,
  SavingState.outdatedUnkept,
  SavingState.unkept,
  SavingState.outdated,
  SavingState.damaged,
  SavingState.readOnly,
  SavingState.offline,
  SavingState.joining,
  SavingState.saving,
  SavingState.saved,
] as const

/** Joins the states of the board's document and, if there is one, of the desk's. */
export function savingOfBoth(board: SavingState, desk: SavingState | null): SavingState {
  if (desk === null) return board
  // The board is here already, so nobody waits for the desk.
  const ofDesk = desk === SavingState.joining ? SavingState.saving : desk
  return worstFirst.find((state) => state === board || state === ofDesk) ?? board
}

/** A dot shows at once, but nothing is saved before the server has answered. */
export function savingWithDots(state: SavingState, unanswered: number): SavingState {
  return unanswered > 0 && state === SavingState.saved ? SavingState.saving : state
}

/** Photos that this person has added and that are not notes yet. */
export interface UploadCount {
  readonly count: number
  /** True if all of them would still be here after the browser was closed. */
  readonly isKept: boolean
}

export const noUploads: UploadCount = { count: 0, isKept: true }

/** Nothing is saved before its photos are. */
export function savingWithUploads(state: SavingState, { count, isKept }: UploadCount): SavingState {
  if (count === 0) return state
  if (state === SavingState.saved) return SavingState.saving
  if (isKept) return state
  if (state === SavingState.outdated) return SavingState.outdatedUnkept
  const isKeptHere: readonly SavingState[] = [SavingState.offline, SavingState.readOnly, SavingState.damaged]
  return isKeptHere.includes(state) ? SavingState.unkept : state
}
