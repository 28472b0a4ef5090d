import { useStore } from '@nanostores/react'
import { may } from '#shared/activities/policy.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { activities } from '../../activities/activities.ts'
import { cloudDialog, sortingDrawer } from '../../sorting/sorting-entry.ts'
import { agenda } from '../agenda/agenda-feature.tsx'
import { devicesDialog } from '../devices/devices-entry.ts'
import { areaDialog } from '../free/arrow-entry.ts'
import { useBoard } from '../host/board-context.tsx'
import { useInColumn } from '../host/column.ts'
import { dialog, lazyDialog, lazyPart } from '../host/entries.tsx'
import { justCreated, takesPartIn } from '../host/just-created.ts'
import { lateWatch } from '../host/late-watch.ts'
import type { Feature } from '../host/feature.ts'
import { reportRefusal } from '../host/outcome.ts'
import { useReturnFocus } from '../host/return-focus.ts'
import { ideasDialog, originDialog } from '../lineage/lineage-entry.ts'
import { outline } from '../outline/outline-feature.tsx'
import { meDialog } from '../people/me-entry.ts'
import { peopleDrawer, PeopleStrip } from '../people/people-strip.tsx'
import { LockedLine } from '../rights/locked-line.tsx'
import { roomScreen } from '../share/room-entry.ts'
import { ShareButton, shareDialog } from '../share/share-button.tsx'
import {
  rightsDialog,
  checkpointsDialog,
  exportDialog,
  helpDialog,
  commandPalette,
  TitleField,
  rowsDialog,
  deleteBoardDialog,
  replayScreen,
  findBar,
  openSearch,
  rehearseDialog,
} from './board-entries.ts'

const find: Feature = {
  name: 'find',
  shortcuts: [{ key: 'f', isCommand: true, run: ({ shell }) => openSearch(shell) }],
  actions: async () => (await import('./feature-actions.tsx')).findActions,
  soon: [findBar],
}

/** The title of an area is asked for once it is drawn. */
const free: Feature = {
  name: 'free',
  watch: ({ model: { ui }, shell }) =>
    ui.titling.listen((id) => {
      if (id === null) return
      ui.titling.set(null)
      shell.open(areaDialog, { id })
    }),
  later: [areaDialog],
}

const moveToGroupDialog = dialog(async () => (await import('../grouping/move-to-group.tsx')).MoveToGroup)

/** Moves notes to a group by a list: no dragging is needed. And the help with sorting. */
const grouping: Feature = {
  name: 'grouping',
  watch: ({ model, shell }) => {
    const stopAsking = model.ui.regrouping.listen((notes) => {
      if (notes === null) return
      model.ui.regrouping.set(null)
      shell.open(moveToGroupDialog, { notes })
    })
    const stopTelling = lateWatch(async () => (await import('../grouping/tell-parked.ts')).tellParked(model))
    return () => {
      stopAsking()
      stopTelling()
    }
  },
  actions: async () => (await import('../grouping/grouping-actions.tsx')).groupingActions,
  later: [moveToGroupDialog, sortingDrawer, cloudDialog],
}

const PhotoDialog = lazyDialog(async () => (await import('../photos/photo-dialog.tsx')).PhotoDialog)

const photos: Feature = {
  name: 'photos',
  Window: OpenPhoto,
  actions: async () => (await import('./feature-actions.tsx')).photosActions,
  soon: [PhotoDialog],
  later: [{ fetch: () => import('../host/thumbnail.tsx') }],
}

function OpenPhoto() {
  const { model } = useBoard()
  const viewing = useStore(model.ui.viewing)
  useReturnFocus(viewing !== null)
  return viewing === null ? null : (
    <PhotoDialog key={viewing} id={viewing} onClose={() => model.ui.viewing.set(null)} />
  )
}

const people: Feature = {
  name: 'people',
  TopBar: PeopleStrip,
  watch: ({ model }) => {
    if (takesPartIn.get() === model.id)
      reportRefusal(model, model.run({ kind: 'participant.part', takesPart: true }))
    takesPartIn.set(null)
    return () => undefined
  },
  announcer: async () => (await import('../people/announce-people.ts')).announcePeople,
  actions: async () => (await import('../people/people-actions.tsx')).peopleActions,
  later: [peopleDrawer, meDialog],
}

/** Where a note comes from, for everybody; and what became of one's own ideas, on one's own device. */
const lineage: Feature = {
  name: 'lineage',
  watch: (board) => {
    if (!board.model.may(Operation.keepDesk)) return () => undefined
    return lateWatch(async () => (await import('../lineage/follow-ideas.ts')).followIdeas(board))
  },
  origin: originDialog,
  actions: async () => (await import('./feature-actions.tsx')).lineageActions,
  later: [originDialog, ideasDialog],
}

const RehearsalLine = lazyPart(async () => (await import('../rehearsal/rehearsal-line.tsx')).RehearsalLine)

