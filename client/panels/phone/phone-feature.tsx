import { useStore } from '@nanostores/react'
import { useBoard } from '../host/board-context.tsx'
import { useInColumn } from '../host/column.ts'
import { lazyPart } from '../host/entries.tsx'
import type { Feature } from '../host/feature.ts'

const PhoneView = lazyPart(async () => (await import('./phone-view.tsx')).PhoneView)
const BackToColumn = lazyPart(async () => (await import('./phone-view.tsx')).BackToColumn)

/** The task or the list of notes in one column, for phones and crowds. */
export const phone: Feature = { name: 'phone', OverCanvas: InColumn, TopBar: FromBoard }

function InColumn() {
  return useInColumn() && <PhoneView />
}

/** A person in a crowd who has opened the board goes back. A phone has its switch at the foot. */
function FromBoard() {
  const isInCrowd = useStore(useBoard().model.inColumn)
  const inColumn = useInColumn()
  return isInCrowd && !inColumn && <BackToColumn />
}
