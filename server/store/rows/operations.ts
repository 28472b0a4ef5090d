import type { OperationName } from './protocol.ts'

interface OperationFacts {
  /** It changes nothing, so it needs no transaction. */
  readonly isRead: boolean
  /** It takes more of the disk for good. Other operations go on until the disk is full. */
  readonly grows: boolean
  /** Nobody notices some milliseconds more, and many may come at once. They wait for others, for one transaction. */
  readonly isPatient?: true
  /** No file may hold the deleted bytes afterwards: ballots, drafts, photos, boards, replays. */
  readonly destroys: boolean
}

const read: OperationFacts = { isRead: true, grows: false, destroys: false }
const change: OperationFacts = { isRead: false, grows: false, destroys: false }
const growth: OperationFacts = { isRead: false, grows: true, destroys: false }
const destruction: OperationFacts = { isRead: false, grows: false, destroys: true }

/** Every operation of the store's thread. */
export const operationFacts: Readonly<Record<OperationName, OperationFacts>> = {
  createBoard: growth,
  copyPhotos: growth,
  finishBoard: change,
  findBoard: read,
  countBoards: read,
  lastChangeOf: read,
  boardsUnusedSince: read,
  keepFor: change,
  updateBoard: change,
  unfinishedBoards: read,
  beginDeletion: destruction,
  deleteSlice: change,
  deleteBoard: destruction,

  linksOf: read,
  replaceLink: change,
  replaceLinkForHost: change,
  revokeLink: change,
  findLink: read,
  findLinkByCode: read,
  sealsOf: read,
  keepSeals: change,

  createSession: { ...growth, isPatient: true },
  findSession: read,
  findRevokedSession: read,
  sessionsOfPerson: read,
  endOtherSessions: change,
  putDeviceLink: growth,
  findDeviceLink: read,
  useDeviceLink: growth,
  updateParticipant: change,
  peopleNamed: read,
  forgetName: destruction,
  setPart: change,
  namesOf: read,
  joinedBefore: read,
  countParticipants: read,
  leadingAlone: read,

  append: growth,
  storedBytes: read,
  load: read,

  loadDrafts: read,
  mendDrafts: change,
  touchDrafts: change,
  appendDrafts: growth,
  draftOwnersOf: read,
  revealDrafts: { ...growth, destroys: true },
  boardsOfOldDrafts: read,
  sweepDrafts: destruction,

  keepCheckpoint: growth,
  isReading: read,
  checkpointsOf: read,
  readCheckpoint: read,

  putPhoto: growth,
  readPhoto: read,
  photosOf: read,
  showPhotos: change,
  holdPhotos: change,
  releasePhoto: destruction,
  isInCheckpoint: read,
  usePhotos: change,
  oldPhotos: read,
  dropPhotos: destruction,

  wantReplay: read,
  isReplaying: read,
  replayOf: read,
  readReplay: read,
  clearReplay: destruction,
  boardsOfReplays: read,
  sweepReplays: destruction,

  openPoll: growth,
  pollsOf: read,
  findPoll: read,
  changeDots: growth,
  setScore: growth,
  dotsOf: read,
  reasonsOf: read,
  reasonsLeftIn: read,
  settleReason: destruction,
  setHands: growth,
  answersIn: read,
  votersOf: read,
  closePoll: destruction,
  deadlines: read,
  doneInStep: read,
  setStepDone: growth,
  forgetStepsDone: change,
  phaseNotes: read,
  keepPhaseNotes: growth,

  pairKeyOf: read,
  pairCountsOf: read,
  setPairYes: growth,
  ownPairs: read,
  forgetPairs: destruction,

  openAsking: growth,
  askingsOf: read,
  writeAnswer: growth,
  answersOf: read,
  answeredIn: read,
  closeAsking: destruction,

  openPublic: growth,
  publicAsking: read,
  publicAskingsOf: read,
  movePublic: change,
  answerPublic: growth,
  answeredPublic: read,
  closePublic: destruction,
  removePublic: destruction,

  putToken: growth,
  tokensOf: read,
  findToken: read,
  tokenUsed: { ...change, isPatient: true },
  withdrawToken: change,

  evidenceKey: change,

  savedTemplates: read,
  findTemplate: read,
  saveTemplate: growth,
  deleteTemplate: change,

  sharePurpose: change,
  purposePage: read,
  savePurposeDraft: growth,
  putPurposeEmblem: growth,
  draftEmblem: read,
  publishPurpose: growth,
  withdrawPurpose: change,
  findPurpose: read,
  purposeFile: read,
  addPurposeViews: { ...change, isPatient: true },
  purposeViews: read,

  probe: growth,
}

export const operationNames = Object.keys(operationFacts) as readonly OperationName[]
