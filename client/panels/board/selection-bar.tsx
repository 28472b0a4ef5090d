import { useStore } from '@nanostores/react'
import { Suspense } from 'react'
import { lazy } from '../ui/lazy.ts'
import { useBoard } from '../host/board-context.tsx'

const ContextBar = lazy(async () => ({ default: (await import('./context-bar.tsx')).ContextBar }))

/** Downloads the bar of the selection once there is a selection, so that the board is painted sooner. */
export function SelectionBar() {
  const { model } = useBoard()
  if (useStore(model.ui.selection).size === 0) return null
  return (
    <Suspense fallback={null}>
      <ContextBar />
    </Suspense>
  )
}
