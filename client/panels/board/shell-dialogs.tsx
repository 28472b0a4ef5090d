import { useStore } from '@nanostores/react'
import { Suspense, useEffect, useState } from 'react'
import { afterArrival } from '../host/after-arrival.ts'
import { DrawerFrame } from './board-entries.ts'
import { useBoard } from '../host/board-context.tsx'
import { useColumnAlone } from '../host/column.ts'
import { lazyPart, lazyDialog } from '../host/entries.tsx'
import { useReturnFocus } from '../host/return-focus.ts'
import { Slot } from '../host/slots.tsx'
import { keepInterface, persistently } from '../../offline/download.ts'
import { firstWork } from '../../offline/first-work.ts'

const ContextMenu = lazyDialog(async () => (await import('./context-menu.tsx')).ContextMenu)
const Toasts = lazyPart(async () => (await import('./toasts.tsx')).Toasts)

/** Everything that opens over the board. Each part is downloaded ahead, or when it is first opened. */
export function ShellDialogs() {
  const { model, features } = useBoard()
  const isColumnAlone = useColumnAlone()
  const hasNotices = useStore(model.notices.list).length > 0
  const [areToastsUp, setAreToastsUp] = useState(false)
  if (hasNotices && !areToastsUp) setAreToastsUp(true)
  useEffect(() => {
    const soon = [Toasts, DrawerFrame, ...features.flatMap((feature) => feature.soon ?? [])]
    const later = features.flatMap((feature) => feature.later ?? [])
    const fetches = (parts: typeof soon) => parts.map((part) => () => part.fetch(features))
    const menu = () => import('./main-menu-popup.tsx')
    // Thousands do not download the board, and all that opens on it, before they look at it.
    if (isColumnAlone) return afterArrival(model, () => fetchAhead(fetches(soon), [menu]))
    return afterArrival(model, () =>
      fetchAhead(
        [() => import('./context-bar.tsx'), ...fetches([ContextMenu, ...soon])],
        [
          menu,
          () => import('./follow-line.tsx'),
          ...fetches(later),
          // Last: it fetches all of the above, which the browser has by then.
          async () => keepInterface(),
        ],
      ),
    )
  }, [model, features, isColumnAlone])
  return (
    <>
      <CurrentDialog />
      <Slot name="Window" />
      <CurrentMenu />
      <Suspense fallback={null}>{areToastsUp && <Toasts notices={model.notices} />}</Suspense>
    </>
  )
}

function CurrentDialog() {
  const { shell } = useBoard()
  const dialog = useStore(shell.dialog)
  // A late answer closes only its own dialog: another one may be open by then.
  const close = () => shell.dialog.get() === dialog && shell.dialog.set(dialog?.before ?? null)
  useReturnFocus(dialog !== null)
  return dialog?.draw(close)
}

function CurrentMenu() {
  const { model } = useBoard()
  const { menu } = model.ui
  const place = useStore(menu)
  if (place === null) return null
  // At another place it is another menu. A late answer closes only its own menu.
  return (
    <ContextMenu
      key={`${place.at.x} ${place.at.y}`}
      place={place}
      onClose={() => menu.get() === place && menu.set(null)}
    />
  )
}

/** Late enough not to compete with the first paint. Not measured. */
const startMs = 1_500

type Fetch = () => Promise<unknown>

/**
 * Downloads parts before they are needed, so that they open at once, also without the network. The first ones come
 * together, the others one after the other. Returns its own undo.
 */
function fetchAhead(first: readonly Fetch[], then: readonly Fetch[]): () => void {
  let isOver = false
  const run = async () => {
    await firstWork
    await Promise.allSettled(first.map((part) => persistently(part)))
    for (const part of then) {
      if (isOver) return
      // A part that a reachable server does not have fails again when it is asked for; that failure is shown.
      await persistently(part).catch(() => undefined)
    }
  }
  const timer = setTimeout(() => void run(), startMs)
  return () => {
    isOver = true
    clearTimeout(timer)
  }
}
