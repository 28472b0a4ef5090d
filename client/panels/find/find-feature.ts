import type { Feature } from '../host/feature.ts'
import { findBar, openSearch } from './open-search.ts'

export const find: Feature = {
  name: 'find',
  shortcuts: [{ key: 'f', isCommand: true, run: ({ shell }) => openSearch(shell) }],
  actions: async () => (await import('./find-actions.tsx')).findActions,
  soon: [findBar],
}
