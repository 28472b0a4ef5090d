import { panel } from '../host/entries.tsx'
import type { Shell } from '../host/feature.ts'

export const findBar = panel(async () => (await import('./find-bar.tsx')).FindBar)

/** Opens the search. In an open one the words are selected, so that others can be typed. */
export function openSearch(shell: Pick<Shell, 'panel'>): void {
  shell.panel.set(findBar)
  const field = document.querySelector<HTMLInputElement>('.find-bar input')
  field?.focus()
  field?.select()
}
