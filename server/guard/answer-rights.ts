import * as Y from 'yjs'
import { draftMarksOf } from '#shared/board/draft.ts'
import { readOrigin } from '#shared/board/note.ts'
import { Shape } from '#shared/board/schema.ts'
import { itemAt } from '#shared/board/yjs-internals.ts'
import { Barrier } from '#shared/workshop/policy.ts'
import type { Changes } from './changes.ts'
import type { Effort } from './effort.ts'
import { isRemoval } from './key-outcome.ts'
import { Content } from './parse-update.ts'
import { Refused } from './refused.ts'
import type { Roots } from './schema-path.ts'

/**
 * Checks changes of answers on a desk. Their step must take answers now, and no step may have taken them. Their owner may
 * delete them at any time.
 */
export function checkAnswers(
  changes: Changes,
  roots: Roots,
  effort: Effort,
  barrierIn: (step: string) => Barrier | undefined,
): void {
  const asked = new Set<string>()
  const ask = (facts: unknown): void => {
    const { isAnswer } = draftMarksOf(facts)
    if (!isAnswer) return
    const { step = '' } = readOrigin(facts as object)
    if (asked.has(step)) return
    asked.add(step)
    const barrier = barrierIn(step)
    if (barrier) throw new Refused(barrier)
  }
  const askStored = (id: string): void => {
    const facts = storedFacts(roots, id)
    if (draftMarksOf(facts).taken !== undefined) throw new Refused(Barrier.step)
    ask(facts)
  }
  const removed = new Set<string>()
  for (const key of changes.keys) {
    if (isRemoval(key, effort)) {
      removed.add(`${key.root.name} ${key.path.id}`)
      continue
    }
    // The place of an answer is nothing that anybody sees.
    if (key.root.shape === Shape.place) continue
    askStored(key.path.id)
    if (key.root.shape !== Shape.facts) continue
    for (const { struct } of key.placed) {
      if (struct.content !== Content.any) continue
      for (const facts of struct.value as readonly unknown[]) {
        // The server alone says that an answer was taken.
        if (draftMarksOf(facts).taken !== undefined) throw new Refused(Barrier.step)
        ask(facts)
      }
    }
  }
  for (const [root, ids] of changes.inside) {
    for (const id of ids) if (!removed.has(`${root.name} ${id}`)) askStored(id)
  }
}

function storedFacts({ notes }: Roots, id: string): unknown {
  const item = itemAt(notes, id)
  if (!item || item.deleted || !(item.content instanceof Y.ContentAny)) return undefined
  return item.content.arr.at(-1)
}
