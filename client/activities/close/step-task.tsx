import { useStore } from '@nanostores/react'
import { CalendarPlus } from 'lucide-react'
import { useCallback, useId } from 'react'
import { nextDateIn } from '#shared/activities/close/next-date.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useActivityState } from '../../panels/host/use-activity.ts'
import { useSceneList } from '../../panels/host/use-scene.ts'
import { Button } from '../../panels/ui/button.tsx'
import { NextDate } from './next-date.tsx'
import { Parked, Texts } from './parked.tsx'
import { closeWords } from './words.ts'
import './step-task.css'
import { calendarFile, isDay, nextMonday, type CalendarDay } from '#shared/text/calendar.ts'
import { ownIdeasKept, ownNotes } from '../../panels/host/own-ideas.ts'
import { saveFile } from '../../panels/ui/save-file.ts'

/** The next date, this person's commitments with a file for their calendar, and the parking lot. */
export function CloseTask() {
  const t = useWords(closeWords)
  const { model } = useBoard()
  const date = nextDateIn(useActivityState('close'))
  const kept = useStore(ownIdeasKept)
  // The browser learns a moment after the note came that it is one's own.
  const read = useCallback(
    (scene: BoardModel['scene']) => (kept >= 0 ? ownCommitments(model, scene) : []),
    [model, kept],
  )
  const own = useSceneList(model.scene, read, isSame)
  const save = () => saveCalendar(ownDays(model, { date, title: t('next') }), t('fileName'), model.now())
  return (
    <div className="close-task">
      <Next date={date} />
      {own.length > 0 && <Own ids={own} />}
      {(own.length > 0 || date !== null) && (
        <div className="close-task__part">
          <Button icon={<CalendarPlus aria-hidden="true" />} onClick={save}>
            {t('calendar')}
          </Button>
          <p className="quiet">{t('calendarHint')}</p>
        </div>
      )}
      <Parked />
    </div>
  )
}

const isSame = (a: string, b: string) => a === b

function Next({ date }: { readonly date: string | null }) {
  const t = useWords(closeWords)
  return (
    <section className="close-task__part" aria-label={t('next')}>
      <h3>{t('next')}</h3>
      <NextDate date={date} />
    </section>
  )
}

function Own({ ids }: { readonly ids: readonly string[] }) {
  const t = useWords(closeWords)
  const { model } = useBoard()
  const heading = useId()
  const read = useCallback(
    ({ notes }: BoardModel['scene']) => ids.flatMap((id) => notes.get(id)?.text ?? []),
    [ids],
  )
  const texts = useSceneList(model.scene, read, isSame)
  return (
    <section className="close-task__part" aria-labelledby={heading}>
      <h3 id={heading}>{t('yours')}</h3>
      <Texts texts={texts} />
      <p className="quiet">{t('yoursHint')}</p>
    </section>
  )
}

type Scene = BoardModel['scene']

/** Ids of the commitments that this person wrote, as far as this browser knows. */
function ownCommitments(model: Pick<BoardModel, 'id' | 'me'>, { notes }: Scene): readonly string[] {
  return ownNotes(model).filter((id) => notes.get(id)?.kind === 'commitment')
}

/** The next workshop, and each own commitment on its day. One without a day is for next Monday. */
function ownDays(
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
function saveCalendar(days: readonly CalendarDay[], name: string, nowMs: number): void {
  const file = new Blob([calendarFile(days, nowMs)], { type: 'text/calendar;charset=utf-8' })
  saveFile(file, `${name}.ics`)
}
