import { Dialog } from '@base-ui/react/dialog'
import { FolderMinus, FolderPlus } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import { inReadingOrder } from '#shared/geometry/reading-order.ts'
import { Operation } from '#shared/workshop/policy.ts'
import type { Scene, SceneCluster } from '../../model/document/scene.ts'
import { bringIntoView } from '../../tools/view.ts'
import { useBoard } from '../host/board-context.tsx'
import { useSceneList } from '../host/use-scene.ts'
import { folded } from '../ui/folded.ts'
import { moveFocus } from '../ui/move-focus.ts'
import { groupingWords } from './words.ts'
import '../ui/palette.css'

interface Choice {
  readonly id: string
  readonly label: string
  readonly hint?: string
  readonly tint?: string
  readonly icon?: ReactNode
  readonly run: () => string | undefined
}

/** So many groups are listed at once; a part of a name finds the others. Not measured. */
const mostListed = 200

/** The groups of the board by place, to choose one for these notes: type a part of its name and press Enter. */
export function MoveToGroup({
  notes,
  onClose,
}: {
  readonly notes: readonly string[]
  readonly onClose: () => void
}) {
  const t = useWords(groupingWords)
  const { model } = useBoard()
  const [query, setQuery] = useState('')
  const groups = useSceneList(model.scene, groupsByPlace, sameShown)
  const homes = new Set(notes.map((id) => model.scene.notes.get(id)?.cluster ?? null))
  const [home] = homes
  const wanted = folded(query.trim())
  const titleOf = ({ title }: SceneCluster) => title || t('common.untitledCluster')
  const choices: readonly Choice[] = [
    ...groups
      .filter(({ id }) => (homes.size > 1 || id !== home) && model.may(Operation.gatherNote, id))
      .map((group) => ({
        id: group.id,
        label: titleOf(group),
        hint: t('notes', { count: group.members.length }),
        tint: group.tint,
        run: () => model.commands.cluster([...notes, group.id]),
      })),
    ...(model.may(Operation.addCluster)
      ? [{ id: 'new', label: t('newGroup'), icon: <FolderPlus />, run: () => model.commands.cluster(notes) }]
      : []),
    ...(homes.size > 1 || home !== null
      ? [{ id: 'out', label: t('out'), icon: <FolderMinus />, run: () => takeOut() }]
      : []),
  ]
  const takeOut = () => {
    model.commands.takeOut(notes)
    return undefined
  }
  const shown = choices.filter(({ label }) => folded(label).includes(wanted)).slice(0, mostListed)
  const choose = (choice: Choice | undefined) => {
    if (!choice) return
    onClose()
    const into = choice.run()
    const group = into === undefined ? undefined : model.scene.clusters.get(into)
    const [first] = notes
    const rect = first === undefined ? undefined : model.scene.notes.get(first)?.rect
    if (rect) bringIntoView(model, rect)
    if (!group || choice.id === 'new') return
    const text = t('moved', { count: notes.length, title: titleOf(group) })
    model.notices.show({ tone: 'calm', text })
  }
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="dialog-veil" />
        <Dialog.Popup className="palette" aria-label={t('heading')} onKeyDown={moveFocus}>
          <form
            onSubmit={(event) => {
              event.preventDefault()
              choose(shown[0])
            }}
          >
            <input
              type="text"
              aria-label={t('placeholder')}
              placeholder={t('placeholder')}
              autoComplete="off"
              value={query}
              onChange={(event) => setQuery(event.target.value)}
            />
          </form>
          <ul className="palette__list">
            {shown.map((choice) => (
              <li key={choice.id}>
                <button type="button" className="menu__item" onClick={() => choose(choice)}>
                  {choice.icon ?? <span className="palette__tint" data-tint={choice.tint} />}
                  <span className="menu__words" dir="auto">
                    {choice.label}
                  </span>
                  {choice.hint !== undefined && <span className="palette__hint tabular">{choice.hint}</span>}
                </button>
              </li>
            ))}
          </ul>
          <output className="palette__none">{shown.length === 0 && t('none')}</output>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function groupsByPlace({ clusters }: Scene): readonly SceneCluster[] {
  return inReadingOrder([...clusters.values()], ({ rect }) => rect)
}

function sameShown(a: SceneCluster, b: SceneCluster): boolean {
  return a.id === b.id && a.title === b.title && a.tint === b.tint && a.members.length === b.members.length
}
