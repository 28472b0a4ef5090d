import { useStore } from '@nanostores/react'
import { useBoard } from '../host/board-context.tsx'
import { useOrigin } from '../host/use-origin.ts'
import { Adopted } from '../ui/adopted.tsx'

/** The sentence that the group has adopted, for people who come later and at the end. */
export function Purpose() {
  const adoption = useStore(useBoard().model.adoptions).at(-1)
  const openOrigin = useOrigin()
  return adoption && <Adopted adoption={adoption} onOrigin={() => openOrigin()} />
}
