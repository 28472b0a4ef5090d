import { atom, computed, type ReadableAtom } from 'nanostores'
import { Operation } from '#shared/workshop/policy.ts'
import type { OwnPlace, Presence } from '../contract/board-model.ts'
import type { OwnRights } from '../document/own-rights.ts'
import type { Scene } from '../document/scene.ts'

export function createOwnPlace(
  hasSecretVote: ReadableAtom<boolean>,
  may: OwnRights['may'],
  /** Until the document is the server's, a vote may be open that this browser does not know of. */
  isCurrent: ReadableAtom<boolean>,
): OwnPlace {
  const isOnPurpose = atom(false)
  const isSecret = computed(hasSecretVote, () => may(Operation.showPresence) && !may(Operation.showPlace))
  const isHidden = computed(
    [isSecret, isOnPurpose],
    (secret, onPurpose) => secret && !(onPurpose && may(Operation.showPlaceOnPurpose)),
  )
  const isShown = computed([isCurrent, isHidden], (current, hidden) => current && !hidden)
  isSecret.listen(() => isOnPurpose.set(false))
  return { isShown, isHidden, isOnPurpose }
}

/** The notes that others are dragging right now. */
export function heldByOthers(
  { others, cursors }: Pick<Presence, 'others' | 'cursors'>,
  { clusters }: Pick<Scene, 'clusters'>,
): ReadonlySet<string> {
  const held = new Set<string>()
  for (const { index, selection } of others.get()) {
    if (!cursors.get(index)?.drag) continue
    for (const id of selection) for (const note of clusters.get(id)?.members ?? [id]) held.add(note)
  }
  return held
}
