import { useStore } from '@nanostores/react'
import { EyeOff } from 'lucide-react'
import { toldProgress } from '../../i18n/told-progress.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { writeWords } from './words.ts'

/** For the whole room: people write in private, and how many have written. */
export function ProjectorPrompt() {
  const t = useWords(writeWords)
  const { model } = useBoard()
  const { wrote, of } = useStore(model.writing)
  return (
    <section className="projector__prompt" aria-label={t('heading')}>
      <h2 className="projector__question said">
        <EyeOff aria-hidden="true" />
        {t('heading')}
      </h2>
      {of > 0 && <p className="projector__facts tabular">{toldProgress('wrote', { done: wrote, of })}</p>}
    </section>
  )
}
