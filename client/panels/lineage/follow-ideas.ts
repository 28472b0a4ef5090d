import { keepOwnIdeas, readOwnIdeas } from '../../model/memory/own-ideas.ts'
import { isTakingNotes } from '#shared/activities/steps-over.ts'
import { begunOf, keepBegun } from '../../model/memory/begun.ts'
import type { OpenBoard } from '../host/feature.ts'
import { IdeaBook } from '../host/own-ideas.ts'

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
    forgetKnown(model)
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
    begunOf(id, person).subscribe((texts) => {
      if (book.addedAre(Object.values(texts))) soon(true)
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

/** Texts that the server has are own ideas by now. Their secrets open nothing once their step is over. */
function forgetKnown({ id, me, agenda }: OpenBoard['model']): void {
  const person = me.get().id
  const now = agenda.get()
  if (!now) return
  for (const [place, { step, isSent, isGone }] of Object.entries(begunOf(id, person).get()))
    if (isSent === true && isGone !== true && step !== null && !isTakingNotes(now, step))
      keepBegun(id, person, place, null)
}
