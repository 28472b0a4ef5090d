import { Shape } from '#shared/board/schema.ts'
import type { Changes } from './changes.ts'
import { Content } from './parse-update.ts'
import { Refused } from './refused.ts'
import { isFacts } from './values.ts'

/** Refuses notes and drafts with a photo that their writer may not use: it may be another person's secret. */
export function checkPhotos(changes: Changes, mayUse: (photo: string) => boolean): void {
  for (const { root, placed } of changes.keys) {
    if (root.shape !== Shape.facts) continue
    for (const { struct } of placed) {
      if (struct.content !== Content.any) continue
      for (const facts of struct.value as readonly unknown[]) {
        if (!isFacts(facts) || facts.photo === undefined || mayUse(facts.photo.id)) continue
        throw new Refused('photo_unknown')
      }
    }
  }
}
