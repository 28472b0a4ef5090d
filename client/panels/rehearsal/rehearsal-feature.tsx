import { useStore } from '@nanostores/react'
import { lazyPart } from '../host/entries.tsx'
import { useBoard } from '../host/board-context.tsx'
import type { Feature } from '../host/feature.ts'
import { rehearseDialog } from './rehearsal-entry.ts'

const RehearsalLine = lazyPart(async () => (await import('./rehearsal-line.tsx')).RehearsalLine)

/** A workshop that is tried out with ghosts. The page of the facilitator who opened it plays them. */
export const rehearsal: Feature = {
  name: 'rehearsal',
  Banner: OnRehearsals,
  actions: async () => (await import('./rehearsal-actions.tsx')).rehearsalActions,
  later: [rehearseDialog],
}

function OnRehearsals() {
  const { model } = useBoard()
  return useStore(model.meta).isRehearsal && <RehearsalLine />
}
