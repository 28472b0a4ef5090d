import { Operation } from '#shared/workshop/policy.ts'
import type { KnownGroup } from '#shared/sorting/place-for.ts'
import type { KnownText } from '#shared/sorting/sorted-note.ts'
import type { BoardModel } from '../model/contract/board-model.ts'
import type { Field } from './questions.ts'

/** The board's notes outside groups that this person may put into one, with the groups of the same area. */
export function fieldsOf({ scene, may }: Pick<BoardModel, 'scene' | 'may'>): readonly Field[] {
  const fields = new Map<string | null, { readonly notes: KnownText[]; readonly groups: KnownGroup[] }>()
  const fieldOf = (area: string | null) => {
    const known = fields.get(area) ?? { notes: [], groups: [] }
    fields.set(area, known)
    return known
  }
  for (const { id, text, cluster, area } of scene.notes.values())
    if (cluster === null && text.trim() !== '' && may(Operation.gatherNote, id))
      fieldOf(area).notes.push({ id, text })
  for (const { id, title, members, area } of scene.clusters.values()) {
    if (!may(Operation.gatherNote, id)) continue
    const notes = members.map((member) => ({ id: member, text: scene.notes.get(member)?.text ?? '' }))
    fieldOf(area).groups.push({ id, title, notes })
  }
  return [...fields.values()]
}
