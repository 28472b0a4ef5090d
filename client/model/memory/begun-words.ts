import { browserStorage } from '../../storage/browser-storage.ts'

/** What stands in the writing field and was not sent. */
export interface BegunWords {
  readonly text: string
  /** Some of it was written while writing was private: it is not for everybody's eyes. */
  readonly isPrivate: boolean
}

export const noWords: BegunWords = { text: '', isPrivate: false }

/** A phone drops pages that are not looked at, and loads them again: these words are kept as long as the tab is. */
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
