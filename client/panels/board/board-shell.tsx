import { useStore } from '@nanostores/react'
import { Suspense, useEffect, useRef, type RefObject } from 'react'
import type { Rect } from '#shared/geometry/rect.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { hasLetterKeys } from '../../model/memory/letter-keys.ts'
import type { FitOptions } from '../../model/view/camera.ts'
import { keepInView } from '../host/keep-in-view.ts'
import { isWriting } from '../ui/keys.ts'
import { lazy, lazyBeside } from '../ui/lazy.ts'
import { useCommonWords } from '../../i18n/use-words.ts'
import { mayWrite, Operation } from '#shared/workshop/policy.ts'
import { phoneQuery, useMedia } from '../ui/use-media.ts'
import { useInColumn } from '../host/column.ts'
import { useBoard, useMay } from '../host/board-context.tsx'
import { Slot, useStage, useWatches } from '../host/slots.tsx'
import { EmptyBoard } from './empty-board.tsx'
import { focusBoard } from '../host/return-focus.ts'
import { ConnectionBanner } from './connection-banner.tsx'
import { bringDialog, rowsDialog, DrawerFrame } from './board-entries.ts'
import { ShellDialogs } from './shell-dialogs.tsx'
import { TopBar } from './top-bar.tsx'
import './board-shell.css'
import { useMinimap } from './use-minimap.ts'
import type { Shell } from '../host/feature.ts'

/** Places with keys of their own: dialogs, and messages above them. */
const ownKeys = '[role="dialog"], [role="alertdialog"], [role="region"]'

/** The keys of the interface around the canvas, from all features. */
function useShortcuts(): void {
  const board = useBoard()
  useEffect(() => {
    const { model, shell, features } = board
    const shortcuts = features.flatMap((feature) => feature.shortcuts ?? [])
    const onKey = (event: KeyboardEvent) => {
      const { ctrlKey, metaKey, shiftKey, altKey, target } = event
      const isCommand = (ctrlKey || metaKey) && !shiftKey && !altKey
      const isLetter = !ctrlKey && !metaKey && !altKey && !isWriting(target) && !isInMenu(target)
      const key = event.key.toLowerCase()
      const shortcut = shortcuts.find((one) => one.key === key && (one.isCommand ? isCommand : isLetter))
      if (!shortcut) return
      const open = shell.dialog.get()
      // A key does not replace a dialog: words in it would be lost.
      const isFree = open === null && model.ui.viewing.get() === null
      if (isFree && (shortcut.isCommand || hasLetterKeys.get())) {
        event.preventDefault()
        shortcut.run(board)
      } else if (shortcut.closes) {
        event.preventDefault()
        if (open?.entry === shortcut.closes) shell.dialog.set(null)
      }
    }
    /** A key pressed while a dialog or panel is still being fetched is meant for that, not for the board below. */
    const hold = (event: KeyboardEvent) => {
      const isOpening =
        shell.dialog.get() !== null || model.ui.viewing.get() !== null || shell.awaited.size > 0
      const isOfPart = event.target instanceof Element && event.target.closest(ownKeys)
      if (!isOpening || isWriting(event.target) || isOfPart) return void shell.typed.splice(0)
      event.stopImmediatePropagation()
      const dialog = uppermostDialog()
      if (event.key === 'Backspace') shell.typed.pop()
      else if (/^.$/u.test(event.key) && !event.ctrlKey && !event.metaKey) shell.typed.push(event.key)
      // Its button with the focus has gone: Escape is for this dialog, not for all of them.
      if (dialog) {
        dialog.focus()
        if (event.key === 'Escape') dialog.dispatchEvent(new KeyboardEvent('keydown', event))
      } else if (event.key === 'Escape') {
        shell.dialog.set(null)
        model.ui.viewing.set(null)
        for (const giveUp of shell.awaited) giveUp()
      }
      // The browser's own keys, such as reloading, keep their meaning.
      if (!event.ctrlKey && !event.metaKey && event.key !== 'Tab') event.preventDefault()
    }
    window.addEventListener('keydown', hold, { capture: true })
    window.addEventListener('keydown', onKey)
    return () => {
      window.removeEventListener('keydown', hold, { capture: true })
      window.removeEventListener('keydown', onKey)
    }
  }, [board])
}

