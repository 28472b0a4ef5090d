import type { Shell } from '../host/shell.ts'

/** Opens the search; in one that is open, what is searched for can be written anew. */
export function openSearch({ isFinding }: Pick<Shell, 'isFinding'>): void {
  isFinding.set(true)
  const field = document.querySelector<HTMLInputElement>('.find-bar input')
  field?.focus()
  field?.select()
}
