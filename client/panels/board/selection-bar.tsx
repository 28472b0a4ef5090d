import { useStore } from '@nanostores/react'
import { Suspense } from 'react'
import { lazy } from '../ui/lazy.ts'
import { useBoard } from '../host/board-context.tsx'

const ContextBar = lazy(async () => ({ default: (await import('./context-bar.tsx')).ContextBar }))

/** What can be done with the selection is downloaded once there is one: nobody waits for it to see the board. */
export function SelectionBar() {
  const { model } = useBoard()
  if (useStore(model.ui.selection).size === 0) return null
  return (
    <Suspense fallback={null}>
      <ContextBar />
    </Suspense>
  )
}
