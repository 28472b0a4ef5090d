import { calendarFile, isDay, nextMonday, type CalendarDay } from '#shared/text/calendar.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { ownNotes } from '../../panels/host/own-ideas.ts'
import { saveFile } from '../../panels/ui/save-file.ts'

type Scene = BoardModel['scene']

/** Ids of the commitments that this person wrote, as far as this browser knows. */
export function ownCommitments(model: Pick<BoardModel, 'id' | 'me'>, { notes }: Scene): readonly string[] {
  return ownNotes(model).filter((id) => notes.get(id)?.kind === 'commitment')
}

/** The next workshop, and each own commitment on its day. One without a day is for next Monday. */
export function ownDays(
  model: Pick<BoardModel, 'id' | 'me' | 'meta' | 'now' | 'scene'>,
  next: { readonly date: string | null; readonly title: string },
): readonly CalendarDay[] {
  const { notes } = model.scene
  const { title: about } = model.meta.get()
  const own = ownCommitments(model, model.scene).flatMap((id): readonly CalendarDay[] => {
    const note = notes.get(id)
    if (!note) return []
    const date = Object.values(note.blanks ?? {}).find(isDay) ?? nextMonday(model.now())
    return [{ id: `${id}@${model.id}`, date, title: note.text.trim(), about }]
  })
  const { date, title } = next
  return date === null
    ? own
    : [
        {
          id: `next@${model.id}`,
          date,
          title: [title, about].filter((words) => words !== '').join(' · '),
          about,
        },
        ...own,
      ]
}

/** Gives the person the file. */
export function saveCalendar(days: readonly CalendarDay[], name: string, nowMs: number): void {
  const file = new Blob([calendarFile(days, nowMs)], { type: 'text/calendar;charset=utf-8' })
  saveFile(file, `${name}.ics`)
}