function uppermostDialog(): HTMLElement | undefined {
  return [...document.querySelectorAll<HTMLElement>('[role=dialog], [role=alertdialog]')].at(-1)
}

/** In a menu a letter goes to the next item that begins with it. */
function isInMenu(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="menu"]') !== null
}

/** The person has seen nothing yet, so there is nothing to glide from. */
const first: FitOptions = { isAll: true, glide: false }

/**
 * Shows all notes once to a person who opens a board with notes. A large board comes in slices: its first
 * notes come into view, and then all of them. The view stays on an empty board, and after the person has
 * moved it or begun to write. A bar that appears a moment later hides none of the
 * notes. Returns its own undo.
 */
export function takeFirstView({
  camera,
  scene,
  saving,
  ui,
  undo,
}: Pick<BoardModel, 'camera' | 'scene' | 'saving' | 'ui' | 'undo'>): () => void {
  let own = camera.state.get()
  let hasShownSome = false
  const undos: (() => void)[] = []
  const stop = () => undos.splice(0).forEach((end) => end())
  // On a phone the list may still be in front: the person has seen nothing yet.
  const isSeen = () => camera.screen.get().width > 1
  const look = () => {
    if (camera.state.get() !== own) return stop()
    if (!isSeen()) return
    const bounds = scene.bounds()
    if (bounds && saving.get() === 'joining') showSome(bounds)
    else if (bounds) {
      stop()
      undos.push(keepInView({ camera, ui }, bounds, first))
    } else if (hasArrived()) stop()
  }
  const showSome = (bounds: Rect) => {
    if (hasShownSome) return
    hasShownSome = true
    camera.fit(bounds, first)
    own = camera.state.get()
  }
  /** The board is empty. Its first note will be written in this view, even before the server has answered. */
  const hasArrived = () => saving.get() === 'saving' || saving.get() === 'saved'
  const stay = (isAtWork: boolean) => {
    if (isAtWork && isSeen()) stop()
  }
  undos.push(
    scene.onChange(look),
    camera.screen.listen(look),
    saving.listen(look),
    ui.editing.listen((id) => stay(id !== null)),
    undo.canUndo.listen(stay),
  )
  look()
  return stop
}

// Apart from the page: a column shows no board.
const BoardCanvas = lazy(async () => ({
  default: (await import('../../canvas/board-canvas.tsx')).BoardCanvas,
}))
// The board is painted first. Its tools come a moment later.
const ToolRail = lazyBeside(async () => ({ default: (await import('./tool-rail.tsx')).ToolRail }))
const ViewControls = lazyBeside(async () => ({ default: (await import('./view-controls.tsx')).ViewControls }))
const Announcements = lazyBeside(async () => ({
  default: (await import('./announcements.tsx')).Announcements,
}))
const SpotlightLine = lazy(async () => ({
  default: (await import('./follow-line.tsx')).SpotlightLine,
}))
const RoomPager = lazy(async () => ({ default: (await import('./room-pager.tsx')).RoomPager }))
const FollowLine = lazy(async () => ({ default: (await import('./follow-line.tsx')).FollowLine }))

