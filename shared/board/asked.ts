import type * as Y from 'yjs'
import { activitiesRoot } from './document.ts'

/** The public state of steps that ask stands under this name: an item for each step. */
export const askedName = 'asked'

/** True while a secret question is open: nobody may see where others point. */
export function hasSecretAsking(doc: Y.Doc): boolean {
  // Only the server writes activities.
  const items = activitiesRoot(doc) as Y.Map<{ readonly audience?: unknown; readonly shown?: unknown } | null>
  for (const [key, item] of items)
    if (key.startsWith(askedName) && item?.shown === null && item.audience === 'secret') return true
  return false
}
