import {
  ChevronsDownUp,
  ChevronsUpDown,
  CircleParking,
  CircleParkingOff,
  Combine,
  CopyPlus,
  FolderInput,
  Group,
  Image as ImageIcon,
  ImagePlus,
  LayoutGrid,
  Lock,
  LockOpen,
  LogOut,
  Pencil,
  Presentation,
  Sprout,
  Trash2,
  Ungroup,
} from 'lucide-react'
import { useStore } from '@nanostores/react'
import type { ReactNode } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { choosePhotos } from '../ui/choose-photos.ts'
import { alt, modifier } from '../ui/keys.ts'
import { useBoard, useMay } from '../host/board-context.tsx'
import type { SelectionFacts } from './selection-facts.ts'
import { useOutcome } from '../host/outcome.ts'
import { boardWords } from './words.ts'
import { photosWords } from '../photos/words.ts'
import { useLookActions } from '../free/look-actions.tsx'
import { groupingWords } from '../grouping/words.ts'
import { hostWords } from '../host/words.ts'
import { originDialog } from '../lineage/lineage-entry.ts'
import { lineageWords } from '../lineage/words.ts'
import { rightsWords } from '../rights/words.ts'

export interface SelectionAction {
  readonly id: string
  readonly label: string
  readonly icon: ReactNode
  readonly keys?: string
  /** In the bar it stands in this tray. */
  readonly tray?: 'look' | 'react'
  readonly run: () => void
}

/** Offset of a duplicate from its original, board units: it is visible and hides little. Not measured. */
const duplicateBy = { x: 24, y: 24 }

type PossibleAction = SelectionAction & { readonly isPossible: boolean }

/** The actions on the selection that this person may use. The bar and the context menu offer the same. */
export function useSelectionActions(facts: SelectionFacts): readonly SelectionAction[] {
  const look = useLookActions(facts)
  const actions = [
    ...useContentActions(facts),
    ...useClusterActions(facts),
    ...look,
    ...useGeneralActions(facts),
  ]
  return actions.filter(({ isPossible }) => isPossible)
}

function useContentActions(facts: SelectionFacts): readonly PossibleAction[] {
  const t = useWords(boardWords)
  const tPhotos = useWords(photosWords)
  const tHost = useWords(hostWords)
  const { model } = useBoard()
  const { ui } = model
  const { notes, clusters, may } = facts
  const ids = [...notes, ...clusters]
  return [
    {
      id: 'edit',
      isPossible: ids.length === 1 && may.write,
      label: t('selection.edit'),
      icon: <Pencil />,
      keys: '↵',
      run: () => ui.editing.set(ids[0] ?? null),
    },
    {
      id: 'addPhoto',
      isPossible: facts.picture === 'none' && may.mark,
      label: tPhotos('add'),
      icon: <ImagePlus />,
      run: () => choosePhotos(([file]) => file && model.photos.put(ids[0] ?? '', file), { isOne: true }),
    },
    {
      id: 'viewPicture',
      isPossible: facts.picture === 'shown',
      label: tHost('viewPhoto'),
      icon: <ImageIcon />,
      keys: `${alt}↵`,
      run: () => ui.viewing.set(ids[0] ?? null),
    },
  ]
}

