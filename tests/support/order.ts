import { headingOf } from '#shared/geometry/field.ts'
import { intersects, type Rect } from '#shared/geometry/rect.ts'
import type { Scene } from '#client/model/document/scene.ts'

/** Everything about this board that keeps people from reading it: an empty list on a board in order. */
export function disorderOf({ notes, clusters }: Pick<Scene, 'notes' | 'clusters'>): readonly string[] {
  const found: string[] = []
  const shown = [...notes.values()].filter(({ isHidden }) => !isHidden)
  const fields = [...clusters.values()]
  eachPair(shown, (a, b) => found.push(`note ${a.text} lies on note ${b.text}`))
  eachPair(fields, (a, b) => found.push(`group ${a.title || a.id} lies on group ${b.title || b.id}`))
  for (const field of fields) {
    const titleOf = field.isCollapsed ? undefined : headingOf(field.rect)
    for (const note of shown) {
      const name = `note ${note.text}`
      if (note.cluster !== field.id && intersects(note.rect, field.rect))
        found.push(`${name} is a stranger in group ${field.title || field.id}`)
      if (titleOf && intersects(note.rect, titleOf)) found.push(`${name} covers a title`)
    }
  }
  return found
}

function eachPair<T extends { readonly rect: Rect }>(things: readonly T[], met: (a: T, b: T) => void): void {
  for (const [index, a] of things.entries()) {
    for (const b of things.slice(index + 1)) if (intersects(a.rect, b.rect)) met(a, b)
  }
}
