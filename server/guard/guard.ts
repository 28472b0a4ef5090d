import type * as Y from 'yjs'
import type { ErrorCode } from '#shared/wire/error.ts'
import { boardStateOf } from '#shared/board/state.ts'
import { may } from '#shared/activities/policy.ts'
import { mayWrite, Operation } from '#shared/workshop/policy.ts'
import type { ClientOwner } from '../contracts/documents.ts'
import { authorsOf, type DeletedNoteAuthors } from './authors.ts'
import { changesOf } from './changes.ts'
import { checkPhotos } from './check-photos.ts'
import { checkDesk } from './draft-rights.ts'
import { parseUpdate } from './parse-update.ts'
import { Refused } from './refused.ts'
import { resolveUpdate, type ResolvedUpdate } from './resolve-update.ts'
import { checkRights } from './rights.ts'
import { rootsOf, type Roots } from './schema-path.ts'
import { newEffort, stateOf } from './store-view.ts'
import { rightTargetsOf } from './right-targets.ts'
import type { Writer } from './writer.ts'

/** Decides what an update may do to a document by reading its bytes, before Yjs sees them. */
export interface Guard {
  /**
   * Checks a Yjs update (version 1; an incremental one or a whole sync step 2) against the document it is meant for,
   * in its present state: what earlier updates of the same tick did must be applied to it already. Size and rate
   * are the caller's. Changes nothing. After `ok`, the caller adds `newOwners` to `owners`, applies the update
   * unless `isEmpty`, and stores both; an empty update must not be applied: Yjs could still split structs for it.
   */
  readonly check: (doc: Y.Doc, update: Uint8Array, by: Writer, owners: ReadonlyMap<number, string>) => Verdict
}

export type Verdict =
  | {
      readonly ok: true
      /** The document has everything that the update says. */
      readonly isEmpty: boolean
      /** Client ids that this participant writes with for the first time. */
      readonly newOwners: readonly ClientOwner[]
      /** Authors to be remembered, by note: see Authors.authorsToKeep. */
      readonly authorsToKeep?: ReadonlyMap<string, string>
    }
  | { readonly ok: false; readonly code: ErrorCode; readonly message: string }

/** What is known of a document as long as it is in memory. */
interface Memory {
  readonly roots: Roots
  readonly deletedNoteAuthors: DeletedNoteAuthors
}

/** What a document is decides its roots and the rights on it: shared by a board's people, or one person's own. */
export type GuardedDocument = 'board' | 'desk'

/** May this participant put the picture on a note of this document? */
export type MayUsePhoto = (doc: Y.Doc, participant: string, photo: string) => boolean

export function createGuard(
  guarded: GuardedDocument = 'board',
  mayUsePhoto: MayUsePhoto = () => true,
): Guard {
  const memories = new WeakMap<Y.Doc, Memory>()

  function memoryOf(doc: Y.Doc): Memory {
    let memory = memories.get(doc)
    if (!memory)
      memories.set(doc, (memory = { roots: rootsOf(doc, guarded === 'desk'), deletedNoteAuthors: new Map() }))
    return memory
  }

  function check(doc: Y.Doc, update: Uint8Array, by: Writer, owners: ReadonlyMap<number, string>): Verdict {
    try {
      const { roots, deletedNoteAuthors } = memoryOf(doc)
      const parsed = parseUpdate(update)
      const effort = newEffort()
      const resolved = resolveUpdate(doc, roots, parsed, effort)
      const changes = changesOf(doc, roots, parsed, resolved, effort)
      if (changes.isEmpty) return { ok: true, isEmpty: true, newOwners: [] }
      if (guarded === 'desk' ? !may(by.role, Operation.keepDesk) : !mayWrite(by.role)) {
        throw new Refused('read_only', 'This link is for reading only, so nothing was changed.')
      }
      const newOwners = newOwnersOf(doc, resolved, by, owners)
      checkPhotos(changes, (photo) => mayUsePhoto(doc, by.participant, photo))
      if (guarded === 'desk') {
        checkDesk(changes, by, roots, effort)
        return { ok: true, isEmpty: false, newOwners }
      }
      const authors = authorsOf(roots.notes, owners, deletedNoteAuthors, effort)
      checkRights(changes, rightTargetsOf(by, boardStateOf(doc), roots, authors), effort)
      const { authorsToKeep } = authors
      return {
        ok: true,
        isEmpty: false,
        newOwners,
        ...(authorsToKeep.size > 0 && { authorsToKeep }),
      }
    } catch (error) {
      // A value from here on: hostile and stale updates are part of the day.
      if (error instanceof Refused) return { ok: false, code: error.code, message: error.message }
      throw error
    }
  }

  return { check }
}

/**
 * 0 comes before every other in the order of what is written at once, and the server writes new boards under 1. Yjs draws 32
 * bits at random.
 */
const minClient = 2

/** Refuses structs under another person's client id; an id that the document knows without an owner is the server's. */
function newOwnersOf(
  doc: Y.Doc,
  resolved: ResolvedUpdate,
  by: Writer,
  owners: ReadonlyMap<number, string>,
): readonly ClientOwner[] {
  const newOwners: ClientOwner[] = []
  for (const client of resolved.clients) {
    const owner = owners.get(client)
    if (owner === by.participant) continue
    const isKept = client < minClient || client === doc.clientID
    if (owner !== undefined || isKept || stateOf(doc, client) > 0) {
      throw new Refused(
        'foreign_author',
        'This change carries the mark of somebody else, so it was not applied.',
      )
    }
    newOwners.push({ client, participant: by.participant })
  }
  return newOwners
}
