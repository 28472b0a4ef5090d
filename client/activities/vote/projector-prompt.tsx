import { useStore } from '@nanostores/react'
import { EyeOff } from 'lucide-react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { progressOf, questionOf } from './round-name.ts'
import { TimeLeft } from './time-left.tsx'

/** What everyone is doing at the moment, and how far they are. */
export function ProjectorPrompt() {
  const { t } = useTranslation()
  const { model } = useBoard()
  const round = useStore(model.voting.open)
  const { mode, wrote, of } = useStore(model.writing)
  if (round) {
    return (
      <section className="projector__prompt" aria-label={t('vote.heading')}>
        <h2 className="projector__question">{questionOf(t, round)}</h2>
        <p className="projector__facts tabular">
          <span>{progressOf(t, round)}</span>
          {round.deadline !== null && <TimeLeft deadline={round.deadline} now={model.voting.now} />}
        </p>
      </section>
    )
  }
  if (mode !== 'private') return null
  return (
    <section className="projector__prompt" aria-label={t('writing.heading')}>
      <h2 className="projector__question">
        <EyeOff aria-hidden="true" />
        {t('writing.heading')}
      </h2>
      {of > 0 && <p className="projector__facts tabular">{t('writing.progress', { count: wrote, of })}</p>}
    </section>
  )
}
