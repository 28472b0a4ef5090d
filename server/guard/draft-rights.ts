import type * as Y from 'yjs'
import { Shape } from '#shared/board/schema.ts'
import { keyCountOf } from '#shared/board/yjs-internals.ts'
import { draftsLimit } from '#shared/workshop/writing.ts'
import type { Changes, KeyChange } from './changes.ts'
import { isRemoval } from './key-outcome.ts'
import { Content } from './parse-update.ts'
import { Refused, unknownPlace } from './refused.ts'
import { checkLengths } from './rights.ts'
import type { Roots } from './schema-path.ts'
import type { Effort } from './effort.ts'
import { isBoolean, isFacts } from './values.ts'
import type { Writer } from './right-targets.ts'

/**
 * Checks an update of a desk. Its owner may do everything that the schema has; nobody else is connected to
 * it. A draft is signed by its owner or not at all: the reveal publishes the signature.
 */
export function checkDesk(changes: Changes, by: Writer, { notes }: Roots, effort: Effort): void {
  let added = 0
  for (const key of changes.keys) {
    if (key.root.shape !== Shape.facts) continue
    checkFacts(key, by)
    const isNew = key.current === undefined || key.current.deleted
    if (isNew && key.placed.length > 0 && !isRemoval(key, effort)) added += 1
  }
  if (added > 0 && countOf(notes, effort) + added > draftsLimit) throw new Refused('desk_full')
  checkLengths(changes)
}

function checkFacts(key: KeyChange, by: Writer): void {
  for (const { struct } of key.placed) {
    if (struct.content !== Content.any) continue
    for (const facts of struct.value as readonly unknown[]) {
      if (!isFacts(facts)) continue
      if (facts.author !== null && facts.author !== by.participant) {
        throw new Refused(
          'foreign_author',
          'A draft can only be signed by the person who writes it, so it was not changed.',
        )
      }
      if ('isHeld' in facts && !isBoolean(facts.isHeld)) throw unknownPlace()
      if ('isAnswer' in facts && !isBoolean(facts.isAnswer)) throw unknownPlace()
      if ('isForNext' in facts && !isBoolean(facts.isForNext)) throw unknownPlace()
    }
  }
}

function countOf(notes: Y.Map<unknown>, effort: Effort): number {
  effort.spend(keyCountOf(notes))
  return notes.size
}