/** The board page with its bars, tools, drawer and dialogs. Nothing floats over the middle. */
export function BoardShell() {
  const t = useCommonWords()
  const { model, shell } = useBoard()
  const isPhone = useMedia(phoneQuery)
  const inColumn = useInColumn()
  const columnView = useStore(shell.columnView)
  // After the link was switched off nothing arrives any more, so no action is offered.
  const isShut = useStore(model.ending) !== null
  const maySelect = mayWrite(model.role) && !isShut
  const mayShow = useMay(Operation.showToRoom)
  const isShowing = useStore(model.spotlight) !== null && mayShow
  const isPaged = (useStore(model.presence.projected)?.pages ?? 1) > 1 && mayShow
  // The bar has no room for the pages: they stand below it.
  const isNarrowBar = useMedia('(max-width: 1100px)')
  const pager = isPaged && (
    <Suspense fallback={null}>
      <RoomPager />
    </Suspense>
  )
  const isFollowing = useStore(model.ui.following) !== null
  useShortcuts()
  useCorner()
  useFirstView()
  useWatches()
  const panel = useStore(shell.panel)
  const stage = useStage()
  const isListShown = inColumn && columnView === 'list'

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
      <TopBar>{!isNarrowBar && pager}</TopBar>
      <ConnectionBanner />
      <Slot name="Banner" />
      <Slot name="Bar" />
      {isNarrowBar && pager}
      <div className="shell__middle">
        <main id="board" className="shell__board" tabIndex={-1}>
          {!isListShown && (
            <Suspense fallback={null}>
              {stage ? (
                <stage.Stage />
              ) : (
                <BoardCanvas
                  model={model}
                  requests={{
                    onPasteRows: (rows, text) => shell.open(rowsDialog, { rows, text }),
                    onNotesFile: (file) => shell.open(bringDialog, { file }),
                  }}
                />
              )}
            </Suspense>
          )}
          {!isListShown && !stage && <EmptyBoard />}
          <Slot name="OverCanvas" />
          {!stage && (
            <>
              <Suspense fallback={null}>{!inColumn && maySelect && <ToolRail />}</Suspense>
              {!isListShown && maySelect && <SelectionBar />}
              <Suspense fallback={null}>{!inColumn && <ViewControls />}</Suspense>
            </>
          )}
          {isShowing && (
            <Suspense fallback={null}>
              <SpotlightLine />
            </Suspense>
          )}
          {!isListShown && isFollowing && (
            <Suspense fallback={null}>
              <FollowLine />
            </Suspense>
          )}
          {panel && <panel.Panel onClose={() => shell.panel.set(null)} />}
        </main>
        <Slot name="Task" />
        <DrawerPlace />
      </div>
      <Slot name="UnderBoard" />
      <Suspense fallback={null}>
        <Announcements />
      </Suspense>
      <ShellDialogs />
    </div>
  )
}

function useFirstView(): void {
  const { model } = useBoard()
  useEffect(() => takeFirstView(model), [model])
}

const ContextBar = lazy(async () => ({ default: (await import('./context-bar.tsx')).ContextBar }))

/** Downloads the bar of the selection once there is a selection, so that the board is painted sooner. */
function SelectionBar() {
  const { model } = useBoard()
  if (useStore(model.ui.selection).size === 0) return null
  return (
    <Suspense fallback={null}>
      <ContextBar />
    </Suspense>
  )
}

/**
 * Sizes of the buttons of the view, and of the map above them, as view-controls.css sets them. CSS pixels.
 */
const row = { width: 256, height: 80 }
const rowAndMap = { width: 256, height: 212 }
const nothing = { width: 0, height: 0 }

/** Gives the camera the corner that the map and its buttons cover, before they have been downloaded. */
function useCorner(): void {
  const { model, shell } = useBoard()
  const isPhone = useMedia(phoneQuery)
  const isMapShown = useMinimap()
  // A map that the person asked for stays, even when there is nothing to map.
  const isMapWanted = useStore(shell.minimap) === true
  const { setCorner } = model.camera
  useEffect(() => {
    if (isPhone) setCorner(nothing)
    else setCorner(isMapShown ? rowAndMap : row, isMapWanted ? rowAndMap : row)
  }, [setCorner, isPhone, isMapShown, isMapWanted])
}

/** The drawer beside the board. A drawer that was opened by key has the focus. Escape in it closes it. */
function DrawerPlace() {
  const { shell } = useBoard()
  const drawer = useStore(shell.drawer)
  const isByKey = useCallsByKey(shell)
  return drawer === null ? null : (
    <Suspense fallback={null}>
      <DrawerFrame key={drawer.name} entry={drawer} isByKey={isByKey} />
    </Suspense>
  )
}

/** True when Enter or Space opened the drawer, not a pointer, another person or the program. */
function useCallsByKey({ drawer }: Pick<Shell, 'drawer'>): RefObject<boolean> {
  const isByKey = useRef(false)
  useEffect(() => {
    let isHeld = false
    const press = ({ key }: KeyboardEvent) => {
      isHeld = key === 'Enter' || key === ' '
    }
    // Space presses a button on keyup.
    const release = () => {
      setTimeout(() => {
        isHeld = false
      })
    }
    window.addEventListener('keydown', press, { capture: true })
    window.addEventListener('keyup', release, { capture: true })
    const stop = drawer.listen(() => {
      isByKey.current = isHeld
    })
    return () => {
      window.removeEventListener('keydown', press, { capture: true })
      window.removeEventListener('keyup', release, { capture: true })
      stop()
    }
  }, [drawer])
  return isByKey
}
