import { nextDateIn } from '#shared/activities/close/next-date.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useActivityState } from '../../panels/host/use-activity.ts'
import { NextDate } from './next-date.tsx'
import { Parked } from './parked.tsx'
import { closeWords } from './words.ts'
import './step-task.css'

/** For the whole room: the next date and the parking lot. */
export function ProjectorClose() {
  const t = useWords(closeWords)
  const date = nextDateIn(useActivityState('close'))
  return (
    <div className="close-projector">
      <section className="close-task__part" aria-label={t('next')}>
        <h3>{t('next')}</h3>
        <NextDate date={date} />
      </section>
      <Parked />
    </div>
  )
}
