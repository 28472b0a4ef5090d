import { useEffect } from 'react'
import { useBoard } from '../host/board-context.tsx'
import { takeFirstView } from './first-view.ts'

export function useFirstView(): void {
  const { model } = useBoard()
  useEffect(() => takeFirstView(model), [model])
}
