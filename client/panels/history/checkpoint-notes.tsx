import { photoWords } from '../../i18n/photo-words.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import type { CheckpointPreview } from '#shared/wire/http.ts'
import { listedGroups, listedLimit } from './listed-groups.ts'
import './checkpoint-notes.css'

type Notes = CheckpointPreview['notes']

/** The words of a checkpoint's notes, in the order of the outline. */
export function CheckpointNotes({ board }: { board: CheckpointPreview }) {
  const { t } = useTranslation()
  const left = Math.max(0, board.notes.length - listedLimit)
  return (
    <section className="checkpoint-notes" aria-label={t('history.preview')}>
      {listedGroups(board).map(({ cluster, notes }) => (
        <Group
          key={cluster?.id ?? ''}
          title={cluster ? cluster.title || t('history.untitled') : t('history.loose')}
          notes={notes}
        />
      ))}
      {left > 0 && <p className="field__hint">{t('history.more', { count: left })}</p>}
    </section>
  )
}

function Group({ title, notes }: { title: string; notes: Notes }) {
  const { t } = useTranslation()
  if (notes.length === 0) return null
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {notes.map(({ id, text, tint, photo }) => (
          <li key={id} data-tint={tint}>
            {photo ? photoWords(t)(text.trim(), photo) : text}
          </li>
        ))}
      </ul>
    </>
  )
}
