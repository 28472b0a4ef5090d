import { openRights, Scope, type Rights } from './rights.ts'
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
  /** Move a note, or raise it. */
  placeNote: 'note.place',
  /** Put a note into a cluster, or take it out. Asked beside `placeNote`, since a note's cluster is part of its place. */
  gatherNote: 'note.gather',
  /** Edit the words of a note: notes are written together. */
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
  /** For good, with everything that belongs to it. */
  deleteBoard: 'board.delete',
  manageLinks: 'links.manage',
  exportBoard: 'board.export',
  showPresence: 'presence.show',
  /** Come in on one more device as the same person, and sign one's devices out. */
  manageDevices: 'devices.manage',
  /** Ask everyone to look where the facilitator looks. */
  gather: 'board.gather',
  /** Switch between private and shared writing. */
  setWriting: 'writing.set',
  /** Put everybody's drafts on the board at once. */
  revealDesks: 'desk.reveal',
  /** Have a desk, and write, mark, hold and delete drafts on it. */
  keepDesk: 'desk.keep',
  /** Send a picture to be put on a note or a draft; the note itself is asked about beside. */
  sendPhoto: 'photo.send',
  /** Keep the board as it is now, look at what was kept, go back to it or copy it. */
  manageCheckpoints: 'checkpoint.manage',
  /** See how the board came to be what it is. */
  replayBoard: 'replay.see',
  /** Destroy that for good: the board stays as it is. */
  clearReplay: 'replay.clear',
  /** Say what participants may do, and lock the board, notes and clusters. */
  setRights: 'rights.set',
} as const
export type Operation = (typeof Operation)[keyof typeof Operation]

const participant: readonly Operation[] = [
  Operation.addNote,
  Operation.restoreNote,
  Operation.placeNote,
  Operation.gatherNote,
  Operation.writeNote,
  Operation.markNote,
  Operation.removeOwnNote,
  Operation.addCluster,
  Operation.changeCluster,
  Operation.removeCluster,
  Operation.castDot,
  Operation.exportBoard,
  Operation.showPresence,
  Operation.manageDevices,
  Operation.keepDesk,
  Operation.sendPhoto,
  Operation.replayBoard,
]

const allowed: Readonly<Record<Role, ReadonlySet<Operation>>> = {
  facilitator: new Set(Object.values(Operation)),
  participant: new Set(participant),
  viewer: new Set([Operation.exportBoard, Operation.manageDevices, Operation.replayBoard]),
}

/** What of a board's state decides rights; the document says it (shared/board: writing.ts and rights.ts). */
export interface BoardState {
  readonly writing: WritingMode
  /** Absent: as on a board that begins. */
  readonly rights?: Rights
  /** The document is of a later version than this program knows. */
  readonly isOfNewerVersion?: boolean
}

/** A board as it begins. For questions to which the state makes no difference. */
const openState: BoardState = { writing: WritingMode.shared, rights: openRights }

/** What is known of the note or cluster that an operation is about. */
export interface Target {
  /** The person asking wrote this note. */
  readonly isOwn: boolean
  /** It is locked itself, or the note's cluster is. */
  readonly isLocked: boolean
}

/** An own note that nobody locked. For what does not exist yet, and for asking whether any target would do. */
export const freeTarget: Target = { isOwn: true, isLocked: false }

/** Why not; each is an error code with a sentence of its own. */
export const Barrier = {
  role: 'forbidden',
  /** The board is of a later version than this server: it can be read, and not changed by anybody. */
  newerVersion: 'newer_version',
  /** People write in private now: whoever is refused can write a draft instead. */
  writingPrivate: 'writing_private',
  boardLocked: 'board_locked',
  locked: 'locked',
  notYours: 'not_your_note',
  notYoursToMove: 'not_yours_to_move',
  notYoursToWrite: 'not_yours_to_write',
  clustersFixed: 'clusters_fixed',
  /** The link was switched off, or the board deleted: what clients know that the server has let go of. */
  ended: 'link_invalid',
  gone: 'not_found',
} as const
export type Barrier = (typeof Barrier)[keyof typeof Barrier]

