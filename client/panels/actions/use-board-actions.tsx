import { useStore } from '@nanostores/react'
import {
  ChartNoAxesColumn,
  Clapperboard,
  Download,
  Eye,
  EyeOff,
  History,
  House,
  ImagePlus,
  Keyboard,
  LayoutGrid,
  LockKeyhole,
  Maximize,
  Megaphone,
  MonitorSmartphone,
  MousePointer2,
  NotebookPen,
  PenLine,
  Projector,
  Redo2,
  Search,
  Share2,
  SquarePlus,
  Terminal,
  Trash2,
  Undo2,
  UserRound,
  Users,
  Vote,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { isWritten } from '#shared/board/draft.ts'
import { mayWrite, Operation } from '#shared/workshop/policy.ts'
import { may } from '#shared/activities/policy.ts'
import { VoteOperation } from '#shared/activities/vote/rights.ts'
import { WriteOperation } from '#shared/activities/write/rights.ts'
import { Role } from '#shared/workshop/role.ts'
import { newNote } from '../../tools/edit.ts'
import { fitAll } from '../../tools/view.ts'
import { openSearch } from '../find/open-search.ts'
import { choosePhotos } from '../ui/choose-photos.ts'
import { openProjector } from '../share/open-projector.ts'
import { go } from '../../routing/route.ts'
import { modifier } from '../ui/keys.ts'
import { useBoard, useRights } from '../host/board-context.tsx'
import { useBringEveryone } from '../host/use-bring-everyone.ts'
import { useOutcome } from '../host/use-outcome.ts'

export interface BoardAction {
  readonly id: string
  readonly label: string
  readonly icon: ReactNode
  readonly keys?: string
  readonly inMenu: boolean
  readonly run: () => void
}

/** What this person may do with the board as a whole: the menu shows some, the command palette all. */
export function useBoardActions(): readonly BoardAction[] {
  const { t } = useTranslation()
  const { model, shell, isWaiting } = useBoard()
  const tell = useOutcome()
  const bring = useBringEveryone()
  const open = useStore(model.voting.open)
  const closing = useStore(model.voting.closing)
  const { mode, since } = useStore(model.writing)
  const isPrivate = mode === 'private'
  const hasDrafts = useStore(model.desk.drafts).some(isWritten)
  const takesNotes = useStore(model.desk.takesNotes)
  const { role, commands, notices } = model
  useRights()
  const writes = mayWrite(role)
  const actions: (BoardAction & { readonly isPossible: boolean })[] = [
    {
      id: 'note',
      label: t('tools.note'),
      icon: <SquarePlus />,
      keys: 'N',
      inMenu: false,
      isPossible: model.may(Operation.addNote),
      run: () => newNote(model),
    },
    {
      id: 'pictures',
      label: t('photo.addMany'),
      icon: <ImagePlus />,
      inMenu: false,
      isPossible: model.may(Operation.addNote) || takesNotes,
      run: () => choosePhotos((files) => model.photos.bring(files, model.camera.view())),
    },
    {
      id: 'find',
      label: t('menu.find'),
      icon: <Search />,
      keys: `${modifier}F`,
      inMenu: true,
      isPossible: true,
      run: () => openSearch(shell),
    },
    {
      id: 'votes',
      label: t('menu.rounds'),
      icon: <ChartNoAxesColumn />,
      inMenu: true,
      isPossible: true,
      run: () => shell.drawer.set('votes'),
    },
    {
      id: 'open-round',
      label: t('vote.open'),
      icon: <Vote />,
      inMenu: false,
      isPossible: may(role, VoteOperation.openRound) && open === undefined,
      run: () => shell.dialog.set({ kind: 'openRound' }),
    },
    {
      id: 'close-round',
      label: t('vote.close'),
      icon: <Vote />,
      inMenu: false,
      isPossible: may(role, VoteOperation.closeRound) && open !== undefined && !closing.has(open.id),
      run: () => open && shell.dialog.set({ kind: 'closeRound', round: open.id }),
    },
    {
      id: 'write-privately',
      label: t('writing.begin'),
      icon: <EyeOff />,
      inMenu: true,
      isPossible: model.may(WriteOperation.setWriting) && !isPrivate,
      run: () => shell.dialog.set({ kind: 'writePrivately' }),
    },
    {
      id: 'reveal',
      label: t('writing.reveal'),
      icon: <Eye />,
      inMenu: isPrivate,
      // After an end without a reveal, too: what was written is still there to be shown.
      isPossible: model.may(WriteOperation.revealDesks) && since > 0,
      run: () => shell.dialog.set({ kind: 'reveal' }),
    },
    {
      id: 'write-together',
      label: t('writing.end'),
      icon: <PenLine />,
      inMenu: true,
      isPossible: model.may(WriteOperation.setWriting) && isPrivate,
      run: () =>
        tell(commands.setWriting('shared'), () => notices.show({ text: t('writing.ended'), tone: 'calm' })),
    },
    {
      id: 'desk',
      label: t('writing.yours'),
      icon: <NotebookPen />,
      inMenu: true,
      isPossible: model.desk.isKept && (isPrivate || hasDrafts),
      run: () => shell.drawer.set('desk'),
    },
    {
      id: 'rights',
      label: t('rights.heading'),
      icon: <LockKeyhole />,
      inMenu: true,
      isPossible: model.may(Operation.setRights),
      run: () => shell.dialog.set({ kind: 'rights' }),
    },
    {
      id: 'people',
      label: t('menu.people'),
      icon: <Users />,
      inMenu: true,
      isPossible: true,
      run: () => shell.drawer.set('people'),
    },
    {
      id: 'share',
      label: t('share.heading'),
      icon: <Share2 />,
      inMenu: false,
      isPossible: may(role, Operation.manageLinks),
      run: () => shell.dialog.set({ kind: 'share' }),
    },
    {
      id: 'projector',
      label: t('projector.open'),
      icon: <Projector />,
      inMenu: true,
      isPossible: role === Role.viewer || may(role, Operation.manageLinks),
      run: () => {
        if (openProjector(model)) return
        notices.show({ text: t('projector.unknownLink'), tone: 'plain' })
        shell.dialog.set({ kind: 'share' })
      },
    },
    {
      id: 'gather',
      label: t('board.bring'),
      icon: <Megaphone />,
      inMenu: true,
      isPossible: may(role, Operation.gather) && bring !== undefined,
      run: () => bring?.(),
    },
    {
      id: 'tidy',
      label: t('menu.tidyAll'),
      icon: <LayoutGrid />,
      inMenu: true,
      isPossible: may(role, Operation.gather),
      run: () => commands.tidy(),
    },
    {
      id: 'fit',
      label: t('menu.fit'),
      icon: <Maximize />,
      keys: '⇧1',
      inMenu: false,
      isPossible: true,
      run: () => fitAll(model),
    },
    {
      id: 'export',
      label: t('menu.export'),
      icon: <Download />,
      inMenu: true,
      isPossible: may(role, Operation.exportBoard),
      run: () => shell.dialog.set({ kind: 'export' }),
    },
    {
      id: 'checkpoints',
      label: t('history.heading'),
      icon: <History />,
      inMenu: true,
      isPossible: may(role, Operation.manageCheckpoints),
      run: () => shell.dialog.set({ kind: 'checkpoints' }),
    },
    {
      id: 'replay',
      label: t('replay.open'),
      icon: <Clapperboard />,
      inMenu: true,
      isPossible: may(role, Operation.replayBoard),
      run: () => shell.dialog.set({ kind: 'replay' }),
    },
    {
      id: 'undo',
      label: t('menu.undo'),
      icon: <Undo2 />,
      keys: `${modifier}Z`,
      inMenu: false,
      isPossible: writes,
      run: model.undo.undo,
    },
    {
      id: 'redo',
      label: t('menu.redo'),
      icon: <Redo2 />,
      keys: `${modifier}⇧Z`,
      inMenu: false,
      isPossible: writes,
      run: model.undo.redo,
    },
    {
      id: 'cursors',
      label: t('menu.cursors'),
      icon: <MousePointer2 />,
      inMenu: false,
      isPossible: true,
      run: () => model.presence.showCursors.set(!model.presence.showCursors.get()),
    },
    {
      id: 'me',
      label: t('menu.me'),
      icon: <UserRound />,
      inMenu: true,
      isPossible: true,
      run: () => shell.dialog.set({ kind: 'me' }),
    },
    {
      id: 'devices',
      label: t('devices.heading'),
      icon: <MonitorSmartphone />,
      inMenu: true,
      isPossible: may(role, Operation.manageDevices) && !isWaiting,
      run: () => shell.dialog.set({ kind: 'devices' }),
    },
    {
      id: 'commands',
      label: t('menu.commands'),
      icon: <Terminal />,
      keys: `${modifier}K`,
      inMenu: true,
      isPossible: true,
      run: () => shell.dialog.set({ kind: 'commands' }),
    },
    {
      id: 'help',
      label: t('menu.help'),
      icon: <Keyboard />,
      keys: '?',
      inMenu: true,
      isPossible: true,
      run: () => shell.dialog.set({ kind: 'help' }),
    },
    {
      id: 'home',
      label: t('menu.home'),
      icon: <House />,
      inMenu: true,
      isPossible: true,
      run: () => go('/'),
    },
    {
      id: 'delete-board',
      label: t('deletion.open'),
      icon: <Trash2 />,
      inMenu: true,
      isPossible: may(role, Operation.deleteBoard),
      run: () => shell.dialog.set({ kind: 'deleteBoard' }),
    },
  ]
  return actions.filter((action) => action.isPossible)
}
