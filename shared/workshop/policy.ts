import type { Role } from './role.ts'

/**
 * The one table of rights: what a role may do on a board. The server's guard asks it before anything is
 * applied, the interface asks it to show only what is possible. Nothing else decides rights.
 */
export const Operation = {
  /** Put a new note on the board. */
  addNote: 'note.add',
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
} as const
export type Operation = (typeof Operation)[keyof typeof Operation]

const participant: readonly Operation[] = [
  Operation.addNote,
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
]

const allowed: Readonly<Record<Role, ReadonlySet<Operation>>> = {
  facilitator: new Set(Object.values(Operation)),
  participant: new Set(participant),
  viewer: new Set([Operation.exportBoard]),
}

export function may(role: Role, operation: Operation): boolean {
  return allowed[role].has(operation)
}

/** May this role change anything at all in the board document? */
export function mayWrite(role: Role): boolean {
  return may(role, Operation.placeNote)
}
