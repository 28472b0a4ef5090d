import { browserStorage } from '../../storage/browser-storage.ts'

/**
 * The secret of a link that was opened and not yet entered by: the address has it no more, and a phone drops pages that
 * are not looked at, and loads them again. Kept as long as the tab is, or until one is in.
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
