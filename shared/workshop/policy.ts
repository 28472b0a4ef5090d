import { openRights, Scope, type Rights } from './rights.ts'
import { Role } from './role.ts'
import { WritingMode } from './writing.ts'

/**
 * The table of rights: what a role may do on a board in its present state. These are the operations that every
 * board has. Activities add theirs; shared/activities/policy.ts joins them into the one table that everything asks.
 */
export const Operation = {
  /** Put a new note on the board. While writing is private, participants write drafts instead. */
  addNote: 'note.add',
  /** Put a deleted note back under its id: undo. */
  restoreNote: 'note.restore',
  /** Move a note, or raise it. */
  placeNote: 'note.place',
  /** Put a note into a cluster, or take it out. Asked beside `placeNote`: the cluster is part of a note's place. */
  gatherNote: 'note.gather',
  /** Edit the words of a note: notes are written together. */
  writeNote: 'note.write',
  /** Change the tint or photo of a note. */
  markNote: 'note.mark',
  /** Change the step, field or kind of a note, the owner and date of a commitment, the tint and sources of a signed note. */
  settleNote: 'note.settle',
  removeOwnNote: 'note.remove.own',
  removeAnyNote: 'note.remove.any',
  addCluster: 'cluster.add',
  /** Title, tint, collapse. */
  changeCluster: 'cluster.change',
  /** Dissolve or merge: the notes stay. */
  removeCluster: 'cluster.remove',
  /** Draw an area with a title on the free board, change it and take it away. */
  drawArea: 'area.draw',
  renameBoard: 'board.rename',
  /** For good, with everything that belongs to it. */
  deleteBoard: 'board.delete',
  manageLinks: 'links.manage',
  exportBoard: 'board.export',
  /** Write the purpose page, publish it for everybody who has its address, and withdraw it. */
  publishPurpose: 'purpose.publish',
  /** Be listed among the people here. */
  showPresence: 'presence.show',
  /** Show others one's pointer, selection, view and drags, and the note that one writes in. */
  showPlace: 'presence.place',
  /** The same, on purpose, while a secret vote hides it. */
  showPlaceOnPurpose: 'presence.place.on-purpose',
  /** Ask the server who is here by name, also in a crowd. */
  findPeople: 'people.find',
  /** Join on one more device as the same person, and sign out other devices. */
  manageDevices: 'devices.manage',
  /** Ask everyone to look where the facilitator looks. */
  gather: 'board.gather',
  /** Show one note or cluster large on every projector, and turn its pages. */
  showToRoom: 'room.show',
  /** Say to facilitators how many pages a projector has. */
  tellPages: 'room.pages',
  /** Have private drafts: write, mark, hold and delete them. */
  keepDesk: 'desk.keep',
  /** Answer the questions of a step in private, and change the answers. */
  answer: 'answer.write',
  /** Send a picture for a note or a draft. The note itself is another operation. */
  sendPhoto: 'photo.send',
  /** Keep the board as it is now, look at earlier states, go back to one or copy it. */
  manageCheckpoints: 'checkpoint.manage',
  /** Watch the history of the board. */
  replayBoard: 'replay.see',
  /** Destroy that history for good. The board stays as it is. */
  clearReplay: 'replay.clear',
  /** Give the board an agenda, lead through its steps, and change its clock. */
  leadAgenda: 'agenda.lead',
  /** Change the steps themselves. */
  editAgenda: 'agenda.edit',
  /** A facilitator says that they take part too, or no more. */
  takePart: 'participant.part',
  /** Say that one is done with the running step. */
  finishStep: 'agenda.done',
  /** At a table: ask for help, change the table's own clock, hand something up. */
  workAtTable: 'table.work',
  /** Change the words of a statement: statements are written together. */
  writeStatement: 'statement.write',
  /** Set what participants may do, and lock the board, notes and clusters. */
  setRights: 'rights.set',
} as const
export type Operation = (typeof Operation)[keyof typeof Operation]

/** The part of a board's state that decides rights. The document holds it (shared/board/state.ts). */
export interface BoardState {
  readonly writing: WritingMode
  /** Absent: as on a board that begins. */
  readonly rights?: Rights
  /** The document is of a later version than this program knows. */
  readonly isOfNewerVersion?: boolean
  /** A secret vote is open. A pointer that rests on a note would betray a dot. */
  readonly hasSecretVote?: boolean
  /** False: a facilitator who has not said that they take part. Absent: nobody asks. */
  readonly takesPart?: boolean
  /** People try a workshop out with ghosts. Nothing of it leaves the server. */
  readonly isRehearsal?: boolean
  /** The step of the agenda that runs now. Absent: the board has no agenda. */
  readonly step?: StepAllowance
  /** The workshop is over: participants change nothing on the board. */
  readonly isOver?: boolean
  /** Operations that a facilitator has opened besides, in the running step or after the end. */
  readonly opened?: readonly string[]
  /** Absent: nothing can be done ahead. */
  readonly ahead?: AheadAllowance
}

