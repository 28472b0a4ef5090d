import type * as Y from 'yjs'
import { may } from '#shared/activities/policy.ts'
import { Root } from '#shared/board/document.ts'
import { peopleRoots, Shape } from '#shared/board/schema.ts'
import { isDrawnAreaId } from '#shared/board/id.ts'
import { boardArrowLimit, drawnAreaLimit, stackStep } from '#shared/board/limits.ts'
import { readLook } from '#shared/board/note-look.ts'
import { itemAt } from '#shared/board/yjs-internals.ts'
import { freeTarget, Operation } from '#shared/workshop/policy.ts'
import { Role } from '#shared/workshop/role.ts'
import { mayBeAuthor, type Authors } from './authors.ts'
import type { Changes, KeyChange } from './changes.ts'
import { isRemoval } from './key-outcome.ts'
import { Content } from './parse-update.ts'
import type { PlacedStruct } from './placed-struct.ts'
import { malformed, Refused, unknownPlace, type Effort } from './refused.ts'
import type { Roots } from './schema-path.ts'
import {
  areaIn,
  clusterIn,
  wordsOf,
  type RightTargets,
  type StoredFacts,
  type Writer,
} from './right-targets.ts'
import { isFacts, isPlace } from './values.ts'

/**
 * Asks the policy table about every change of the update. Refuses the first change that it does not allow.
 */
export function checkRights(changes: Changes, targets: RightTargets, effort: Effort): void {
  const { by, authors, roots, targetOf, ask } = targets
  checkNames(changes, roots)
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
  checkCounts(changes, targets, effort)
}

/** A board has so many arrows and drawn areas. What it has already stays, also above the limit. */
function checkCounts(
  { keys }: Changes,
  { roots: { notes, written }, factsOf }: RightTargets,
  effort: Effort,
): void {
  const isNew = ({ current, placed }: KeyChange) => placed.length > 0 && (!current || current.deleted)
  const drawn = keys.filter((key) => key.root.shape === Shape.area && isNew(key)).length
  const areas = written.get(Root.areas)?.parent
  if (drawn > 0 && areas) {
    const ids = [...(areas as Y.Map<unknown>).keys()]
    effort.spend(ids.length)
    if (ids.filter(isDrawnAreaId).length + drawn > drawnAreaLimit) throw new Refused('areas_full')
  }
  let more = 0
  for (const { root, path, placed } of keys) {
    const facts = root.shape === Shape.facts ? placed.at(-1)?.struct : undefined
    if (facts?.content !== Content.any) continue
    more += Math.max(0, arrowsOf((facts.value as readonly unknown[]).at(-1)) - arrowsOf(factsOf(path.id)))
  }
  if (more === 0) return
  effort.spend(notes.size)
  let there = 0
  for (const facts of notes.values()) there += arrowsOf(facts)
  if (there + more > boardArrowLimit) throw new Refused('arrows_full')
}

function arrowsOf(facts: unknown): number {
  return typeof facts === 'object' && facts !== null ? (readLook(facts).arrows?.length ?? 0) : 0
}

/** Votes, locks and the parking lot name notes and groups alike, so no group has the id of a note. */
function checkNames({ keys }: Changes, { notes, written }: Roots): void {
  const clusters = written.get(Root.clusters)?.parent
  const added = { note: new Set<string>(), cluster: new Set<string>() }
  for (const { path, root, current, placed } of keys) {
    if (current || placed.length === 0) continue
    if (root.shape === Shape.facts) added.note.add(path.id)
    if (root.partOf === 'cluster') added.cluster.add(path.id)
  }
  const isCluster = (id: string): boolean =>
    added.cluster.has(id) || (clusters !== undefined && itemAt(clusters, id) !== undefined)
  const isNote = (id: string): boolean => added.note.has(id) || itemAt(notes, id) !== undefined
  if ([...added.note].some(isCluster) || [...added.cluster].some(isNote)) throw malformed()
}

