import { useStore } from '@nanostores/react'
import { Suspense, useCallback, useEffect, useRef, type RefObject } from 'react'
import { useBoard } from '../host/board-context.tsx'
import { overlayQuery } from '../host/look-at.ts'
import { keepFocus } from '../host/keep-focus.ts'
import { narrowQuery, useMedia } from '../ui/use-media.ts'
import type { DrawerEntry, Shell } from '../host/feature.ts'

/** The drawer beside the board. A drawer that was opened by key has the focus. Escape in it closes it. */
export function DrawerPlace() {
  const { shell } = useBoard()
  const drawer = useStore(shell.drawer)
  const isByKey = useCallsByKey(shell)
  useCover(drawer !== null)
  return drawer === null ? null : <Place key={drawer.name} entry={drawer} isByKey={isByKey} />
}

/** As board-shell.css sets it, CSS pixels. */
const drawerWidth = 380

/** Gives the camera the room that a drawer over the canvas covers. On a narrow screen it covers all of it. */
function useCover(isOpen: boolean): void {
  const { model } = useBoard()
  const isOver = useMedia(overlayQuery)
  const isNarrow = useMedia(narrowQuery)
  const { setCover } = model.camera
  useEffect(
    () => setCover(isOpen && isOver && !isNarrow ? drawerWidth : 0),
    [setCover, isOpen, isOver, isNarrow],
  )
}

function Place({ entry, isByKey }: { readonly entry: DrawerEntry; readonly isByKey: RefObject<boolean> }) {
  const board = useBoard()
  const { Drawer } = entry
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
