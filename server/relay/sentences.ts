import { CloseCode } from '#shared/wire/message.ts'
import type { DropReason } from './update-applier.ts'

/** Sentences for people whose connection is refused or closed: the reason, and what they can do. */
export const closeReasons = {
  boardGone: 'This board does not exist.',
  boardDeleted: 'This board has been deleted.',
  boardFull: 'This board is full. Try again later.',
  cannotRead: 'The board cannot be read at the moment. Try again.',
  damaged: 'This board is damaged on the server’s disk; the person who runs the server can restore a backup.',
  logStalled: 'The board cannot save as fast as it is written to. Try again in a moment.',
  noMemory: 'The server holds as much as it can at the moment. Try again later.',
  reread: 'The board had to be read again. Try again.',
  sentTooMuch: 'This connection sent too much at once. What was saved is safe.',
  sessionEnded: 'Your access to this board has ended.',
  stumbled: 'The server stumbled over a message. Try again.',
  tooManyWindows: 'You have this board open in too many windows. Close some of them.',
  writeFailed: 'The board could not be written to. Try again in a moment.',
} as const

/** How a connection ends whose waiting updates were dropped. */
export const dropReasons: Readonly<
  Record<DropReason, { readonly code: CloseCode; readonly reason: string; readonly isRefusal: boolean }>
> = {
  overworked: {
    code: CloseCode.tooFast,
    reason: 'What this connection sent took too much work at once. What was saved is safe.',
    isRefusal: true,
  },
  crowdedOut: { code: CloseCode.tryAgain, reason: closeReasons.noMemory, isRefusal: false },
  outnumbered: {
    code: CloseCode.tryAgain,
    reason:
      'Too many new pages write on this board at once. What this one wrote stays with it. Try again in a moment.',
    isRefusal: true,
  },
}
