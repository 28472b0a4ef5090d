import { inBrief } from '#shared/board/brief.ts'
import type { Imported, ImportedNote } from '#shared/imports/imported.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useContentLanguage } from '../ui/content-language.ts'
import { bringWords } from './words.ts'

/** As many as a screen shows. */
const mostShown = 12
const mostOfGroup = 4

interface ImportPreviewProps {
  readonly imported: Imported
  readonly isPrivate: boolean
}

/** The first notes as they will be, group by group. */
export function ImportPreview({ imported: { notes, groups }, isPrivate }: ImportPreviewProps) {
  const t = useWords(bringWords)
  const content = useContentLanguage()
  const used = Map.groupBy(notes, ({ group }) => (isPrivate ? undefined : group))
  const parts = [...used].toSorted(([one = Infinity], [other = Infinity]) =>
    one === other ? 0 : one - other,
  )
  const inGroups = parts.filter(([group]) => group !== undefined).length
  const counted = t('notes', { count: notes.length })
  const shown: { title: string; size: number; first: readonly ImportedNote[] }[] = []
  let room = mostShown
  for (const [group, members] of parts) {
    if (room <= 0) break
    const first = members.slice(0, group === undefined ? room : Math.min(room, mostOfGroup))
    shown.push({
      title: group === undefined ? '' : (groups[group]?.title ?? ''),
      size: members.length,
      first,
    })
    room -= first.length
  }
  return (
    <section className="bring__preview" aria-label={t('preview')}>
      <p className="bring__head">
        <strong>{t('onBoard')}</strong>
        <span className="bring__soft">
          {inGroups === 0
            ? counted
            : t('counts', { notes: counted, groups: t('groups', { count: inGroups }) })}
        </span>
      </p>
      <div className="bring__parts" lang={content} data-cut={notes.length > mostShown || undefined}>
        {shown.map(({ title, size, first }, index) => (
          <div key={index}>
            {title !== '' && (
              <p className="bring__soft" dir="auto">
                {inBrief(title)} <span className="tabular">{size}</span>
              </p>
            )}
            <ul className="bring__notes" data-grouped={title !== '' || undefined}>
              {first.map((note, place) => (
                <li
                  key={place}
                  data-paper=""
                  dir="auto"
                  style={{ background: `var(--tint-${note.tint ?? 'sun'})` }}
                >
                  {inBrief(note.text)}
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
      <p className="bring__soft">{t(isPrivate ? 'private' : 'where')}</p>
    </section>
  )
}