export function checkLengths(changes: Changes): void {
  for (const [path, length] of changes.lengths) {
    if (length > path.slot.maxLetters) throw new Refused('text_full')
  }
}

/**
 * The client id of a note's first facts may be the only trace of its author. A value without a left
 * neighbour and with a small client id would come before all others. An honest writer has read the facts
 * and names them as left neighbour.
 */
function checkFirst({ current, placed }: KeyChange): void {
  const isFirst = ({ struct, clock }: PlacedStruct): boolean =>
    struct.origin === null && clock === struct.clock
  if (placed.filter(isFirst).length > (current ? 0 : 1)) throw malformed()
}

/** Marking a note must not change its author. A new note is signed by its writer or not at all. */
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
 * True for the rest of a deleted note: one person moved or marked the note while another deleted it. Nobody
 * sees the rest, and undo of that move removes it.
 */
function isRemnant({ path }: KeyChange, { parts }: Roots): boolean {
  return (parts.get(path.slot) ?? []).some((root) => itemAt(root, path.id)?.deleted !== false)
}

function checkRemoval({ path, root }: KeyChange, { by, authors, targetOf, ask }: RightTargets): void {
  const { removeOwn, removeAny } = root.operations
  const isOwn = removeOwn === removeAny || authors.isMadeBy(path.id, by.participant)
  ask(openToPeople(isOwn ? removeOwn : removeAny), targetOf(root, path.id))
}

function checkWriting(key: KeyChange, targets: RightTargets): void {
  const { path, root } = key
  const operation = writingOperation(key)
  targets.ask(operation, targets.targetOf(root, path.id))
  if (root.shape === Shape.place) {
    checkStack(key, targets.top)
    checkGathering(key, operation, targets)
    checkTable(key, operation, targets)
  }
  if (root.shape === Shape.text) checkText(key, targets)
  if (root.shape === Shape.facts) checkKeeping(key, targets)
  if (root.shape === Shape.facts && operation === Operation.restoreNote) checkReturn(key, targets)
  if (root.shape === Shape.facts && operation === Operation.markNote) {
    checkBlanks(key, targets)
    checkSettled(key, targets)
    checkKeptPhoto(key, targets)
  }
}

/**
 * New text under a deleted note's id would revive the note, signed by its old author. A person can mark or
 * move a note while another deletes it, so new facts and places may meet a delete. A new text never does.
 */
function checkText({ path, placed }: KeyChange, { by, authors }: RightTargets): void {
  if (!placed.some(({ struct }) => struct.content === Content.type)) return
  if (authors.isMadeBy(path.id, by.participant) || may(by.role, Operation.removeAnyNote)) return
  throw new Refused(
    'foreign_author',
    'Only its author or a facilitator can put a note back or give it another text, so nothing was changed.',
  )
}

/** A step may keep notes by a right of its own: nobody else writes one that looks as if it were kept. */
function checkKeeping({ path, placed }: KeyChange, { ask, newRightToKeep }: RightTargets): void {
  for (const { struct } of placed) {
    if (struct.content !== Content.any) continue
    for (const facts of struct.value as readonly unknown[]) {
      const right = isFacts(facts) ? newRightToKeep(path.id, facts) : undefined
      if (right !== undefined) ask(right, freeTarget)
    }
  }
}

/** A deleted note of a step that is over does not come back: its stored facts are gone, and the new ones name the step. */
function checkReturn({ path, root, placed }: KeyChange, { ask, overnessOf, targetOf }: RightTargets): void {
  for (const { struct } of placed) {
    if (struct.content !== Content.any) continue
    for (const facts of struct.value as readonly unknown[])
      if (isFacts(facts))
        ask(Operation.restoreNote, { ...targetOf(root, path.id), ...overnessOf(facts.step) })
  }
}

