import { inBrief } from '#shared/board/brief.ts'
import { firstWordsOf } from '#shared/board/group-name.ts'
import { fullTitleIn, type StoredArea } from '#shared/board/area.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { photoWords } from '../../i18n/photo-words.ts'
import { useCommonWords, useWords } from '../../i18n/use-words.ts'
import type { CheckpointPreview } from '#shared/wire/http.ts'
import { nameOfGroup } from '../host/group-label.ts'
import { historyWords } from './words.ts'
import './checkpoint-notes.css'
import { boardOutline, type OutlineGroup } from '#shared/board/outline.ts'

type Notes = CheckpointPreview['notes']

/** The words of a checkpoint's notes, in the order of the outline. */
export function CheckpointNotes({ board }: { board: CheckpointPreview }) {
  const t = useWords(historyWords)
  const left = Math.max(0, board.notes.length - listedLimit)
  return (
    <section className="checkpoint-notes" aria-label={t('preview')}>
      {listedGroups(board).map(({ area, cluster, notes }) => (
        <Group
          key={`${area?.id} ${cluster?.id}`}
          title={
            cluster
              ? nameOfGroup({ ...cluster, firstWords: firstWordsOf(notes) }, t)
              : area
                ? nameOf(area)
                : t('loose')
          }
          notes={notes}
        />
      ))}
      {left > 0 && <p className="field__hint">{t('more', { count: left })}</p>}
    </section>
  )
}

function nameOf({ phaseTitle = {}, title }: StoredArea): string {
  return fullTitleIn({ phaseTitle, title }, currentLanguage())
}

function Group({ title, notes }: { title: string; notes: Notes }) {
  const t = useCommonWords()
  if (notes.length === 0) return null
  return (
    <>
      <h3 dir="auto">{inBrief(title)}</h3>
      <ul>
        {notes.map(({ id, text, tint, photo }) => (
          <li key={id} data-tint={tint} data-paper="" dir="auto">
            {inBrief(photo ? photoWords(t)(text.trim(), photo) : text)}
          </li>
        ))}
      </ul>
    </>
  )
}

/** Notes: enough to recognise a board. Ten thousand would take the page seconds. Not measured. */
const listedLimit = 200

type ListedGroup = OutlineGroup<
  CheckpointPreview['notes'][number],
  CheckpointPreview['clusters'][number],
  StoredArea
>

/** The outline of a checkpoint, as far as the page lists it. */
export function listedGroups({ notes, clusters, areas = [] }: CheckpointPreview): readonly ListedGroup[] {
  let left = listedLimit
  return boardOutline(notes, clusters, areas).map((group) => {
    const listed = group.notes.slice(0, left)
    left -= listed.length
    return { ...group, notes: listed }
  })
}
