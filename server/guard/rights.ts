import { clusterTitleLimit } from '#shared/board/cluster.ts'
import { noteTextLimit } from '#shared/board/note.ts'
import { isWritingPrivate, may, Operation, type BoardState } from '#shared/workshop/policy.ts'
import { mayBeAuthor, type Authors } from './authors.ts'
import type { Changes, KeyChange } from './changes.ts'
import { isRemoval } from './key-outcome.ts'
import { Content } from './parse-update.ts'
import { Refused } from './refused.ts'
import { Slot, type Roots } from './spot.ts'
import type { Effort } from './store-view.ts'
import { isFacts } from './values.ts'
import type { Writer } from './writer.ts'

/** People who write at once each see only their own limit; four full texts are more than any merge makes. */
const mergeFactor = 4

/** Asks the policy table about everything the update would do; refuses the first thing that it does not allow. */
export function checkRights(
  changes: Changes,
  by: Writer,
  state: BoardState,
  roots: Roots,
  authors: Authors,
  effort: Effort,
): void {
  for (const key of changes.keys) {
    if (key.spot.slot === Slot.facts) checkFacts(key, by, authors)
    if (!isRemoval(key, effort)) {
      ask(by, writingOperation(key), state)
      continue
    }
    if (!isRemnant(key, roots)) checkRemoval(key, by, state, authors)
    if (key.spot.slot === Slot.facts) authors.depart(key.spot.id)
  }
  if (changes.isWritingWords) ask(by, Operation.writeNote, state)
  if (changes.isChangingCluster) ask(by, Operation.changeCluster, state)
  checkLengths(changes)
}

export function checkLengths(changes: Changes): void {
  for (const [spot, length] of changes.lengths) {
    const limit = spot.slot === Slot.words ? noteTextLimit : clusterTitleLimit
    if (length > limit * mergeFactor) {
      throw new Refused(
        'too_large',
        'This text is longer than a note or title can be, so it was not changed.',
      )
    }
  }
}

function ask({ role }: Writer, operation: Operation, state: BoardState): void {
  if (isWritingPrivate(role, operation, state)) {
    throw new Refused(
      'writing_private',
      'Everybody writes in private at the moment, so this note was not put on the board; write it as a draft.',
    )
  }
  if (!may(role, operation, state)) {
    throw new Refused('forbidden', 'Your link does not allow this change, so it was not applied.')
  }
}

/** Whoever marks a note leaves its author alone; a new note is signed by who writes it, or by nobody. */
function checkFacts(key: KeyChange, by: Writer, authors: Authors): void {
  for (const { struct } of key.placed) {
    if (struct.content !== Content.any) continue
    for (const facts of struct.value as readonly unknown[]) {
      if (!isFacts(facts)) continue
      if (!mayBeAuthor(facts.author, authors.of(key.spot.id), by.participant)) {
        throw new Refused(
          'foreign_author',
          'A note can only be signed by the person who writes it, so it was not added.',
        )
      }
      authors.write(key.spot.id, facts.author)
    }
  }
}

/**
 * Part of a note that is already gone: somebody moved or marked it while it was being deleted. Nobody sees it, and
 * undoing that move takes it away again.
 */
function isRemnant({ spot }: KeyChange, { notes, place, text }: Roots): boolean {
  if (spot.slot === Slot.cluster) return false
  return [notes, place, text].some((root) => root._map.get(spot.id)?.deleted !== false)
}

function checkRemoval(key: KeyChange, by: Writer, state: BoardState, authors: Authors): void {
  if (key.spot.slot === Slot.cluster) return ask(by, Operation.removeCluster, state)
  const isOwn = authors.isMadeBy(key.spot.id, by.participant)
  if (may(by.role, isOwn ? Operation.removeOwnNote : Operation.removeAnyNote, state)) return
  throw new Refused(
    'not_your_note',
    'Only its author or a facilitator can delete this note, so it was not deleted.',
  )
}

function writingOperation({ spot, current }: KeyChange): Operation {
  const isInUse = current !== undefined && !current.deleted
  if (spot.slot === Slot.cluster) return isInUse ? Operation.changeCluster : Operation.addCluster
  if (!isInUse) return current ? Operation.restoreNote : Operation.addNote
  if (spot.slot === Slot.place) return Operation.placeNote
  return spot.slot === Slot.facts ? Operation.markNote : Operation.writeNote
}
