import { panel } from '../host/entries.tsx'
import type { Shell } from '../host/feature.ts'

export const findBar = panel(async () => (await import('./find-bar.tsx')).FindBar)

/** Opens the search. In an open search the words are selected, so that typing replaces them. */
export function openSearch(shell: Pick<Shell, 'panel'>): void {
  shell.panel.set(findBar)
  const field = document.querySelector<HTMLInputElement>('.find-bar input')
  field?.focus()
  field?.select()
}
