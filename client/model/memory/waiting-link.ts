import { browserStorage } from '../../storage/browser-storage.ts'

/**
 * The secret of a link that was opened and not yet used to join. The address no longer has it, and a phone drops hidden
 * pages and loads them again. It is kept until the person has joined or the tab closes.
 */
export function waitingLink(board: string): string | undefined {
  return browserStorage('sessionStorage').getItem(nameOf(board)) ?? undefined
}

export function keepWaitingLink(board: string, secret: string): void {
  browserStorage('sessionStorage').setItem(nameOf(board), secret)
}

export function dropWaitingLink(board: string): void {
  browserStorage('sessionStorage').removeItem(nameOf(board))
}

function nameOf(board: string): string {
  return `boussole.link.${board}`
}
