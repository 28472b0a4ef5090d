import { keepOwnIdeas, readOwnIdeas } from '../../model/memory/own-ideas.ts'
import type { OpenBoard } from '../host/feature.ts'
import { IdeaBook } from './idea-book.ts'

/** Time until words are looked for and kept. Not measured. */
const settleMs = 1_000

/** Remembers in this browser what became of this person's words. Returns its own undo. */
export function followIdeas({ model }: OpenBoard): () => void {
  const { id, me, desk, scene } = model
  const person = me.get().id
  const book = new IdeaBook(person, readOwnIdeas(id, person))
  let due: ReturnType<typeof setTimeout> | undefined
  let isUnkept = false
  const settle = () => {
    due = undefined
    const isFound = book.find(scene.notes.values())
    if (isFound || isUnkept) keepOwnIdeas(id, person, book.ideas)
    isUnkept = false
  }
  const soon = (isChanged: boolean) => {
    isUnkept ||= isChanged
    due ??= setTimeout(settle, settleMs)
  }
  const stops = [
    desk.drafts.subscribe((drafts) => {
      if (book.draftsAre(drafts)) soon(true)
    }),
    desk.answers.subscribe((answers) => {
      if (book.answersAre(answers)) soon(true)
    }),
    scene.onChange(({ notes, isAll }) => {
      const changed = isAll
        ? [...scene.notes.values()]
        : [...notes].flatMap((note) => scene.notes.get(note) ?? [])
      soon(book.notesAre(changed))
    }),
  ]
  soon(book.notesAre(scene.notes.values()))
  return () => {
    for (const stop of stops) stop()
    clearTimeout(due)
    settle()
  }
}
