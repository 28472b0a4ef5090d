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
  /**
   * How its first argument names the board, which this server must have: by itself, in its field `board`, or by something
   * of the board. `swept`: by itself, and a board that no server has stays so. Null: it is about no board, or about one that is new, or adds to a count.
   */
  readonly names: 'board' | 'swept' | 'field' | keyof typeof owningTables | null
}

/** Tables with a column `board`, and the column by which an operation names their rows. */
export const owningTables = { rounds: 'id', asked: 'id', sessions: 'hash' } as const

type Names = OperationFacts['names']

const read: OperationFacts = { isRead: true, grows: false, destroys: false, names: null }
const change = (names: Names): OperationFacts => ({ isRead: false, grows: false, destroys: false, names })
const growth = (names: Names): OperationFacts => ({ isRead: false, grows: true, destroys: false, names })
const destruction = (names: Names): OperationFacts => ({ isRead: false, grows: false, destroys: true, names })

/** Every operation of the store's thread. */
export const operationFacts: Readonly<Record<OperationName, OperationFacts>> = {
  createBoard: growth(null),
  copyPhotos: growth(null),
  finishBoard: change('board'),
  findBoard: read,
  countBoards: read,
  lastChangeOf: read,
  boardsUnusedSince: read,
  keepFor: change(null),
  updateBoard: change('board'),
  unfinishedBoards: read,
  beginDeletion: destruction('board'),
  deleteSlice: change('board'),
  deleteBoard: destruction('board'),

  linksOf: read,
  replaceLink: change('field'),
  replaceLinkForHost: change('field'),
  revokeLink: change('board'),
  findLink: read,
  findLinkByCode: read,
  sealsOf: read,
  keepSeals: change('board'),

  createSession: { ...growth('field'), isPatient: true },
  findSession: read,
  findRevokedSession: read,
  sessionsOfPerson: read,
  endOtherSessions: change('sessions'),
  putDeviceLink: growth('field'),
  findDeviceLink: read,
  useDeviceLink: growth('field'),
  updateParticipant: change('board'),
  peopleNamed: read,
  forgetName: destruction('board'),
  setPart: change('board'),
  namesOf: read,
  joinedBefore: read,
  countParticipants: read,
  leadingAlone: read,

  append: growth('board'),
  storedBytes: read,
  load: { ...read, names: 'board' },

  loadDrafts: read,
  mendDrafts: change('board'),
  touchDrafts: change('board'),
  appendDrafts: growth('field'),
  draftOwnersOf: read,
  revealDrafts: { ...growth('board'), destroys: true },
  boardsOfOldDrafts: read,
  sweepDrafts: destruction('swept'),

  keepCheckpoint: growth('field'),
  isReading: read,
  checkpointsOf: read,
  readCheckpoint: read,

  putPhoto: growth('field'),
  readPhoto: read,
  photosOf: read,
  showPhotos: change('board'),
  holdPhotos: change('board'),
  releasePhoto: destruction('board'),
  isInCheckpoint: read,
  usePhotos: change('board'),
  oldPhotos: read,
  dropPhotos: destruction('swept'),

  wantReplay: read,
  isReplaying: read,
  replayOf: read,
  readReplay: read,
  clearReplay: destruction('board'),
  boardsOfReplays: read,
  sweepReplays: destruction('swept'),

  openPoll: growth('board'),
  pollsOf: read,
  findPoll: read,
  changeDots: growth('rounds'),
  setScore: growth('rounds'),
  dotsOf: read,
  reasonsOf: read,
  reasonsLeftIn: read,
  settleReason: destruction('rounds'),
  lendReason: destruction('rounds'),
  lentReasons: read,
  setHands: growth('rounds'),
  answersIn: read,
  votersOf: read,
  closePoll: destruction('rounds'),
  deadlines: read,
  doneInStep: read,
  setStepDone: growth('board'),
  forgetStepsDone: change('board'),
  phaseNotes: read,
  keepPhaseNotes: growth('board'),

  pairKeyOf: read,
  pairCountsOf: read,
  setPairYes: growth('field'),
  ownPairs: read,
  forgetPairs: destruction('board'),

  openAsking: growth('field'),
  askingsOf: read,
  writeAnswer: growth('asked'),
  answersOf: read,
  answeredIn: read,
  closeAsking: destruction('asked'),

  openPublic: growth('field'),
  publicAsking: read,
  publicAskingsOf: read,
  movePublic: change('board'),
  answerPublic: growth('asked'),
  answeredPublic: read,
  closePublic: destruction('asked'),
  removePublic: destruction('board'),

  putToken: growth('field'),
  tokensOf: read,
  findToken: read,
  tokenUsed: { ...change(null), isPatient: true },
  withdrawToken: change('board'),

  evidenceKey: change(null),

  savedTemplates: read,
  findTemplate: read,
  saveTemplate: growth(null),
  deleteTemplate: change(null),

  sharePurpose: change('board'),
  purposePage: read,
  savePurposeDraft: growth('board'),
  putPurposeEmblem: growth('board'),
  draftEmblem: read,
  publishPurpose: growth('board'),
  withdrawPurpose: change('board'),
  findPurpose: read,
  purposeFile: read,
  addPurposeViews: { ...change(null), isPatient: true },
  purposeViews: read,

  ownerOf: { ...read, names: 'board' },
  boardOfPage: read,
  otherServers: read,

  probe: growth(null),
}

export const operationNames = Object.keys(operationFacts) as readonly OperationName[]
