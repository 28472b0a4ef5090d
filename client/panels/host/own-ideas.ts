import type { BoardModel } from '../../model/contract/board-model.ts'
import { readOwnIdeas } from '../../model/memory/own-ideas.ts'

export { ownIdeasKept } from '../../model/memory/own-ideas.ts'

/** Ids of the notes that this person wrote, as far as this browser knows. */
export function ownNotes({ id, me }: Pick<BoardModel, 'id' | 'me'>): readonly string[] {
  return readOwnIdeas(id, me.get().id).flatMap(({ note }) => note ?? [])
}
