import { browserStorage } from '../../storage/browser-storage.ts'

/** The words in the writing field that were not sent. */
export interface BegunWords {
  readonly text: string
  /** True if some of it was written while writing was private: others must not see it. */
  readonly isPrivate: boolean
}

export const noWords: BegunWords = { text: '', isPrivate: false }

/** A phone drops hidden pages and loads them again: these words are kept as long as the tab is open. */
export function readBegunWords(board: string, participant: string): BegunWords {
  const entry = browserStorage('sessionStorage').getItem(nameOf(board, participant))
  if (!entry) return noWords
  return { text: entry.slice(1), isPrivate: entry.startsWith('p') }
}

export function keepBegunWords(board: string, participant: string, { text, isPrivate }: BegunWords): void {
  const storage = browserStorage('sessionStorage')
  const name = nameOf(board, participant)
  if (text === '') storage.removeItem(name)
  else storage.setItem(name, `${isPrivate ? 'p' : 's'}${text}`)
}

function nameOf(board: string, participant: string): string {
  return `boussole.begun.${board}.${participant}`
}
