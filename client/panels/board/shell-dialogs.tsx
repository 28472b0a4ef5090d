import { useStore } from '@nanostores/react'
import { Suspense, useEffect, useState } from 'react'
import { lazy } from '../ui/lazy.ts'
import { useBoard } from './board-context.tsx'

const ShareDialog = lazy(async () => ({ default: (await import('../share/share-dialog.tsx')).ShareDialog }))
const RoomScreen = lazy(async () => ({ default: (await import('../share/room-screen.tsx')).RoomScreen }))
const OpenRoundDialog = lazy(async () => ({
  default: (await import('../vote/open-round-dialog.tsx')).OpenRoundDialog,
}))
const CloseRound = lazy(async () => ({ default: (await import('../vote/close-round.tsx')).CloseRound }))
const WritePrivately = lazy(async () => ({
  default: (await import('../desk/write-privately.tsx')).WritePrivately,
}))
const Reveal = lazy(async () => ({ default: (await import('../desk/reveal.tsx')).Reveal }))
const ExportDialog = lazy(async () => ({
  default: (await import('../../export/export-dialog.tsx')).ExportDialog,
}))
const CheckpointsDialog = lazy(async () => ({
  default: (await import('../history/checkpoints-dialog.tsx')).CheckpointsDialog,
}))
const ReplayScreen = lazy(async () => ({
  default: (await import('../replay/replay-screen.tsx')).ReplayScreen,
}))
const DeleteBoard = lazy(async () => ({ default: (await import('./delete-board.tsx')).DeleteBoard }))
const RightsDialog = lazy(async () => ({
  default: (await import('../rights/rights-dialog.tsx')).RightsDialog,
}))
const HelpDialog = lazy(async () => ({ default: (await import('../dialogs/help-dialog.tsx')).HelpDialog }))
const CommandPalette = lazy(async () => ({
  default: (await import('../dialogs/command-palette.tsx')).CommandPalette,
}))
const MeDialog = lazy(async () => ({ default: (await import('../people/me-dialog.tsx')).MeDialog }))
const DevicesDialog = lazy(async () => ({
  default: (await import('../devices/devices-dialog.tsx')).DevicesDialog,
}))
const RowsDialog = lazy(async () => ({ default: (await import('../dialogs/rows-dialog.tsx')).RowsDialog }))
const PhotoDialog = lazy(async () => ({ default: (await import('../photos/photo-dialog.tsx')).PhotoDialog }))
const Toasts = lazy(async () => ({ default: (await import('./toasts.tsx')).Toasts }))

/** Late enough not to compete with the first paint (taste). */
const fetchAheadMs = 1_500

/** What opens over the board; each is downloaded when it is first asked for. */
export function ShellDialogs() {
  const { model } = useBoard()
  const hasNotices = useStore(model.notices.list).length > 0
  const [areToastsUp, setAreToastsUp] = useState(false)
  if (hasNotices && !areToastsUp) setAreToastsUp(true)
  useEffect(() => {
    // Once the board stands: what comes unasked or by a key must be there at once, also when the network has failed.
    const timer = setTimeout(() => {
      void Promise.allSettled([
        import('./toasts.tsx'),
        import('./context-bar.tsx'),
        import('./round-bar.tsx'),
        import('../dialogs/command-palette.tsx'),
        import('../find/find-bar.tsx'),
        import('../vote/votes-drawer.tsx'),
        import('../desk/writing-bar.tsx'),
        import('../desk/desk-drawer.tsx'),
        import('../dialogs/rows-dialog.tsx'),
        import('../photos/photo-dialog.tsx'),
      ])
    }, fetchAheadMs)
    return () => clearTimeout(timer)
  }, [])
  return (
    <>
      <Suspense fallback={null}>
        <OpenDialog />
        <OpenPhoto />
      </Suspense>
      <Suspense fallback={null}>{areToastsUp && <Toasts notices={model.notices} />}</Suspense>
    </>
  )
}

function OpenPhoto() {
  const { model } = useBoard()
  const viewing = useStore(model.ui.viewing)
  return viewing === null ? null : <PhotoDialog key={viewing} id={viewing} />
}

function OpenDialog() {
  const { shell } = useBoard()
  const dialog = useStore(shell.dialog)
  const close = () => shell.dialog.set(null)
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
