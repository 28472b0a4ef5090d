import { may } from '#shared/activities/policy.ts'
import { peopleRoots, Shape } from '#shared/board/schema.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { mayBeAuthor, type Authors } from './authors.ts'
import type { Changes, KeyChange } from './changes.ts'
import { isRemoval } from './key-outcome.ts'
import { Content } from './parse-update.ts'
import type { PlacedStruct } from './placed-struct.ts'
import { malformed, Refused } from './refused.ts'
import type { Roots } from './schema-path.ts'
import type { Effort } from './store-view.ts'
import { clusterIn, type RightTargets } from './right-targets.ts'
import { isFacts } from './values.ts'
import type { Writer } from './writer.ts'

/** Asks the policy table about everything the update would do; refuses the first thing that it does not allow. */
export function checkRights(changes: Changes, targets: RightTargets, effort: Effort): void {
  const { by, authors, roots, targetOf, ask } = targets
  for (const key of changes.keys) {
    const isFactsKey = key.root.shape === Shape.facts
    if (isFactsKey) {
      checkFirst(key)
      checkFacts(key, by, authors)
    }
    if (!isRemoval(key, effort)) {
      checkWriting(key, targets)
      continue
    }
    if (!isRemnant(key, roots)) checkRemoval(key, targets)
    if (isFactsKey) authors.rememberDeleted(key.path.id)
  }
  for (const root of peopleRoots) {
    for (const id of changes.inside.get(root) ?? []) ask(root.operations.change, targetOf(root, id))
  }
  checkLengths(changes)
}

export function checkLengths(changes: Changes): void {
  for (const [path, length] of changes.lengths) {
    if (length > path.slot.maxLetters) {
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
function isRemnant({ path }: KeyChange, { parts }: Roots): boolean {
  return (parts.get(path.slot) ?? []).some((root) => root._map.get(path.id)?.deleted !== false)
}

function checkRemoval({ path, root }: KeyChange, { by, authors, targetOf, ask }: RightTargets): void {
  const { removeOwn, removeAny } = root.operations
  const isOwn = removeOwn === removeAny || authors.isMadeBy(path.id, by.participant)
  ask(isOwn ? removeOwn : removeAny, targetOf(root, path.id))
}

function checkWriting(key: KeyChange, targets: RightTargets): void {
  const { path, root } = key
  const operation = writingOperation(key)
  targets.ask(operation, targets.targetOf(root, path.id))
  if (root.shape === Shape.place) checkGathering(key, operation, targets)
  if (root.shape === Shape.text) checkText(key, targets)
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

function writingOperation({ root, current }: KeyChange): Operation {
  const { add, change, restore } = root.operations
  if (!current) return add
  return current.deleted ? restore : change
}