/** The blanks of a note are words in it, though they stand among its facts. */
function checkBlanks({ path, root, placed }: KeyChange, { ask, factsOf, targetOf }: RightTargets): void {
  const before = wordsOf(factsOf(path.id))
  const isChanged = ({ struct }: PlacedStruct) =>
    struct.content === Content.any &&
    (struct.value as readonly unknown[]).some((facts) => isFacts(facts) && wordsOf(facts) !== before)
  if (placed.some(isChanged)) ask(Operation.writeNote, targetOf(root, path.id))
}

/** Others' marks on a note make no commitment and no other step's note of it, give it no sources, and a name no new meaning. */
function checkSettled({ path, placed }: KeyChange, { askAuthor, factsOf, isSigned }: RightTargets): void {
  const before = factsOf(path.id)
  for (const { struct } of placed) {
    if (struct.content !== Content.any) continue
    for (const facts of struct.value as readonly unknown[])
      if (isFacts(facts) && isSettling(before, facts, isSigned(path.id))) askAuthor(path.id, facts)
  }
}

function isSettling(before: StoredFacts, after: StoredFacts, isSigned: boolean): boolean {
  const isOther = (fact: 'step' | 'field' | 'kind' | 'tint'): boolean => before[fact] !== after[fact]
  if (isOther('step') || isOther('field') || isOther('kind')) return true
  // Reports and purpose pages count the voices behind a sentence by the sources of notes.
  if (String(before.from ?? '') !== String(after.from ?? '')) return true
  if (after.kind === 'commitment' && wordsOf(before) !== wordsOf(after)) return true
  return isSigned && isOther('tint')
}

/** A photo that stays in the room: nobody else takes it off its note, to show it without. */
function checkKeptPhoto({ path, placed }: KeyChange, { by, authors, keptPhotoOf }: RightTargets): void {
  const photo = keptPhotoOf(path.id)
  if (photo === undefined || by.role === Role.facilitator) return
  const isThere = (facts: unknown): boolean => !isFacts(facts) || facts.photo?.id === photo
  const isKept = placed.every(
    ({ struct }) => struct.content !== Content.any || (struct.value as readonly unknown[]).every(isThere),
  )
  if (isKept || authors.isMadeBy(path.id, by.participant)) return
  throw new Refused(
    'not_yours_to_write',
    'Its owner keeps this photo out of reports, so only they or a facilitator can change it.',
  )
}

/** One note far above all others could never be covered again. */
function checkStack({ placed }: KeyChange, top: () => number): void {
  for (const { struct } of placed) {
    if (struct.content !== Content.any) continue
    for (const place of struct.value as readonly unknown[]) {
      if (isPlace(place) && place[2] > top() + stackStep) throw new Refused('outside_board')
    }
  }
}

/** A note's cluster is part of its place: a move to another cluster gathers the note. */
function checkGathering(key: KeyChange, operation: Operation, targets: RightTargets): void {
  const { id } = key.path
  // Undo of a delete puts the note back into its cluster, which Yjs has forgotten.
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

/** A note's area is part of its place: nobody brings a note to another table, or lays one over it. */
function checkTable(
  { path, placed }: KeyChange,
  operation: Operation,
  { isForeign, isOnForeignGround, ask }: RightTargets,
): void {
  for (const { struct } of placed) {
    if (struct.content !== Content.any) continue
    for (const place of struct.value as readonly unknown[]) {
      const isThere = isForeign(areaIn(place)) || (isPlace(place) && isOnForeignGround(path.id, place))
      if (isThere) ask(operation, { ...freeTarget, isAtOtherTable: true })
    }
  }
}

function writingOperation({ root, current }: KeyChange): Operation {
  const { add, change, restore } = root.operations
  if (!current) return openToPeople(add)
  return openToPeople(current.deleted ? restore : change)
}

/** Refuses what the server alone does. */
function openToPeople(operation: Operation | null): Operation {
  if (operation === null) throw unknownPlace()
  return operation
}