/** A workshop that is tried out with ghosts. The page of the facilitator who opened it plays them. */
const rehearsal: Feature = {
  name: 'rehearsal',
  Banner: OnRehearsals,
  actions: async () => (await import('./feature-actions.tsx')).rehearsalActions,
  later: [rehearseDialog],
}

function OnRehearsals() {
  const { model } = useBoard()
  return useStore(model.meta).isRehearsal && <RehearsalLine />
}

const rights: Feature = {
  name: 'rights',
  Banner: LockedLine,
  actions: async () => (await import('./feature-actions.tsx')).rightsActions,
  later: [rightsDialog],
}

const share: Feature = {
  name: 'share',
  TopBar: ShareButton,
  watch: ({ model, shell, asking, isWaiting }) => {
    // The links of a new board are shown once.
    if (justCreated.get() === model.id) shell.open(shareDialog)
    justCreated.set(null)
    // On a second computer of a facilitator the projector and the code for the room are there at once.
    if (may(model.role, Operation.manageLinks) && !isWaiting)
      import('../share/sync-links.ts').then(({ syncLinks }) => syncLinks(asking)).catch(() => undefined)
    return () => undefined
  },
  actions: async () => (await import('../share/share-actions.tsx')).shareActions,
  later: [shareDialog, roomScreen],
}

const exports: Feature = {
  name: 'export',
  actions: async () => (await import('./feature-actions.tsx')).exportActions,
  later: [exportDialog],
}

/** The page that remains of the day, for facilitators. Its dialog is downloaded when it is opened. */
const purpose: Feature = {
  name: 'purpose',
  actions: async () => (await import('./feature-actions.tsx')).purposeActions,
}

const history: Feature = {
  name: 'history',
  actions: async () => (await import('./feature-actions.tsx')).historyActions,
  later: [checkpointsDialog],
}

const replay: Feature = {
  name: 'replay',
  actions: async () => (await import('./feature-actions.tsx')).replayActions,
  later: [replayScreen],
}

const devices: Feature = {
  name: 'devices',
  actions: async () => (await import('./feature-actions.tsx')).devicesActions,
  later: [devicesDialog],
}

const help: Feature = {
  name: 'help',
  shortcuts: [{ key: '?', isCommand: false, run: ({ shell }) => shell.open(helpDialog) }],
  actions: async () => (await import('./feature-actions.tsx')).helpActions,
  soon: [helpDialog],
}

const commands: Feature = {
  name: 'commands',
  shortcuts: [
    { key: 'k', isCommand: true, run: ({ shell }) => shell.open(commandPalette), closes: commandPalette },
  ],
  actions: async () => (await import('./feature-actions.tsx')).commandsActions,
  soon: [commandPalette],
}

/** Notes made by hand, or from a pasted table. */
const notes: Feature = {
  name: 'notes',
  actions: async () => (await import('./board-actions.tsx')).noteActions,
  announcer: async () => (await import('./announce-notes.ts')).announceNotes,
  soon: [{ fetch: () => import('#shared/imports/table.ts') }, rowsDialog],
}

/** Notes from the file of another tool. Its dialog is downloaded when it is opened. */
const imports: Feature = {
  name: 'import',
  actions: async () => (await import('./feature-actions.tsx')).importActions,
}

/** Views and undo. */
const view: Feature = {
  name: 'view',
  watch: (board) => lateWatch(async () => (await import('./follow-gathering.ts')).followGathering(board)),
  actions: async () => (await import('./board-actions.tsx')).viewActions,
  announcer: async () => (await import('./announce-notes.ts')).announceSaving,
  later: [{ fetch: () => import('../ui/tint-row.tsx') }, TitleField],
}

const installed: Feature = {
  name: 'installed',
  watch: (board) =>
    lateWatch(async () => (await import('../installed/follow-installed.ts')).followInstalled(board)),
}

/** The ways to leave the board. */
const leaving: Feature = {
  name: 'leaving',
  actions: async () => (await import('./board-actions.tsx')).leavingActions,
  later: [deleteBoardDialog],
}

const PhoneView = lazyPart(async () => (await import('../phone/phone-view.tsx')).PhoneView)
const BackToColumn = lazyPart(async () => (await import('../phone/phone-view.tsx')).BackToColumn)

/** The task or the list of notes in one column, for phones and crowds. */
const phone: Feature = { name: 'phone', OverCanvas: InColumn, TopBar: FromBoard }

function InColumn() {
  return useInColumn() && <PhoneView />
}

/** A person in a crowd who has opened the board goes back. A phone has its switch at the foot. */
function FromBoard() {
  const isInCrowd = useStore(useBoard().model.inColumn)
  const inColumn = useInColumn()
  return isInCrowd && !inColumn && <BackToColumn />
}

/** Every feature of the board page. Buttons, bars and entries of menus stand in this order. */
export const features: readonly Feature[] = [
  notes,
  find,
  outline,
  free,
  grouping,
  photos,
  imports,
  people,
  lineage,
  agenda,
  ...activities,
  rehearsal,
  rights,
  share,
  exports,
  purpose,
  history,
  replay,
  view,
  devices,
  help,
  commands,
  leaving,
  installed,
  phone,
]
