import { clusterTitleLimit } from '#shared/board/cluster.ts'
import { noteTextLimit } from '#shared/board/note.ts'
import { mergeFactor } from '#shared/board/text.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { may } from '#shared/activities/policy.ts'
import { mayBeAuthor, type Authors } from './authors.ts'
import type { Changes, KeyChange } from './changes.ts'
import { isRemoval } from './key-outcome.ts'
import { Content } from './parse-update.ts'
import type { PlacedStruct } from './placed-struct.ts'
import { malformed, Refused } from './refused.ts'
import { Slot, type Roots } from './schema-path.ts'
import type { Effort } from './store-view.ts'
import { clusterIn, type RightTargets } from './right-targets.ts'
import { isFacts } from './values.ts'
import type { Writer } from './writer.ts'

/** Asks the policy table about everything the update would do; refuses the first thing that it does not allow. */
export function checkRights(changes: Changes, targets: RightTargets, effort: Effort): void {
  const { by, authors, roots, note, cluster, ask } = targets
  for (const key of changes.keys) {
    if (key.path.slot === Slot.facts) {
      checkFirst(key)
      checkFacts(key, by, authors)
    }
    if (!isRemoval(key, effort)) {
      checkWriting(key, targets)
      continue
    }
    if (!isRemnant(key, roots)) checkRemoval(key, targets)
    if (key.path.slot === Slot.facts) authors.rememberDeleted(key.path.id)
  }
  for (const id of changes.writtenNotes) ask(Operation.writeNote, note(id))
  for (const id of changes.changedClusters) ask(Operation.changeCluster, cluster(id))
  checkLengths(changes)
}

export function checkLengths(changes: Changes): void {
  for (const [path, length] of changes.lengths) {
    const limit = path.slot === Slot.words ? noteTextLimit : clusterTitleLimit
    if (length > limit * mergeFactor) {
      throw new Refused(
        'too_large',
        'This text is longer than a note or title can be, so it was not changed.',
      )
    }
  }
}

/**
 * The first value of a note's facts says whose it is when nothing else does, and Yjs puts one that follows no other before
 * all that are there, if its client id is small. Whoever writes what they have read follows it, and ids are random.
 */
function checkFirst({ current, placed }: KeyChange): void {
  const isFirst = ({ struct, clock }: PlacedStruct): boolean =>
    struct.origin === null && clock === struct.clock
  if (placed.filter(isFirst).length > (current ? 0 : 1)) throw malformed()
}

/** Whoever marks a note leaves its author alone; a new note is signed by who writes it, or by nobody. */
function checkFacts(key: KeyChange, by: Writer, authors: Authors): void {
  for (const { struct } of key.placed) {
    if (struct.content !== Content.any) continue
    for (const facts of struct.value as readonly unknown[]) {
      if (!isFacts(facts)) continue
      if (!mayBeAuthor(facts.author, authors.of(key.path.id), by.participant)) {
        throw new Refused(
          'foreign_author',
          'A note can only be signed by the person who writes it, so it was not added.',
        )
      }
      authors.write(key.path.id, facts.author)
    }
  }
}

/**
 * Part of a note that is already gone: somebody moved or marked it while it was being deleted. Nobody sees it, and
 * undoing that move takes it away again.
 */
function isRemnant({ path }: KeyChange, { notes, place, text }: Roots): boolean {
  if (path.slot === Slot.cluster) return false
  return [notes, place, text].some((root) => root._map.get(path.id)?.deleted !== false)
}

function checkRemoval({ path }: KeyChange, { by, authors, note, cluster, ask }: RightTargets): void {
  if (path.slot === Slot.cluster) return ask(Operation.removeCluster, cluster(path.id))
  const isOwn = authors.isMadeBy(path.id, by.participant)
  ask(isOwn ? Operation.removeOwnNote : Operation.removeAnyNote, note(path.id))
}

function checkWriting(key: KeyChange, targets: RightTargets): void {
  const { path } = key
  const operation = writingOperation(key)
  if (path.slot === Slot.cluster) return targets.ask(operation, targets.cluster(path.id))
  targets.ask(operation, targets.note(path.id))
  if (path.slot === Slot.place) checkGathering(key, operation, targets)
  if (path.slot === Slot.text) checkText(key, targets)
}

/**
 * A note that was deleted has its name back as soon as it has words again, and who put these there would speak as its author.
 * Facts and places do meet deletes, of whoever marks or moves what is being deleted; texts, never.
 */
function checkText({ path, placed }: KeyChange, { by, authors }: RightTargets): void {
  if (!placed.some(({ struct }) => struct.content === Content.type)) return
  if (authors.isMadeBy(path.id, by.participant) || may(by.role, Operation.removeAnyNote)) return
  throw new Refused(
    'foreign_author',
    'Only its author or a facilitator can put a note back or give it another text, so nothing was changed.',
  )
}

/** A note's cluster is part of its place: a move that says another one than before puts the note there. */
function checkGathering(key: KeyChange, operation: Operation, targets: RightTargets): void {
  const { id } = key.path
  // Undo of a delete puts the note back where it was, which Yjs has forgotten.
  const isBack = operation === Operation.restoreNote
  const before = operation === Operation.placeNote ? targets.clusterOf(id) : null
  for (const { struct } of key.placed) {
    if (struct.content !== Content.any) continue
    for (const place of struct.value as readonly unknown[]) {
      const cluster = clusterIn(place)
      if (cluster === before) continue
      const isLocked = cluster !== null && targets.cluster(cluster).isLocked
      if (isBack) targets.ask(operation, { isOwn: true, isLocked })
      else targets.ask(Operation.gatherNote, { isOwn: true, isLocked })
    }
  }
}

function writingOperation({ path, current }: KeyChange): Operation {
  const isInUse = current !== undefined && !current.deleted
  if (path.slot === Slot.cluster) return isInUse ? Operation.changeCluster : Operation.addCluster
  if (!isInUse) return current ? Operation.restoreNote : Operation.addNote
  if (path.slot === Slot.place) return Operation.placeNote
  return path.slot === Slot.facts ? Operation.markNote : Operation.writeNote
}
