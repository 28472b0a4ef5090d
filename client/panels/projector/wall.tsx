import { inBrief } from '#shared/board/brief.ts'
import { useStore } from '@nanostores/react'
import { titleIn } from '#shared/board/area.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { SceneNote } from '../../model/document/scene.ts'
import { useBoard } from '../host/board-context.tsx'
import { RoomPageMark } from '../host/room-pages.tsx'
import { useColumnPages } from '../host/use-column-pages.ts'
import { usePhoto } from '../host/use-photo.ts'
import { useContentLanguage } from '../ui/content-language.ts'
import { isOfSentences } from '../host/areas-of-step.ts'
import { StillPrinciple } from '../host/still-principle.tsx'
import type { WallGroup } from './wall-groups.ts'
import { projectorWords } from './words.ts'
import './wall.css'

/** Type sizes, rem: none below 28 px on a screen of 1280. The rest comes on the next page. */
const sizes = {
  board: [2, 1.75, 1.5, 1.32],
  blank: [1.6, 1.32],
  spotlight: [4, 3.6, 3.2, 2.9, 2.6, 2.3, 2.1, 1.9, 1.7, 1.5, 1.32],
} as const
type WallKind = keyof typeof sizes

interface WallProps {
  readonly groups: readonly WallGroup[]
  readonly kind: WallKind
}

/** The notes as text for the last row: whole, in columns, on as many pages as it takes. The facilitator turns them. */
export function Wall({ groups, kind }: WallProps) {
  const t = useWords(projectorWords)
  const language = useContentLanguage()
  const { model } = useBoard()
  const agenda = useStore(model.agenda)
  const shown = useStore(model.spotlight)
  const { place, page, pages } = useColumnPages(`wall:${kind}:${shown ?? agenda?.now.move ?? 0}`, sizes[kind])
  const isPrivate = useStore(model.writing).mode === 'private'
  const isBare = (area: WallGroup['area']) => !!area && isOfSentences(agenda, area.id)
  return (
    <div
      className="wall"
      data-kind={kind}
      data-private={(kind === 'blank' && isPrivate) || undefined}
      data-single={isSingle(groups) || undefined}
    >
      <div className="wall__place" ref={place}>
        <div
          className="wall__flow"
          data-paged={pages > 1 || undefined}
          style={{ transform: `translateX(calc(${-page} * (100% + var(--wall-gap))))` }}
        >
          {groups.map(({ area, isFirst, cluster, notes }) => (
            <section
              key={`${area?.id} ${cluster?.id}`}
              className="wall__group"
              data-sentences={isBare(area) || undefined}
            >
              {area && isFirst && <h2 className="wall__area said">{titleIn(area, currentLanguage())}</h2>}
              {kind === 'blank' && !isPrivate && <p className="wall__blank">{t('blank')}</p>}
              {cluster && (
                <h2 className="wall__title" dir="auto" lang={cluster.title === '' ? undefined : language}>
                  {inBrief(cluster.title) || t('common.untitledCluster')}
                  <span className="wall__count tabular">{cluster.members.length}</span>
                </h2>
              )}
              {notes.map((note) => (
                <WallNote key={note.id} note={note} isBare={isBare(area)} />
              ))}
            </section>
          ))}
        </div>
      </div>
      <RoomPageMark page={page} pages={pages} />
    </div>
  )
}

interface WallNoteProps {
  readonly note: SceneNote
  /** It stands on the wall itself: its ink is the wall's, also in the dark. */
  readonly isBare: boolean
}

function WallNote({ note: { kind, tint, text, photo, signature, isLate }, isBare }: WallNoteProps) {
  const t = useWords(projectorWords)
  const language = useContentLanguage()
  return (
    <article className="wall__note" data-tint={tint} data-paper={isBare ? undefined : ''}>
      {photo && <WallPhoto id={photo.id} />}
      {kind === 'principle' ? (
        <StillPrinciple text={text} />
      ) : (
        text !== '' && (
          <p dir="auto" lang={language}>
            {inBrief(text)}
          </p>
        )
      )}
      {signature !== undefined && <p className="wall__signature">{signature}</p>}
      {isLate && <p className="wall__signature">{t('common.addedLater')}</p>}
    </article>
  )
}

function WallPhoto({ id }: { readonly id: string }) {
  const { url } = usePhoto(id)
  return url === undefined ? null : <img className="wall__photo" src={url} alt="" />
}

/** A longer text is read more easily in columns. Not measured. */
const maxSheet = 600

function isSingle([group, ...more]: readonly WallGroup[]): boolean {
  const [note, ...others] = group?.notes ?? []
  const isAlone = note !== undefined && group?.cluster === null && more.length + others.length === 0
  return isAlone && note.text.length <= maxSheet
}