type Condition = (state: BoardState, rights: Rights, target: Target) => Barrier | undefined

const writingIsShared: Condition = ({ writing }) =>
  writing === WritingMode.private ? Barrier.writingPrivate : undefined
const boardIsOpen: Condition = (_, { isLocked }) => (isLocked ? Barrier.boardLocked : undefined)
/** While writing is private a picture is for a draft, which the board's lock does not reach. */
const isOpenOrPrivate: Condition = (state, rights, target) =>
  state.writing === WritingMode.private ? undefined : boardIsOpen(state, rights, target)
const isUnlocked: Condition = (_, __, { isLocked }) => (isLocked ? Barrier.locked : undefined)
const isMovable: Condition = (_, { participantsMove }, target) =>
  participantsMove === Scope.own && !target.isOwn ? Barrier.notYoursToMove : undefined
const isWritable: Condition = (_, { participantsWrite }, target) =>
  participantsWrite === Scope.own && !target.isOwn ? Barrier.notYoursToWrite : undefined
const clustersAreOpen: Condition = (_, { participantsCluster }) =>
  participantsCluster ? undefined : Barrier.clustersFixed

/** What leaves the document as it is: all that may be done with one that is of a later version. */
const withoutWriting: ReadonlySet<Operation> = new Set([
  Operation.exportBoard,
  Operation.showPresence,
  Operation.gather,
  Operation.manageLinks,
  Operation.manageCheckpoints,
  Operation.deleteBoard,
  Operation.manageDevices,
  Operation.keepDesk,
  Operation.replayBoard,
  Operation.clearReplay,
])

/**
 * What must hold besides the role, for participants; a lock of a note or cluster holds for facilitators, too, who take it off
 * first. What does not hold is the reason one is told; the first, if several do not.
 */
const conditions: Readonly<Partial<Record<Operation, readonly Condition[]>>> = {
  [Operation.addNote]: [writingIsShared, boardIsOpen],
  [Operation.restoreNote]: [boardIsOpen, isUnlocked, isWritable, isMovable],
  [Operation.placeNote]: [boardIsOpen, isUnlocked, isMovable],
  [Operation.gatherNote]: [boardIsOpen, isUnlocked, clustersAreOpen, isMovable],
  [Operation.writeNote]: [boardIsOpen, isUnlocked, isWritable],
  [Operation.markNote]: [boardIsOpen, isUnlocked, isWritable],
  [Operation.removeOwnNote]: [boardIsOpen, isUnlocked],
  [Operation.removeAnyNote]: [isUnlocked],
  [Operation.addCluster]: [boardIsOpen, clustersAreOpen],
  [Operation.changeCluster]: [boardIsOpen, isUnlocked, clustersAreOpen],
  [Operation.removeCluster]: [boardIsOpen, isUnlocked, clustersAreOpen],
  [Operation.sendPhoto]: [isOpenOrPrivate],
}

/** What stands in the way of this operation; undefined when nothing does. */
export function barrierTo(
  role: Role,
  operation: Operation,
  state: BoardState = openState,
  target: Target = freeTarget,
): Barrier | undefined {
  if (!allowed[role].has(operation)) {
    const isOthers = operation === Operation.removeAnyNote && allowed[role].has(Operation.removeOwnNote)
    return isOthers ? Barrier.notYours : Barrier.role
  }
  if (state.isOfNewerVersion && !withoutWriting.has(operation)) return Barrier.newerVersion
  for (const condition of conditions[operation] ?? []) {
    // Facilitators go on working on a locked board: a question, an example, a heading.
    if (role === Role.facilitator && condition !== isUnlocked) continue
    const barrier = condition(state, state.rights ?? openRights, target)
    if (barrier) return barrier
  }
  return undefined
}

export function may(role: Role, operation: Operation, state?: BoardState, target?: Target): boolean {
  return barrierTo(role, operation, state, target) === undefined
}

/** May this role change anything at all in the board document? */
export function mayWrite(role: Role): boolean {
  return may(role, Operation.placeNote)
}
