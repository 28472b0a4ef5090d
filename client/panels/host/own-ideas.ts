import { useStore } from '@nanostores/react'
import { useEffect, useMemo, useState } from 'react'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { readOwnIdeas, type OwnIdea } from '../../model/memory/own-ideas.ts'
import { useBoard } from './board-context.tsx'
import { IdeaBook } from './idea-book.ts'

export { ownIdeasKept } from '../../model/memory/own-ideas.ts'

/** Ids of the notes that this person wrote, as far as this browser knows. */
export function ownNotes({ id, me }: Pick<BoardModel, 'id' | 'me'>): readonly string[] {
  return readOwnIdeas(id, me.get().id).flatMap(({ note }) => note ?? [])
}

/** The ideas of this person, as far as this browser knows, and those that they prepared: the desk knows them. */
export function useOwnIdeas(): readonly OwnIdea[] {
  const { model } = useBoard()
  const { desk, scene, id, me } = model
  useEffect(() => (desk.isKept ? desk.keepOpen() : undefined), [desk])
  const answers = useStore(desk.answers)
  const [kept] = useState(() => readOwnIdeas(id, me.get().id))
  return useMemo(() => {
    const book = new IdeaBook(me.get().id, kept)
    book.answersAre(answers)
    book.find(scene.notes.values())
    return book.ideas
  }, [kept, answers, me, scene])
}
