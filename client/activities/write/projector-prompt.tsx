import { useStore } from '@nanostores/react'
import { EyeOff } from 'lucide-react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useBoard } from '../../panels/host/board-context.tsx'

/** For the whole room: people write in private, and how many have written. */
export function ProjectorPrompt() {
  const { t } = useTranslation()
  const { model } = useBoard()
  const { wrote, of } = useStore(model.writing)
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
