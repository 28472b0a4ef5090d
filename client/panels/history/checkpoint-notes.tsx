import { photoWords } from '../../i18n/photo-words.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import type { CheckpointPreview } from '#shared/wire/http.ts'
import './checkpoint-notes.css'

/** Enough to know a board again; ten thousand would take the page seconds (taste). */
const most = 200

type Notes = CheckpointPreview['notes']

/** What the notes of a checkpoint said, by group, in reading order. */
export function CheckpointNotes({ board }: { board: CheckpointPreview }) {
  const { t } = useTranslation()
  const shown = board.notes.slice(0, most)
  const left = board.notes.length - shown.length
  const loose = shown.filter(({ cluster }) => cluster === null)
  return (
    <section className="checkpoint-notes" aria-label={t('history.preview')}>
      {board.clusters.map(({ id, title }) => (
        <Group
          key={id}
          title={title === '' ? t('history.untitled') : title}
          notes={shown.filter(({ cluster }) => cluster === id)}
        />
      ))}
      <Group title={t('history.loose')} notes={loose} />
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
