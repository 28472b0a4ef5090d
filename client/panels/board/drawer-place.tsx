import { useStore } from '@nanostores/react'
import { Suspense, useCallback, useEffect, useRef, type RefObject } from 'react'
import { lazy } from '../ui/lazy.ts'
import { useBoard } from '../host/board-context.tsx'
import { giveFocusBack } from '../host/give-focus-back.ts'
import type { Drawer, Shell } from '../host/shell.ts'

const VotesDrawer = lazy(async () => ({
  default: (await import('../../activities/vote/votes-drawer.tsx')).VotesDrawer,
}))
const PeopleDrawer = lazy(async () => ({
  default: (await import('../people/people-drawer.tsx')).PeopleDrawer,
}))
const DeskDrawer = lazy(async () => ({
  default: (await import('../../activities/write/desk-drawer.tsx')).DeskDrawer,
}))

/** The drawer beside the board. One that a key has called has the keyboard; Escape in it closes it. */
export function DrawerPlace() {
  const { shell } = useBoard()
  const drawer = useStore(shell.drawer)
  const isByKey = useCallsByKey(shell)
  return drawer === null ? null : <Place key={drawer} drawer={drawer} isByKey={isByKey} />
}

function Place({ drawer, isByKey }: { readonly drawer: Drawer; readonly isByKey: RefObject<boolean> }) {
  const { model, shell } = useBoard()
  const hold = useCallback(
    (place: HTMLElement | null) => {
      const press = (event: KeyboardEvent) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.preventDefault()
        if (drawer === 'votes') model.ui.shownRound.set(null)
        shell.drawer.set(null)
      }
      const giveBack = giveFocusBack(place)
      place?.addEventListener('keydown', press)
      return () => {
        place?.removeEventListener('keydown', press)
        giveBack?.()
      }
    },
    [model, shell, drawer],
  )
  return (
    <div className="drawer-place" ref={hold}>
      <Suspense fallback={null}>
        {drawer === 'votes' && <VotesDrawer />}
        {drawer === 'people' && <PeopleDrawer />}
        {drawer === 'desk' && <DeskDrawer />}
        <Arrival isByKey={isByKey} />
      </Suspense>
    </div>
  )
}

/** Is on the page when the drawer is, which may have to be downloaded first. */
function Arrival({ isByKey }: { readonly isByKey: RefObject<boolean> }) {
  useEffect(() => {
    if (!isByKey.current) return undefined
    // After whatever it was called from has given the keyboard back.
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

/** Whether the drawer was last called by Enter or Space, and not by a pointer, by others or by itself. */
function useCallsByKey({ drawer }: Pick<Shell, 'drawer'>): RefObject<boolean> {
  const isByKey = useRef(false)
  useEffect(() => {
    let isHeld = false
    const press = ({ key }: KeyboardEvent) => {
      isHeld = key === 'Enter' || key === ' '
    }
    // Space presses a button when it is let go.
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
