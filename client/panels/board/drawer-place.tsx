import { useStore } from '@nanostores/react'
import { Suspense, useEffect, useRef, type RefObject } from 'react'
import { DrawerFrame } from './board-entries.ts'
import { useBoard } from '../host/board-context.tsx'
import type { Shell } from '../host/feature.ts'

/** The drawer beside the board. A drawer that was opened by key has the focus. Escape in it closes it. */
export function DrawerPlace() {
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
