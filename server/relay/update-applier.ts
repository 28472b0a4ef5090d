import * as Y from 'yjs'
import { keepDecidedWords } from '#shared/board/decided-words.ts'
import { writeDeletedNoteAuthors } from '#shared/board/signatures.ts'
import { markLateNotes } from '#shared/board/note.ts'
import type { Refusal } from '#shared/wire/command.ts'
import { refusals } from '#shared/workshop/refusals.ts'
import { Role } from '#shared/workshop/role.ts'
import type { ClientOwner } from '../contracts/boards.ts'
import { onlyDeletes, type DocumentSize } from '../documents/document-size.ts'
import type { LoadedDocument } from '../documents/load-document.ts'
import { settleSignature, signedWordsOf } from '../documents/signed-words.ts'
import type { Guard, Verdict } from '../guard/guard.ts'
import type { IdBudgets } from './id-budgets.ts'
import type { Member } from './member.ts'

export interface UpdateApplierDeps {
  readonly board: string
  readonly loaded: LoadedDocument
  readonly guard: Guard
  readonly ids: IdBudgets
  /** The guard threw, which it should not. The update is refused. */
  readonly guardFailed: (cause: unknown) => void
}

/** Result of one update. A dropped member loses all its waiting updates; its client sends them again. */
export type Applied =
  | { readonly kind: 'applied'; readonly newOwners: readonly ClientOwner[] }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'dropped'; readonly reason: DropReason }

/**
 * - overworked: this person's updates took more work than one person may cause.
 * - crowdedOut: the server has no memory for more of this document.
 * - outnumbered: the board takes no more new client ids for now.
 */
export type DropReason = 'overworked' | 'crowdedOut' | 'outnumbered'

/**
 * Checks updates against guard and limits, one by one, and applies the good ones. Call inside one
 * transaction.
 */
export class UpdateApplier {
  readonly #deps: UpdateApplierDeps
  readonly #doc: Y.Doc
  readonly #owners: Map<number, string>
  readonly #size: DocumentSize

  constructor(deps: UpdateApplierDeps) {
    this.#deps = deps
    this.#doc = deps.loaded.doc
    this.#owners = deps.loaded.owners
    this.#size = deps.loaded.size
  }

  /** Charges the work to the sender. */
  apply(from: Member, update: Uint8Array): Applied {
    const { work } = from.budgets
    const startedAt = performance.now()
    if (work.level(startedAt) <= 0) return { kind: 'dropped', reason: 'overworked' }
    try {
      return this.#apply(from, update)
    } finally {
      const at = performance.now()
      work.charge(at - startedAt, at)
    }
  }

  #apply(from: Member, update: Uint8Array): Applied {
    const verdict = this.#withinSize(from, update, this.#verdictOn(from, update))
    if (!verdict.ok) {
      const { ok: _, ...refusal } = verdict
      return { kind: 'refused', refusal }
    }
    // Only updates that are applied may cost client ids, so memory comes first.
    if (!verdict.isEmpty && this.#isCrowdedOut(update)) return { kind: 'dropped', reason: 'crowdedOut' }
    switch (this.#takeIds(from, verdict.newOwners.length)) {
      case 'too many of this person':
        return { kind: 'refused', refusal: tooManyIds }
      case 'too many of the board':
        return { kind: 'dropped', reason: 'outnumbered' }
      case 'taken':
    }
    for (const { client, participant } of verdict.newOwners) this.#owners.set(client, participant)
    if (!verdict.isEmpty) {
      this.#size.foresee(update)
      keepDecidedWords(this.#doc, verdict.reworded ?? [])
      const signed = (verdict.signedNotes ?? []).map((id) => [id, signedWordsOf(this.#doc, id)] as const)
      Y.applyUpdate(this.#doc, update)
      for (const [id, before] of signed) settleSignature(this.#doc, id, before, from.session.participant.id)
    }
    if (verdict.lateNotes) markLateNotes(this.#doc, verdict.lateNotes)
    if (verdict.authorsToKeep) writeDeletedNoteAuthors(this.#doc, verdict.authorsToKeep)
    return { kind: 'applied', newOwners: verdict.newOwners }
  }

  #verdictOn({ session }: Member, update: Uint8Array): Verdict {
    const by = { role: session.role, participant: session.participant.id }
    try {
      return this.#deps.guard.check(this.#doc, update, by, this.#owners)
    } catch (cause) {
      // The guard only reads, so the board is sound: refuse the update and go on.
      this.#deps.guardFailed(cause)
      return {
        ok: false,
        code: 'internal',
        message: 'This change could not be checked, so it was not applied.',
      }
    }
  }

  #withinSize({ session }: Member, update: Uint8Array, verdict: Verdict): Verdict {
    if (!verdict.ok || verdict.isEmpty) return verdict
    const at = performance.now()
    const { isOwn } = this.#size.bounds
    const mayRemove = isOwn ? onlyDeletes(update) : session.role === Role.facilitator
    const isBeyond = mayRemove ? this.#size.isOverfull(update, at) : this.#size.isFull(update, at)
    if (!isBeyond || this.#size.isFreeing(update)) return verdict
    const code = isOwn ? 'desk_full' : 'board_full'
    return { ok: false, code, message: refusals[code].message }
  }

  #isCrowdedOut(update: Uint8Array): boolean {
    return this.#size.isCrowdedOut(update, performance.now()) && !this.#size.isFreeing(update)
  }

  /** Takes new client ids of the person and of the board, or of neither. */
  #takeIds({ budgets, session }: Member, count: number): IdsTaken {
    if (count === 0) return 'taken'
    const at = performance.now()
    if (budgets.clientIds.level(at) < count) return 'too many of this person'
    const by = { participant: session.participant.id, isFacilitator: session.role === Role.facilitator }
    if (!this.#deps.ids.take(this.#deps.board, count, by, at)) return 'too many of the board'
    budgets.clientIds.charge(count, at)
    return 'taken'
  }
}

type IdsTaken = 'taken' | 'too many of this person' | 'too many of the board'

const tooManyIds: Refusal = {
  code: 'too_many_requests',
  message: 'Changes came under too many new names at once, so this one was not applied.',
}