export interface StepAllowance {
  /** The operations that participants may use in this step, of those that a step can close. */
  readonly allows: readonly string[]
}

/** Steps that people can do ahead of the group, at their own pace. */
export interface AheadAllowance {
  /** The operations that these steps need. */
  readonly allows: readonly string[]
}

/** A board as it begins. For questions to which the state makes no difference. */
const openState: BoardState = { writing: WritingMode.shared, rights: openRights }

/** Facts about the note or cluster that an operation changes. */
export interface Target {
  /** The person asking wrote this note. */
  readonly isOwn: boolean
  /** It is locked itself, or the note's cluster is. */
  readonly isLocked: boolean
  /** People work at tables now, and it lies in the area of another one. */
  readonly isAtOtherTable?: boolean
  /** A statement that the running step keeps as it is now. */
  readonly isKept?: boolean
  /** The step in which it was written is over (shared/activities/steps-over.ts). */
  readonly isOver?: boolean
  /** And ended a moment ago. */
  readonly isJustOver?: boolean
}

/** An own note that nobody locked. For notes that do not exist yet, and to ask whether any target would do. */
export const freeTarget: Target = { isOwn: true, isLocked: false }

/** Why not. Each is a refusal with its own sentence (refusals.ts). */
export const Barrier = {
  role: 'forbidden',
  /** The board is of a later version than this server: nobody can change it. */
  newerVersion: 'newer_version',
  /** People write in private now. They can write a draft instead. */
  writingPrivate: 'writing_private',
  boardLocked: 'board_locked',
  locked: 'locked',
  notYours: 'not_your_note',
  notYoursToMove: 'not_yours_to_move',
  notYoursToWrite: 'not_yours_to_write',
  clustersFixed: 'clusters_fixed',
  otherTable: 'other_table',
  /** The running step of the agenda closes this. */
  step: 'step_closed',
  /** The note is of a step that is over. */
  stepOver: 'step_over',
  workshopOver: 'workshop_over',
  /** A sentence is decided about, and no amendment is open. */
  noAmendment: 'no_amendment',
  /** Only the note's author changes this of it. */
  authorsOnly: 'authors_only',
  /** A facilitator answers once they have said that they take part. */
  noPart: 'not_taking_part',
  /** A secret question is open: the number of people who take part would change with one of them. */
  secretOpen: 'secret_open',
  /** This board is a rehearsal: nothing of it can be exported, copied or watched again. */
  rehearsal: 'rehearsal',
  /** The link was switched off, or the board deleted: barriers that only clients set. */
  ended: 'link_invalid',
  gone: 'not_found',
} as const
export type Barrier = (typeof Barrier)[keyof typeof Barrier]

/** One row of the table. */
export interface OperationRule {
  readonly roles: readonly Role[]
  /** The barrier for a role that may never do this. `Barrier.role` when left out. */
  readonly barriers?: Readonly<Partial<Record<Role, Barrier>>>
  /** Conditions besides the role. The first that fails is the barrier. */
  readonly conditions?: readonly ConditionName[]
  /** Participants may do this only in steps of an agenda that allow it. */
  readonly isOfSteps?: true
  /** Participants may do this only in a step that needs it, or ahead of one. Without an agenda nobody does it. */
  readonly needsStep?: true
  /** No step closes it for the author of a note at once: a sentence that one is in the middle of is finished. */
  readonly isOpenToAuthors?: true
  /** Participants may not do this to notes of a step that is over. */
  readonly isOfOpenSteps?: true
  /** Participants do this on the board until the workshop is over. */
  readonly endsWithWorkshop?: true
  /** The document stays as it is: also possible when the board is of a later version. */
  readonly leavesDocument?: true
}

/** Rows by operation. */
export type RightsTable = Readonly<Record<string, OperationRule>>

interface Condition {
  readonly barrier: (state: BoardState, rights: Rights, target: Target) => Barrier | undefined
  /** Facilitators go on working on a locked board: a question, an example, a heading. */
  readonly bindsFacilitators?: true
}

const isWritingPrivate = ({ writing }: BoardState): boolean => writing === WritingMode.private

const isAhead = ({ ahead }: BoardState, operation: string): boolean =>
  ahead?.allows.includes(operation) === true

