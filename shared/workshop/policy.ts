import { Role } from './role.ts'
import { WritingMode } from './writing.ts'

/**
 * The one table of rights: what a role may do on a board in its present state. The server's guard asks it before
 * anything is applied, the interface asks it to show only what is possible. Nothing else decides rights.
 */
export const Operation = {
  /** Put a new note on the board; while writing is private, participants write drafts on their desks instead. */
  addNote: 'note.add',
  /** Put a deleted note back under its id: undo. */
  restoreNote: 'note.restore',
  /** Move any note, raise it, or put it into a cluster and out again. */
  placeNote: 'note.place',
  /** Edit the words of any note: notes are written together. */
  writeNote: 'note.write',
  /** Change the tint or kind of a note. */
  markNote: 'note.mark',
  removeOwnNote: 'note.remove.own',
  removeAnyNote: 'note.remove.any',
  addCluster: 'cluster.add',
  /** Title, tint, collapse. */
  changeCluster: 'cluster.change',
  /** Dissolve or merge: the notes stay. */
  removeCluster: 'cluster.remove',
  openRound: 'round.open',
  closeRound: 'round.close',
  castDot: 'ballot.cast',
  renameBoard: 'board.rename',
  manageLinks: 'links.manage',
  exportBoard: 'board.export',
  showPresence: 'presence.show',
  /** Ask everyone to look where the facilitator looks. */
  gather: 'board.gather',
  /** Switch between private and shared writing. */
  setWriting: 'writing.set',
  /** Put everybody's drafts on the board at once. */
  revealDesks: 'desk.reveal',
  /** Have a desk, and write, mark, hold and delete drafts on it. */
  keepDesk: 'desk.keep',
  /** Keep the board as it is now, look at what was kept, go back to it or copy it. */
  manageCheckpoints: 'checkpoint.manage',
} as const
export type Operation = (typeof Operation)[keyof typeof Operation]

const participant: readonly Operation[] = [
  Operation.addNote,
  Operation.restoreNote,
  Operation.placeNote,
  Operation.writeNote,
  Operation.markNote,
  Operation.removeOwnNote,
  Operation.addCluster,
  Operation.changeCluster,
  Operation.removeCluster,
  Operation.castDot,
  Operation.exportBoard,
  Operation.showPresence,
  Operation.keepDesk,
]

const allowed: Readonly<Record<Role, ReadonlySet<Operation>>> = {
  facilitator: new Set(Object.values(Operation)),
  participant: new Set(participant),
  viewer: new Set([Operation.exportBoard]),
}

/** What of a board's state decides rights; the document says it (shared/board/writing.ts). */
export interface BoardState {
  readonly writing: WritingMode
}

/** A board as it begins. For questions to which the state makes no difference. */
export const openState: BoardState = { writing: WritingMode.shared }

export function may(role: Role, operation: Operation, state: BoardState = openState): boolean {
  return allowed[role].has(operation) && !isWritingPrivate(role, operation, state)
}

/** The reason is that people write in private now: whoever is refused can write a draft instead. */
export function isWritingPrivate(role: Role, operation: Operation, state: BoardState): boolean {
  // Facilitators go on putting notes on the board: a question, an example, a heading.
  return role !== Role.facilitator && operation === Operation.addNote && state.writing === WritingMode.private
}

/** May this role change anything at all in the board document? */
export function mayWrite(role: Role): boolean {
  return may(role, Operation.placeNote)
}
