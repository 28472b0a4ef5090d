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
import { ownCommitments, ownDays, saveCalendar } from './own-days.ts'
import { Parked, Texts } from './parked.tsx'
import { closeWords } from './words.ts'
import './step-task.css'

/** The next date, this person's commitments with a file for their calendar, and the parking lot. */
export function CloseTask() {
  const t = useWords(closeWords)
  const { model } = useBoard()
  const date = nextDateIn(useActivityState('close'))
  const read = useCallback((scene: BoardModel['scene']) => ownCommitments(model, scene), [model])
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
          <p className="close-task__hint">{t('calendarHint')}</p>
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
      <p className="close-task__hint">{t('yoursHint')}</p>
    </section>
  )
}
