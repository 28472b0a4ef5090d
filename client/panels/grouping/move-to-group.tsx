import { CircleParking, FolderMinus, FolderPlus } from 'lucide-react'
import { isParked, parkingLot } from '#shared/board/parking-lot.ts'
import type { Tint } from '#shared/board/note.ts'
import { inReadingOrder } from '#shared/geometry/reading-order.ts'
import { inLine } from '#shared/text/in-line.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { Scene, SceneCluster, SceneNote } from '../../model/document/scene.ts'
import { bringIntoView } from '../../tools/view.ts'
import { useBoard } from '../host/board-context.tsx'
import { groupLabel, notesOfGroup } from '../host/group-label.ts'
import { useSceneList } from '../host/use-scene.ts'
import { Palette, type PaletteChoice } from '../ui/palette.tsx'
import { groupingWords } from './words.ts'
import './move-to-group.css'

/** So many notes of a group stand beside its name. */
const shownTints = 4

/** Where these notes go: into a group, with a note that stands alone, into a new group, out of theirs, or aside. */
export function MoveToGroup({
  notes,
  onClose,
}: {
  readonly notes: readonly string[]
  readonly onClose: () => void
}) {
  const t = useWords(groupingWords)
  const { model } = useBoard()
  const { commands, scene, may, notices } = model
  const groups = useSceneList(scene, groupsByPlace, sameShown)
  const moved = notes.flatMap((id) => scene.notes.get(id) ?? [])
  const homes = new Set(moved.map(({ cluster }) => cluster))
  const [home] = homes
  const [first] = moved
  const words = inLine(first?.text ?? '', 60)
  const show = () => {
    const rect = scene.notes.get(first?.id ?? '')?.rect
    if (rect) bringIntoView(model, rect)
  }
  const say = (text: string) => notices.show({ tone: 'calm', text })
  const join = (ids: readonly string[], said: string) => {
    if (commands.cluster(ids) !== undefined) say(said)
    show()
  }
  const begin = (title: string) => {
    const group = commands.cluster(notes)
    if (group === undefined) return
    if (title !== '') commands.writeClusterTitle(group, title)
    say(title === '' ? t('made', { words }) : t('newGroupOf', { title }))
    show()
  }
  const choices: PaletteChoice[] = groups
    .filter(({ id }) => (homes.size > 1 || id !== home) && may(Operation.gatherNote, id))
    .map(({ id, tint, members }) => {
      const label = groupLabel(scene, id, t)
      return {
        id,
        label,
        group: t('groups'),
        icon: <Tints of={tint} notes={notesOfGroup(scene, id)} />,
        aside: <span className="quiet tabular">{t('notes', { count: members.length })}</span>,
        run: () => join([...notes, id], t('moved', { count: notes.length, title: label })),
      }
    })
  if (may(Operation.addCluster)) {
    choices.push({
      id: 'new',
      label: (typed) => (typed === '' ? t('newGroup') : t('newGroupOf', { title: typed })),
      icon: <FolderPlus />,
      run: begin,
    })
    for (const { id, text, tint } of notesAlone(scene, first, notes))
      if (may(Operation.gatherNote, id))
        choices.push({
          id,
          label: inLine(text),
          group: t('others'),
          icon: <Tints notes={[{ id, tint }]} />,
          run: () => join([...notes, id], t('together', { count: notes.length, words: inLine(text, 48) })),
        })
  }
  if (homes.size > 1 || home !== null)
    choices.push({
      id: 'out',
      label: t('out'),
      icon: <FolderMinus />,
      run: () => {
        commands.takeOut(notes)
        show()
      },
    })
  if (scene.areas.has(parkingLot) && may(Operation.placeNote) && !moved.every(isParked))
    choices.push({ id: 'park', label: t('park'), icon: <CircleParking />, run: () => commands.park(notes) })
  return (
    <Palette
      title={t('heading', { count: notes.length })}
      about={words}
      placeholder={t('placeholder')}
      none=""
      choices={choices}
      onClose={onClose}
    />
  )
}

/** The colours of a group's first notes, on the colour of the group. */
function Tints({
  notes,
  of,
}: {
  readonly notes: readonly Pick<SceneNote, 'id' | 'tint'>[]
  readonly of?: Tint
}) {
  return (
    <span className="group-tints" data-tint={of} aria-hidden="true">
      {notes.slice(0, shownTints).map(({ id, tint }) => (
        <span key={id} data-tint={tint} />
      ))}
    </span>
  )
}

function groupsByPlace({ clusters }: Scene): readonly SceneCluster[] {
  return inReadingOrder([...clusters.values()], ({ rect }) => rect)
}

/** The other notes outside groups of the area in which the first of these lies. */
function notesAlone(
  { notes }: Scene,
  first: SceneNote | undefined,
  without: readonly string[],
): readonly SceneNote[] {
  const alone = [...notes.values()].filter(
    ({ id, cluster, area, text }) =>
      cluster === null && area === (first?.area ?? null) && text.trim() !== '' && !without.includes(id),
  )
  return inReadingOrder(alone, ({ rect }) => rect)
}

function sameShown(a: SceneCluster, b: SceneCluster): boolean {
  return (
    a.id === b.id &&
    a.title === b.title &&
    a.firstWords === b.firstWords &&
    a.tint === b.tint &&
    a.members.length === b.members.length
  )
}
