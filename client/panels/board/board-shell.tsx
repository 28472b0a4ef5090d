import { useStore } from '@nanostores/react'
import { Suspense } from 'react'
import { lazy, lazyBeside } from '../ui/lazy.ts'
import { useFirstTranslation } from '../../i18n/use-first-translation.ts'
import { mayWrite } from '#shared/workshop/policy.ts'
import { BoardCanvas } from '../../canvas/board-canvas.tsx'
import { phoneQuery, useMedia } from '../ui/use-media.ts'
import { useBoard } from '../host/board-context.tsx'
import { DrawerPlace } from './drawer-place.tsx'
import { EmptyBoard } from './empty-board.tsx'
import { focusBoard } from '../host/focus-board.ts'
import { ConnectionBanner } from './connection-banner.tsx'
import { SelectionBar } from './selection-bar.tsx'
import { ShellDialogs } from './shell-dialogs.tsx'
import { lazyDialog } from '../host/lazy-dialog.tsx'
import { TopBar } from './top-bar.tsx'
import { useCorner } from './use-corner.ts'
import { useFirstView } from './use-first-view.ts'
import { useGathering } from './use-gathering.ts'
import { useRoundResults } from './use-round-results.ts'
import { usePrivateWriting } from '../../activities/write/use-private-writing.ts'
import { LockedLine } from '../rights/locked-line.tsx'
import { useShortcuts } from './use-shortcuts.ts'
import './board-shell.css'

// The board is painted first; what stands around it comes a moment later.
const ToolRail = lazyBeside(async () => ({ default: (await import('./tool-rail.tsx')).ToolRail }))
const ViewControls = lazyBeside(async () => ({ default: (await import('./view-controls.tsx')).ViewControls }))
const RoundBar = lazy(async () => ({
  default: (await import('../../activities/vote/round-bar.tsx')).RoundBar,
}))
const FollowLine = lazy(async () => ({ default: (await import('./follow-line.tsx')).FollowLine }))
const WritingBar = lazy(async () => ({
  default: (await import('../../activities/write/writing-bar.tsx')).WritingBar,
}))
const FindBar = lazyDialog(async () => (await import('../find/find-bar.tsx')).FindBar)
const PhoneView = lazy(async () => ({ default: (await import('../phone/phone-view.tsx')).PhoneView }))

/** The board and what stands around it; nothing floats over the middle. */
export function BoardShell() {
  const { t } = useFirstTranslation()
  const { model, shell } = useBoard()
  const isPhone = useMedia(phoneQuery)
  const phoneView = useStore(shell.phoneView)
  const isFinding = useStore(shell.isFinding)
  // With the link switched off nothing arrives any more, so nothing is offered.
  const isShut = useStore(model.ending) !== null
  const maySelect = mayWrite(model.role) && !isShut
  const isVoting = useStore(model.voting.open) !== undefined
  const isFollowing = useStore(model.ui.following) !== null
  const isPrivate = useStore(model.writing).mode === 'private'
  useShortcuts()
  useCorner()
  useFirstView()
  useGathering()
  useRoundResults()
  usePrivateWriting()
  const isListShown = isPhone && phoneView === 'list'

  return (
    <div className="shell" data-phone={isPhone || undefined}>
      <a
        className="shell__skip"
        href="#board"
        onClick={(event) => {
          event.preventDefault()
          focusBoard()
        }}
      >
        {t('board.skipToBoard')}
      </a>
      <TopBar />
      <ConnectionBanner />
      <LockedLine />
      <Suspense fallback={null}>
        {isVoting && <RoundBar />}
        {isPrivate && <WritingBar />}
      </Suspense>
      <div className="shell__middle">
        <main id="board" className="shell__board" tabIndex={-1}>
          {isListShown ? null : (
            <>
              <BoardCanvas
                model={model}
                onPasteRows={(rows, text) => shell.dialog.set({ kind: 'rows', rows, text })}
              />
              <EmptyBoard />
            </>
          )}
          {isPhone && (
            <Suspense fallback={null}>
              <PhoneView />
            </Suspense>
          )}
          <Suspense fallback={null}>{!isPhone && maySelect && <ToolRail />}</Suspense>
          {!isListShown && maySelect && <SelectionBar />}
          <Suspense fallback={null}>{!isPhone && <ViewControls />}</Suspense>
          {!isListShown && isFollowing && (
            <Suspense fallback={null}>
              <FollowLine />
            </Suspense>
          )}
          {isFinding && <FindBar onClose={() => shell.isFinding.set(false)} />}
        </main>
        <DrawerPlace />
      </div>
      <ShellDialogs />
    </div>
  )
}