const conditions = {
  writingIsShared: {
    barrier: (state) => (isWritingPrivate(state) ? Barrier.writingPrivate : undefined),
  },
  boardIsOpen: { barrier: (_, { isLocked }) => (isLocked ? Barrier.boardLocked : undefined) },
  /** A picture for a draft or for an answer that is prepared: the lock of the board does not cover these. */
  boardIsOpenOrPhotoIsPrivate: {
    barrier: (state, { isLocked }) =>
      isLocked && !isWritingPrivate(state) && !isAhead(state, Operation.sendPhoto)
        ? Barrier.boardLocked
        : undefined,
  },
  /** Facilitators, too, must take the lock off first. */
  isUnlocked: {
    barrier: (_, __, { isLocked }) => (isLocked ? Barrier.locked : undefined),
    bindsFacilitators: true,
  },
  isMovable: {
    barrier: (_, { participantsMove }, { isOwn }) =>
      participantsMove === Scope.own && !isOwn ? Barrier.notYoursToMove : undefined,
  },
  isWritable: {
    barrier: (_, { participantsWrite }, { isOwn }) =>
      participantsWrite === Scope.own && !isOwn ? Barrier.notYoursToWrite : undefined,
  },
  /** Facilitators vote too. */
  isOpenToWords: { barrier: (_, __, { isKept }) => (isKept ? Barrier.noAmendment : undefined) },
  isOwn: { barrier: (_, __, { isOwn }) => (isOwn ? undefined : Barrier.authorsOnly) },
  voteIsNotSecret: {
    barrier: ({ hasSecretVote }) => (hasSecretVote ? Barrier.role : undefined),
    bindsFacilitators: true,
  },
  hasPart: {
    barrier: ({ takesPart }) => (takesPart === false ? Barrier.noPart : undefined),
    bindsFacilitators: true,
  },
  noSecretIsOpen: {
    barrier: ({ hasSecretVote }) => (hasSecretVote ? Barrier.secretOpen : undefined),
    bindsFacilitators: true,
  },
  isNoRehearsal: {
    barrier: ({ isRehearsal }) => (isRehearsal ? Barrier.rehearsal : undefined),
    bindsFacilitators: true,
  },
  isAtOwnTable: {
    barrier: (_, __, { isAtOtherTable }) => (isAtOtherTable ? Barrier.otherTable : undefined),
  },
  clustersAreOpen: {
    barrier: (_, { participantsCluster }) => (participantsCluster ? undefined : Barrier.clustersFixed),
  },
} as const satisfies Record<string, Condition>
export type ConditionName = keyof typeof conditions

const facilitators = { roles: [Role.facilitator] } as const
/** Facilitators and participants. */
const members = { roles: [Role.facilitator, Role.participant] } as const
const everybody = { roles: [Role.facilitator, Role.participant, Role.viewer] } as const
/** Work on the board: steps of an agenda can close it, and its end does. */
const work = { ...members, isOfSteps: true, endsWithWorkshop: true } as const
/** Work on the note itself, which stays as it is once its step is over. */
const writing = { ...work, isOfOpenSteps: true } as const

