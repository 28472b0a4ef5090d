import { useStore } from '@nanostores/react'
import { Suspense, useEffect, useState } from 'react'
import { everySentence } from '../../i18n/i18n.ts'
import { lazy } from '../ui/lazy.ts'
import { useBoard } from '../host/board-context.tsx'
import { fetchAhead, type Part } from '../host/fetch-ahead.ts'
import { keepInterface } from '../../offline/keep-interface.ts'
import { useFocusGivenBack } from '../host/give-focus-back.ts'
import { lazyDialog } from '../host/lazy-dialog.tsx'

const ShareDialog = lazyDialog(async () => (await import('../share/share-dialog.tsx')).ShareDialog)
const RoomScreen = lazyDialog(async () => (await import('../share/room-screen.tsx')).RoomScreen)
const OpenRoundDialog = lazyDialog(
  async () => (await import('../../activities/vote/open-round-dialog.tsx')).OpenRoundDialog,
)
const CloseRound = lazyDialog(async () => (await import('../../activities/vote/close-round.tsx')).CloseRound)
const WritePrivately = lazyDialog(
  async () => (await import('../../activities/write/write-privately.tsx')).WritePrivately,
)
const Reveal = lazyDialog(async () => (await import('../../activities/write/reveal.tsx')).Reveal)
const ExportDialog = lazyDialog(async () => (await import('../export/export-dialog.tsx')).ExportDialog)
const CheckpointsDialog = lazyDialog(
  async () => (await import('../history/checkpoints-dialog.tsx')).CheckpointsDialog,
)
const ReplayScreen = lazyDialog(async () => (await import('../replay/replay-screen.tsx')).ReplayScreen)
const DeleteBoard = lazyDialog(async () => (await import('./delete-board.tsx')).DeleteBoard)
const RightsDialog = lazyDialog(async () => (await import('../rights/rights-dialog.tsx')).RightsDialog)
const HelpDialog = lazyDialog(async () => (await import('../help/help-dialog.tsx')).HelpDialog)
const CommandPalette = lazyDialog(
  async () => (await import('../commands/command-palette.tsx')).CommandPalette,
)
const MeDialog = lazyDialog(async () => (await import('../people/me-dialog.tsx')).MeDialog)
const DevicesDialog = lazyDialog(async () => (await import('../devices/devices-dialog.tsx')).DevicesDialog)
const RowsDialog = lazyDialog(async () => (await import('./rows-dialog.tsx')).RowsDialog)
const PhotoDialog = lazyDialog(async () => (await import('../photos/photo-dialog.tsx')).PhotoDialog)
const ContextMenu = lazyDialog(async () => (await import('./context-menu.tsx')).ContextMenu)
const Toasts = lazy(async () => ({ default: (await import('./toasts.tsx')).Toasts }))

/** What comes unasked, or by a key, or when others do something. */
const first: readonly Part[] = [
  everySentence,
  () => import('./toasts.tsx'),
  () => import('./context-bar.tsx'),
  () => import('../../activities/vote/round-bar.tsx'),
  () => import('../find/find-bar.tsx'),
  () => import('../../activities/vote/votes-drawer.tsx'),
  () => import('../../activities/write/writing-bar.tsx'),
  () => import('../../activities/write/desk-drawer.tsx'),
  () => import('papaparse'),
  CommandPalette.fetch,
  HelpDialog.fetch,
  RowsDialog.fetch,
  PhotoDialog.fetch,
  ContextMenu.fetch,
]
const then: readonly Part[] = [
  () => import('./main-menu-popup.tsx'),
  () => import('../people/people-drawer.tsx'),
  () => import('../ui/tint-row.tsx'),
  () => import('./follow-line.tsx'),
  () => import('../host/thumbnail.tsx'),
  OpenRoundDialog.fetch,
  CloseRound.fetch,
  WritePrivately.fetch,
  Reveal.fetch,
  ShareDialog.fetch,
  RoomScreen.fetch,
  RightsDialog.fetch,
  MeDialog.fetch,
  DevicesDialog.fetch,
  ExportDialog.fetch,
  CheckpointsDialog.fetch,
  ReplayScreen.fetch,
  DeleteBoard.fetch,
  // Last: it asks for all of the above, which is here by then.
  async () => keepInterface(),
]

/** What opens over the board; each is downloaded when it is first asked for, or before. */
export function ShellDialogs() {
  const { model } = useBoard()
  const hasNotices = useStore(model.notices.list).length > 0
  const [areToastsUp, setAreToastsUp] = useState(false)
  if (hasNotices && !areToastsUp) setAreToastsUp(true)
  useEffect(() => fetchAhead(first, then), [])
  return (
    <>
      <OpenDialog />
      <OpenPhoto />
      <OpenMenu />
      <Suspense fallback={null}>{areToastsUp && <Toasts notices={model.notices} />}</Suspense>
    </>
  )
}

function OpenPhoto() {
  const { model } = useBoard()
  const viewing = useStore(model.ui.viewing)
  useFocusGivenBack(viewing !== null)
  return viewing === null ? null : (
    <PhotoDialog key={viewing} id={viewing} onClose={() => model.ui.viewing.set(null)} />
  )
}

function OpenMenu() {
  const { model } = useBoard()
  const { menu } = model.ui
  const place = useStore(menu)
  if (place === null) return null
  // Asked for elsewhere while it is open, it is another one: what closes late closes nothing but itself.
  return (
    <ContextMenu
      key={`${place.at.x} ${place.at.y}`}
      place={place}
      onClose={() => menu.get() === place && menu.set(null)}
    />
  )
}

function OpenDialog() {
  const { shell } = useBoard()
  const dialog = useStore(shell.dialog)
  // What is answered late closes nothing but itself: another may have been opened meanwhile.
  const close = () => shell.dialog.get() === dialog && shell.dialog.set(null)
  useFocusGivenBack(dialog !== null)
  if (dialog === null) return null
  switch (dialog.kind) {
    case 'share':
      return <ShareDialog onClose={close} />
    case 'room':
      return (
        <RoomScreen
          link={dialog.link}
          code={dialog.code}
          onClose={() => shell.dialog.set({ kind: 'share' })}
        />
      )
    case 'openRound':
      return <OpenRoundDialog again={dialog.again} onClose={close} />
    case 'closeRound':
      return <CloseRound round={dialog.round} onClose={close} />
    case 'writePrivately':
      return <WritePrivately onClose={close} />
    case 'reveal':
      return <Reveal onClose={close} />
    case 'export':
      return <ExportDialog onClose={close} />
    case 'checkpoints':
      return <CheckpointsDialog onClose={close} />
    case 'replay':
      return <ReplayScreen onClose={close} />
    case 'deleteBoard':
      return <DeleteBoard onClose={close} />
    case 'rights':
      return <RightsDialog onClose={close} />
    case 'help':
      return <HelpDialog onClose={close} />
    case 'commands':
      return <CommandPalette onClose={close} />
    case 'me':
      return <MeDialog onClose={close} />
    case 'devices':
      return <DevicesDialog onClose={close} />
    case 'rows':
      return <RowsDialog rows={dialog.rows} text={dialog.text} onClose={close} />
  }
}
