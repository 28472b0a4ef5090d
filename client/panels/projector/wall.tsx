import { useStore } from '@nanostores/react'
import { inBrief } from '#shared/board/brief.ts'
import { titleIn } from '#shared/board/area.ts'
import { stepPathIn } from '#shared/board/id.ts'
import { boardOutline } from '#shared/board/outline.ts'
import { byPlace, parkingLot } from '#shared/board/parking-lot.ts'
import { familiesOf } from '#shared/workshop/families.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { SceneNote, Scene, SceneCluster } from '../../model/document/scene.ts'
import { useBoard } from '../host/board-context.tsx'
import { groupLabel } from '../host/group-label.ts'
import { RoomPageMark } from '../host/room-pages.tsx'
import { personOfNeed } from '../host/person-of-need.ts'
import { useColumnPages } from '../host/use-column-pages.ts'
import { useSceneFact } from '../host/use-scene.ts'
import { useNumber } from '../host/use-number.ts'
import { usePhoto } from '../host/use-photo.ts'
import { useContentLanguage } from '../ui/content-language.ts'
import { isOfSentences } from '../host/areas-of-step.ts'
import { StillPrinciple } from '../host/still-principle.tsx'
import type { SceneArea } from '../../model/document/scene-areas.ts'
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
  const { place, page, pages } = useColumnPages(
    `wall:${kind}:${shown ?? agenda?.now.move ?? 0}`,
    sizes[kind],
    {
      mayWiden: kind === 'board',
    },
  )
  const isPrivate = useStore(model.writing).mode === 'private'
  const isBare = (area: WallGroup['area']) => !!area && isOfSentences(agenda, area.id)
  const notes = groups.flatMap((group) => group.notes)
  return (
    <div
      className="wall"
      data-kind={kind}
      data-private={(kind === 'blank' && isPrivate) || undefined}
      data-single={isSingle(groups) || undefined}
      data-principles={(notes.length > 0 && notes.every(isPrinciple)) || undefined}
    >
      <div className="wall__place" ref={place}>
        <div
          className="wall__flow"
          data-paged={pages > 1 || undefined}
          style={{ transform: `translateX(calc(${-page} * (100% + var(--wall-gap))))` }}
        >
          {groups.map(({ area, isFirst, cluster, notes: members }) => (
            <section key={`${area?.id} ${cluster?.id}`} className="wall__group">
              {area && isFirst && <h2 className="wall__area said">{titleIn(area, currentLanguage())}</h2>}
              {kind === 'blank' && !isPrivate && <p className="wall__blank">{t('blank')}</p>}
              {cluster && (
                <h2 className="wall__title" dir="auto" lang={cluster.title === '' ? undefined : language}>
                  {inBrief(cluster.title) || groupLabel(model.scene, cluster.id, t)}
                  <span className="wall__count tabular">{cluster.members.length}</span>
                </h2>
              )}
              {(cluster === null ? inFamilies(members, model.scene) : members).map((note) => (
                <WallNote key={note.id} note={note} isBare={isBare(area) || isPrinciple(note)} />
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

function WallNote({ note, isBare }: WallNoteProps) {
  const { id, kind, tint, text, photo, signature, isLate, from } = note
  const t = useWords(projectorWords)
  const language = useContentLanguage()
  const number = useNumber(id)
  return (
    <article className="wall__note" data-tint={tint} data-paper={isBare ? undefined : ''}>
      {number !== undefined && <p className="wall__number tabular">{number}</p>}
      {kind === 'need' && <NeedOf from={from ?? []} />}
      {photo && <WallPhoto id={photo.id} />}
      {isPrinciple(note) ? (
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

function isPrinciple({ kind }: SceneNote): boolean {
  return kind === 'principle'
}

/** A need is somebody's: the person or group that it was written for begins its line. */
function NeedOf({ from }: { readonly from: readonly string[] }) {
  const { scene } = useBoard().model
  const language = useContentLanguage()
  const who = useSceneFact(scene, ({ notes }) => personOfNeed(notes, from))
  if (who === undefined) return null
  return (
    <p className="wall__whose" dir="auto" lang={language}>
      {inBrief(who)}
    </p>
  )
}

/** As at desks: a sentence that was built on another one follows it. */
function inFamilies(notes: readonly SceneNote[], scene: WallScene): readonly SceneNote[] {
  const byId = new Map(notes.map((note) => [note.id, note]))
  const buildsOn = (id: string) => scene.notes.get(id)?.from ?? []
  return familiesOf([...byId.keys()], buildsOn).flatMap(({ members }) =>
    members.flatMap((id) => byId.get(id) ?? []),
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

/** A group with its notes; without a cluster, the notes outside groups. */
export interface WallGroup {
  readonly area: SceneArea | null
  /** The first group of its area. */
  readonly isFirst: boolean
  readonly cluster: SceneCluster | null
  readonly notes: readonly SceneNote[]
}

type WallScene = Pick<Scene, 'notes' | 'clusters' | 'areas'>

/** The whole board in reading order. Of a collapsed group the title alone. */
export function wallGroups(scene: WallScene): readonly WallGroup[] {
  return withFirst(
    outlineOf(scene).map(({ area, cluster, notes: members }) => ({
      area,
      cluster,
      notes: cluster?.isCollapsed ? [] : members.filter(isWritten),
    })),
  )
}

function outlineOf({ notes, clusters, areas }: WallScene) {
  return boardOutline(notes.values(), clusters.values(), areas.values())
}

function withFirst(groups: readonly Omit<WallGroup, 'isFirst'>[]): readonly WallGroup[] {
  return groups.map((group, index) => ({ ...group, isFirst: groups[index - 1]?.area !== group.area }))
}

/** Without the areas of other steps. The notes of a step are shown wherever people have moved them but to the parking lot. */
export function wallGroupsIn(scene: WallScene, areas: ReadonlySet<string>): readonly WallGroup[] {
  const steps = new Set([...areas].map(stepPathIn))
  return wallGroups(scene).flatMap((group): readonly WallGroup[] => {
    const { area, cluster } = group
    if (area !== null && areas.has(area.id)) return [group]
    if (area?.id === parkingLot) return []
    const isOfStep = ({ step }: SceneNote) => (step === undefined ? area === null : steps.has(step))
    const notes = group.notes.filter(isOfStep)
    const isCard = area === null && cluster?.isCollapsed === true
    return notes.length > 0 || isCard ? [{ ...group, isFirst: false, notes }] : []
  })
}

/** Where notes will stand: the areas themselves while the step has no written note. */
export function blankAreas(scene: WallScene, areas: ReadonlySet<string>): readonly WallGroup[] | undefined {
  if (wallGroupsIn(scene, areas).some(({ notes }) => notes.length > 0)) return undefined
  return [...scene.areas.values()]
    .filter(({ id }) => areas.has(id))
    .sort(byPlace)
    .map((area) => ({ area, isFirst: true, cluster: null, notes: [] }))
}

/** These notes and groups alone, in the order of the board. */
export function wallGroupsOf(scene: WallScene, ids: ReadonlySet<string>): readonly WallGroup[] {
  return outlineOf(scene).flatMap(({ area, cluster, notes }): readonly WallGroup[] => {
    const place = { area, isFirst: false }
    if (cluster && ids.has(cluster.id)) return [{ ...place, cluster, notes: notes.filter(isWritten) }]
    const chosen = notes.filter(({ id }) => ids.has(id))
    return chosen.length > 0 ? [{ ...place, cluster: null, notes: chosen }] : []
  })
}

export function isSameWallGroup(a: WallGroup, b: WallGroup): boolean {
  return (
    a.area?.id === b.area?.id &&
    a.area?.title === b.area?.title &&
    a.isFirst === b.isFirst &&
    a.cluster?.id === b.cluster?.id &&
    a.cluster?.title === b.cluster?.title &&
    a.cluster?.firstWords === b.cluster?.firstWords &&
    a.notes.length === b.notes.length &&
    a.notes.every((note, index) => note === b.notes[index])
  )
}

/** A note that somebody has begun and not written yet says nothing to the room. */
function isWritten({ text, photo }: SceneNote): boolean {
  return text.trim() !== '' || photo !== undefined
}