/** The rows of the base operations. */
export const basePolicy = {
  [Operation.addNote]: { ...work, conditions: ['writingIsShared', 'boardIsOpen', 'isAtOwnTable'] },
  [Operation.restoreNote]: {
    ...writing,
    conditions: ['boardIsOpen', 'isUnlocked', 'isWritable', 'isMovable', 'isAtOwnTable'],
  },
  [Operation.placeNote]: { ...work, conditions: ['boardIsOpen', 'isUnlocked', 'isMovable', 'isAtOwnTable'] },
  [Operation.gatherNote]: {
    ...work,
    conditions: ['boardIsOpen', 'isUnlocked', 'clustersAreOpen', 'isMovable', 'isAtOwnTable'],
  },
  [Operation.writeNote]: {
    ...writing,
    conditions: ['boardIsOpen', 'isUnlocked', 'isWritable', 'isAtOwnTable'],
    isOpenToAuthors: true,
  },
  [Operation.markNote]: {
    ...writing,
    conditions: ['boardIsOpen', 'isUnlocked', 'isWritable', 'isAtOwnTable'],
  },
  // Asked beside `markNote`, which has the other conditions.
  [Operation.settleNote]: { ...members, endsWithWorkshop: true, isOfOpenSteps: true, conditions: ['isOwn'] },
  [Operation.removeOwnNote]: { ...writing, conditions: ['boardIsOpen', 'isUnlocked', 'isAtOwnTable'] },
  [Operation.removeAnyNote]: {
    ...facilitators,
    barriers: { participant: Barrier.notYours },
    conditions: ['isUnlocked'],
  },
  [Operation.addCluster]: { ...work, conditions: ['boardIsOpen', 'clustersAreOpen'] },
  [Operation.changeCluster]: {
    ...work,
    conditions: ['boardIsOpen', 'isUnlocked', 'clustersAreOpen', 'isAtOwnTable'],
  },
  [Operation.removeCluster]: {
    ...work,
    conditions: ['boardIsOpen', 'isUnlocked', 'clustersAreOpen', 'isAtOwnTable'],
  },
  [Operation.drawArea]: { ...work, conditions: ['boardIsOpen'] },
  // The note itself is another operation.
  [Operation.sendPhoto]: { ...members, isOfSteps: true, conditions: ['boardIsOpenOrPhotoIsPrivate'] },
  [Operation.answer]: { ...members, needsStep: true },
  [Operation.writeStatement]: {
    ...members,
    needsStep: true,
    conditions: ['boardIsOpen', 'isOpenToWords', 'isAtOwnTable'],
  },
  [Operation.renameBoard]: facilitators,
  [Operation.setRights]: facilitators,
  [Operation.leadAgenda]: facilitators,
  [Operation.editAgenda]: facilitators,
  [Operation.takePart]: { ...facilitators, conditions: ['noSecretIsOpen'], leavesDocument: true },
  [Operation.finishStep]: members,
  [Operation.workAtTable]: members,
  [Operation.showToRoom]: facilitators,
  // A projector has the link of viewers.
  [Operation.tellPages]: { ...everybody, leavesDocument: true },
  [Operation.deleteBoard]: { ...facilitators, leavesDocument: true },
  [Operation.manageLinks]: { ...facilitators, leavesDocument: true },
  [Operation.findPeople]: { ...facilitators, leavesDocument: true },
  [Operation.gather]: { ...facilitators, leavesDocument: true },
  [Operation.manageCheckpoints]: { ...facilitators, leavesDocument: true },
  [Operation.clearReplay]: { ...facilitators, leavesDocument: true },
  [Operation.showPresence]: { ...members, leavesDocument: true },
  [Operation.showPlace]: { ...members, conditions: ['voteIsNotSecret'], leavesDocument: true },
  [Operation.showPlaceOnPurpose]: { ...facilitators, leavesDocument: true },
  [Operation.keepDesk]: { ...members, leavesDocument: true },
  [Operation.exportBoard]: { ...everybody, conditions: ['isNoRehearsal'], leavesDocument: true },
  [Operation.publishPurpose]: { ...facilitators, conditions: ['isNoRehearsal'], leavesDocument: true },
  [Operation.manageDevices]: { ...everybody, leavesDocument: true },
  [Operation.replayBoard]: { ...everybody, conditions: ['isNoRehearsal'], leavesDocument: true },
} as const satisfies Record<Operation, OperationRule>

/** The barrier that one row of the table sets; undefined when there is none. */
export function barrierOf(
  operation: string,
  rule: OperationRule,
  role: Role,
  state: BoardState = openState,
  target: Target = freeTarget,
): Barrier | undefined {
  if (!rule.roles.includes(role)) return rule.barriers?.[role] ?? Barrier.role
  if (state.isOfNewerVersion && !rule.leavesDocument) return Barrier.newerVersion
  const isFacilitator = role === Role.facilitator
  for (const name of rule.conditions ?? []) {
    const condition: Condition = conditions[name]
    if (isFacilitator && !condition.bindsFacilitators) continue
    // To open an operation lifts the borders of tables for that one.
    if (name === 'isAtOwnTable' && state.opened?.includes(operation)) continue
    const barrier = condition.barrier(state, state.rights ?? openRights, target)
    if (barrier) return barrier
  }
  const past = isFacilitator ? undefined : barrierOfPast(operation, rule, state, target)
  if (past) return past
  if (isFacilitator || isAhead(state, operation) || (rule.isOpenToAuthors && target.isOwn)) return undefined
  const isInStep = state.step?.allows.includes(operation)
  const isClosed = rule.needsStep ? isInStep !== true : rule.isOfSteps && isInStep === false
  return isClosed ? Barrier.step : undefined
}

/** A facilitator who opens an operation opens the past for it, too. */
function barrierOfPast(
  operation: string,
  { endsWithWorkshop, isOfOpenSteps, isOpenToAuthors }: OperationRule,
  { isOver, opened = [] }: BoardState,
  target: Target,
): Barrier | undefined {
  if (opened.includes(operation)) return undefined
  if (endsWithWorkshop && isOver) return Barrier.workshopOver
  const isFinishing = isOpenToAuthors && target.isOwn && target.isJustOver
  return isOfOpenSteps && target.isOver && !isFinishing ? Barrier.stepOver : undefined
}

/** May this role change anything at all in the board document? */
export function mayWrite(role: Role): boolean {
  return barrierOf(Operation.placeNote, basePolicy[Operation.placeNote], role) === undefined
}
