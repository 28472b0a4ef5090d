import { FolderMinus, FolderPlus } from 'lucide-react'
import { useWords } from '../../i18n/use-words.ts'
import { inReadingOrder } from '#shared/geometry/reading-order.ts'
import { Operation } from '#shared/workshop/policy.ts'
import type { Scene, SceneCluster } from '../../model/document/scene.ts'
import { bringIntoView } from '../../tools/view.ts'
import { useBoard } from '../host/board-context.tsx'
import { useSceneList } from '../host/use-scene.ts'
import { Palette, type PaletteChoice } from '../ui/palette.tsx'
import { groupingWords } from './words.ts'

/** The groups of the board by place, to choose one for these notes. */
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
  const homes = new Set(notes.map((id) => scene.notes.get(id)?.cluster ?? null))
  const [home] = homes
  const show = () => {
    const rect = scene.notes.get(notes[0] ?? '')?.rect
    if (rect) bringIntoView(model, rect)
  }
  const join = ({ id, title }: { readonly id: string; readonly title: string }) => {
    const isMoved = commands.cluster([...notes, id]) !== undefined
    show()
    if (isMoved) notices.show({ tone: 'calm', text: t('moved', { count: notes.length, title }) })
  }
  const choices: PaletteChoice[] = groups
    .filter(({ id }) => (homes.size > 1 || id !== home) && may(Operation.gatherNote, id))
    .map(({ id, title, tint, members }) => {
      const label = title || t('common.untitledCluster')
      return {
        id,
        label,
        icon: <span className="palette__tint" data-tint={tint} />,
        aside: <span className="palette__hint tabular">{t('notes', { count: members.length })}</span>,
        run: () => join({ id, title: label }),
      }
    })
  if (may(Operation.addCluster))
    choices.push({
      id: 'new',
      label: t('newGroup'),
      icon: <FolderPlus />,
      run: () => {
        commands.cluster(notes)
        show()
      },
    })
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
  return (
    <Palette
      title={t('heading')}
      placeholder={t('placeholder')}
      none={t('none')}
      choices={choices}
      onClose={onClose}
    />
  )
}

function groupsByPlace({ clusters }: Scene): readonly SceneCluster[] {
  return inReadingOrder([...clusters.values()], ({ rect }) => rect)
}

function sameShown(a: SceneCluster, b: SceneCluster): boolean {
  return a.id === b.id && a.title === b.title && a.tint === b.tint && a.members.length === b.members.length
}
