import { useStore } from '@nanostores/react'
import { EyeOff } from 'lucide-react'
import { useWords } from '../../i18n/use-words.ts'
import { isWritten } from '#shared/board/draft.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { DraftCard } from './draft-card.tsx'
import { writeWords } from './words.ts'
import '../../panels/ui/calm-box.css'
import '../../panels/ui/text-box.css'
import './desk-notes.css'

/** The drafts, newest first. While people write in private, each says on its badge who sees it. */
export function DeskNotes() {
  const t = useWords(writeWords)
  const { model } = useBoard()
  const isPrivate = useStore(model.writing).mode === 'private'
  const all = useStore(model.desk.drafts)
  const drafts = isPrivate ? all : all.filter(isWritten)
  return (
    <>
      {!isPrivate && (
        <p className="calm-box">
          <EyeOff aria-hidden="true" />
          {t('onlyYou', { count: drafts.length })}
        </p>
      )}
      {drafts.length === 0 ? (
        <p className="desk__empty">{t('empty')}</p>
      ) : (
        <ol className="stack desk__list" aria-label={t('yours')}>
          {drafts.map((draft, index) => (
            <li key={draft.id}>
              <DraftCard draft={draft} number={drafts.length - index} />
            </li>
          ))}
        </ol>
      )}
    </>
  )
}
