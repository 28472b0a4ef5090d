import { Suspense, useCallback, useEffect, type RefObject } from 'react'
import { useBoard } from '../host/board-context.tsx'
import type { DrawerEntry } from '../host/feature.ts'
import { keepFocus } from '../host/keep-focus.ts'
import { narrowQuery, overlayQuery, useMedia } from '../ui/use-media.ts'

/** An open drawer. Escape in it closes it. */
export function DrawerFrame({
  entry,
  isByKey,
}: {
  readonly entry: DrawerEntry
  readonly isByKey: RefObject<boolean>
}) {
  const board = useBoard()
  const { Drawer } = entry
  useCover()
  const close = useCallback(() => {
    entry.onClose?.(board)
    board.shell.drawer.set(null)
  }, [entry, board])
  const hold = useCallback(
    (place: HTMLElement | null) => {
      const press = (event: KeyboardEvent) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.preventDefault()
        close()
      }
      const giveBack = keepFocus(place)
      place?.addEventListener('keydown', press)
      return () => {
        place?.removeEventListener('keydown', press)
        giveBack?.()
      }
    },
    [close],
  )
  return (
    <div className="drawer-place" ref={hold}>
      <Suspense fallback={null}>
        <Drawer onClose={close} />
        <Arrival isByKey={isByKey} />
      </Suspense>
    </div>
  )
}

/** Moves the focus once the drawer is on the page. The drawer may have to be downloaded first. */
function Arrival({ isByKey }: { readonly isByKey: RefObject<boolean> }) {
  useEffect(() => {
    // At a large zoom the drawer lies below the bars, and the page scrolls.
    const rect = document.querySelector('.drawer')?.getBoundingClientRect()
    if (rect && rect.bottom > innerHeight + 1) window.scrollBy(0, rect.top)
    if (!isByKey.current) return undefined
    // After the dialog or menu that opened it has returned the focus.
    const frame = requestAnimationFrame(() => {
      const heading = document.querySelector<HTMLElement>('.drawer__title')
      if (!heading) return
      heading.tabIndex = -1
      heading.focus()
    })
    return () => cancelAnimationFrame(frame)
  }, [isByKey])
  return null
}

/** As board-shell.css sets it, CSS pixels. */
const drawerWidth = 380

/** Gives the camera the room that a drawer over the canvas covers. On a narrow screen it covers all of it. */
function useCover(): void {
  const { model } = useBoard()
  const isOver = useMedia(overlayQuery)
  const isNarrow = useMedia(narrowQuery)
  const { setCover } = model.camera
  useEffect(() => {
    setCover(isOver && !isNarrow ? drawerWidth : 0)
    return () => setCover(0)
  }, [setCover, isOver, isNarrow])
}