function useClusterActions(facts: SelectionFacts): readonly PossibleAction[] {
  const t = useWords(boardWords)
  const tGrouping = useWords(groupingWords)
  const tHost = useWords(hostWords)
  const tLineage = useWords(lineageWords)
  const { model, shell } = useBoard()
  const { commands, ui } = model
  const { notes, clusters, may } = facts
  const select = (id: string | undefined) => id !== undefined && ui.selection.set(new Set([id]))
  return [
    {
      id: 'group',
      isPossible:
        may.gather &&
        notes.length > 0 &&
        clusters.length < 2 &&
        (clusters.length === 1 || !facts.isWholeCluster),
      label: clusters.length === 1 ? t('selection.addToCluster') : t('selection.cluster'),
      icon: <Group />,
      keys: `${modifier}G`,
      run: () => select(commands.cluster([...notes, ...clusters])),
    },
    {
      id: 'moveToGroup',
      isPossible: may.gather && notes.length > 0 && clusters.length === 0,
      label: tGrouping('open'),
      icon: <FolderInput />,
      keys: 'M',
      run: () => ui.regrouping.set(notes),
    },
    {
      id: 'merge',
      isPossible: may.disband && clusters.length > 1,
      label: t('selection.merge'),
      icon: <Combine />,
      run: () => select(commands.cluster(clusters)),
    },
    {
      id: 'takeOut',
      isPossible: may.gather && facts.isInCluster && clusters.length === 0,
      label: t('selection.takeOut'),
      icon: <LogOut />,
      run: () => commands.takeOut(notes),
    },
    {
      id: 'origin',
      isPossible: facts.hasLineage,
      label: tLineage('origin'),
      icon: <Sprout />,
      run: () => shell.open(originDialog, { of: notes[0] ?? '' }),
    },
    {
      id: 'park',
      isPossible: may.move && facts.areParked === false,
      label: tHost('park'),
      icon: <CircleParking />,
      run: () => commands.park(notes),
    },
    {
      id: 'unpark',
      isPossible: may.move && facts.areParked === true,
      label: tHost('unpark'),
      icon: <CircleParkingOff />,
      run: () => commands.unpark(notes),
    },
    {
      id: 'fold',
      isPossible: may.change && clusters.length > 0,
      label: facts.isCollapsed ? t('selection.expand') : t('selection.collapse'),
      icon: facts.isCollapsed ? <ChevronsUpDown /> : <ChevronsDownUp />,
      run: () => clusters.forEach((id) => commands.toggleCollapsed(id)),
    },
    {
      id: 'tidy',
      isPossible: may.move && clusters.length > 0,
      label: t('selection.tidy'),
      icon: <LayoutGrid />,
      run: () => commands.tidy(clusters),
    },
    {
      id: 'dissolve',
      isPossible: may.disband && clusters.length > 0,
      label: t('selection.dissolve'),
      icon: <Ungroup />,
      keys: `${modifier}⇧G`,
      run: () => commands.dissolve(clusters),
    },
  ]
}

function useGeneralActions(facts: SelectionFacts): readonly PossibleAction[] {
  const t = useWords(boardWords)
  const tHost = useWords(hostWords)
  const tRights = useWords(rightsWords)
  const { model } = useBoard()
  const mayAdd = useMay(Operation.addNote)
  const mayLock = useMay(Operation.setRights)
  const mayShow = useMay(Operation.showToRoom)
  const spotlight = useStore(model.spotlight)
  const report = useOutcome()
  const { commands, ui } = model
  const ids = [...facts.notes, ...facts.clusters]
  const isShown = ids.length === 1 && spotlight === ids[0]
  return [
    {
      id: 'show',
      isPossible: mayShow && ids.length === 1,
      label: isShown ? t('selection.endShow') : t('selection.show'),
      icon: <Presentation />,
      run: () => report(commands.showToRoom(isShown ? null : (ids[0] ?? null))),
    },
    {
      id: 'lock',
      isPossible: mayLock,
      label: facts.isLocked ? tRights('unlock') : tRights('lock'),
      icon: facts.isLocked ? <LockOpen /> : <Lock />,
      keys: `${modifier}⇧L`,
      run: () =>
        report(commands.setLocked(ids, !facts.isLocked), () =>
          model.notices.show({
            tone: 'calm',
            text: facts.isLocked ? tRights('unlocked') : tRights('locked'),
          }),
        ),
    },
    {
      id: 'duplicate',
      isPossible: mayAdd,
      label: t('selection.duplicate'),
      icon: <CopyPlus />,
      keys: `${modifier}D`,
      run: () => ui.selection.set(new Set(commands.duplicate(ids, duplicateBy))),
    },
    {
      id: 'remove',
      isPossible: facts.may.remove,
      label: tHost('remove'),
      icon: <Trash2 />,
      keys: '⌫',
      run: () => void commands.remove(ids),
    },
  ]
}
