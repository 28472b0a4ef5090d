import { isParked } from '#shared/board/parking-lot.ts'
import { Operation } from '#shared/workshop/policy.ts'
import type { KnownGroup } from '#shared/sorting/place-for.ts'
import type { KnownText } from '#shared/sorting/sorted-note.ts'
import type { BoardModel } from '../model/contract/board-model.ts'
import type { Field } from './questions.ts'

/** The board's notes outside groups that this person may put into one, parked ones left out, with the groups of the same area. */
export function fieldsOf({ scene, may }: Pick<BoardModel, 'scene' | 'may'>): readonly Field[] {
  const fields = new Map<string | null, { readonly notes: KnownText[]; readonly groups: KnownGroup[] }>()
  const fieldOf = (area: string | null) => {
    const known = fields.get(area) ?? { notes: [], groups: [] }
    fields.set(area, known)
    return known
  }
  for (const note of scene.notes.values())
    if (
      note.cluster === null &&
      note.text.trim() !== '' &&
      !isParked(note) &&
      may(Operation.gatherNote, note.id)
    )
      fieldOf(note.area ?? null).notes.push({ id: note.id, text: note.text })
  for (const { id, title, members, area } of scene.clusters.values()) {
    if (isParked({ area }) || !may(Operation.gatherNote, id)) continue
    const notes = members.map((member) => ({ id: member, text: scene.notes.get(member)?.text ?? '' }))
    fieldOf(area).groups.push({ id, title, notes })
  }
  return [...fields.values()]
}
