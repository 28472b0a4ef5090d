import { isParked } from '#shared/board/parking-lot.ts'
import { inLine } from '#shared/text/in-line.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { ownNotes } from '../host/own-ideas.ts'
import { groupingWords } from './words.ts'

/** Tells the author, as far as this browser knows them, when another person parks a note. Returns its own undo. */
export function tellParked(model: BoardModel): () => void {
  const { scene, me, notices } = model
  const isOwn = (id: string, author: string | null) =>
    author === me.get().id || (author === null && ownNotes(model).includes(id))
  const parked = new Set([...scene.notes.values()].filter(isParked).map(({ id }) => id))
  return scene.onChange(({ notes, isOwn: isByMe }) => {
    const here = scene.notes
    for (const id of notes) {
      const note = here.get(id)
      if (!note || !isParked(note)) {
        parked.delete(id)
        continue
      }
      if (parked.has(id)) continue
      parked.add(id)
      if (!isByMe && isOwn(id, note.author))
        notices.show({
          tone: 'plain',
          text: groupingWords.t('parkedByOther', { words: inLine(note.text, 60) }),
        })
    }
  })
}
