import type { Language } from '#shared/board/document.ts'
import type { CheckpointReason } from '#shared/workshop/checkpoint.ts'
import type { Participant, Role } from '#shared/workshop/role.ts'
import type { NamedBallot, RoundRules } from '#shared/workshop/round.ts'
import type { Being } from '#shared/workshop/anonymous-numbers.ts'

/**
 * What the server keeps. Every promise settles after the change is durable (fsync), or rejects with a `StoreError`
 * and nothing changed. Implementations pass tests/server/store-suite.ts. Hashes are SHA-256, base64url; no secret
 * is ever passed in here.
 */
export interface Store {
  /** With pictures of another board, if any: they stand on this one from the first moment. */
  readonly createBoard: (
    board: BoardRow,
    links: readonly LinkRow[],
    update: Uint8Array,
    photos?: CopiedPhotos,
  ) => Promise<void>
  readonly findBoard: (id: string) => Promise<BoardRow | undefined>
  readonly updateBoard: (
    id: string,
    change: { readonly title?: string; readonly language?: Language },
  ) => Promise<void>

  /**
   * Everything of it, for good: its log, links, sessions, rounds, desks and checkpoints are in no file afterwards. Where the disk
   * fails once it is there for nobody, the rest of a large one goes later, at the latest at the next start.
   */
  readonly deleteBoard: (id: string) => Promise<void>

  readonly linksOf: (board: string) => Promise<readonly LinkRow[]>
  /** Puts the link in the place of the role's former one. */
  readonly putLink: (link: LinkRow) => Promise<void>
  /**
   * The role's link stops working, and so do all sessions of that role (those of links it had before, too), except
   * the one with the hash `keep`. Returns those that ended: for good those of whoever has the one that was kept.
   */
  readonly revokeLink: (board: string, role: Role, keep: string | null) => Promise<readonly EndedSession[]>
  readonly findLink: (board: string, hash: string) => Promise<LinkRow | undefined>
  readonly findLinkByCode: (codeHash: string) => Promise<LinkRow | undefined>

  /**
   * Returns the colour: with null the one fewest people on the board have, decided for a crowd at once. Undefined, and
   * no session, when its link is not the role's active one.
   */
  readonly createSession: (session: NewSessionRow) => Promise<number | undefined>
  /** Undefined once it has ended. */
  readonly findSession: (hash: string) => Promise<SessionRow | undefined>
  /**
   * The first of these sessions that was this role's on the board, of a person of this name, and ended with its link: none that
   * was signed out, nor of a person who is back on `most` devices.
   */
  readonly findRevokedSession: (former: FormerSession) => Promise<SessionRow | undefined>
  /** Sessions of this one's person, itself included, oldest first: one a device. */
  readonly sessionsOfPerson: (hash: string) => Promise<readonly SessionRow[]>
  /** Ends the others of the same person, and what was to let them in on one more device; with `only`, that one alone. */
  readonly endOtherSessions: (hash: string, only?: string) => Promise<readonly EndedSession[]>
  /**
   * Takes the place of what the session handed over before. False, and nothing kept, when the session has ended or its
   * person has `most` sessions.
   */
  readonly putHandover: (handover: HandoverRow, now: number, most: number) => Promise<boolean>
  /** The session it was made for; undefined once it is used or over, or that session has ended. */
  readonly findHandover: (board: string, hash: string, now: number) => Promise<SessionRow | undefined>
  /** Uses it up for one more session of the same person; undefined, and no session, as in the two above. */
  readonly takeHandover: (use: HandoverUse) => Promise<SessionRow | undefined>
  readonly updateParticipant: (
    board: string,
    participant: string,
    name: string,
    colour: number,
  ) => Promise<void>
  /** How many people have joined with a facilitator or participant link. */
  readonly countParticipants: (board: string) => Promise<number>

  /** Durable, in order, as one batch; `owners` binds new Yjs client ids to participants for ever. */
  readonly append: (
    board: string,
    updates: readonly Uint8Array[],
    owners: readonly ClientOwner[],
  ) => Promise<void>
  /** How much `load` is about to read; 0 when damage keeps that from being known, undefined when there is no such board. */
  readonly storedBytes: (board: string) => Promise<number | undefined>
  /** Rows that are damaged on disk are kept aside, as far as they can be read, and what is left is loaded. */
  readonly load: (board: string) => Promise<StoredBoard | undefined>

  /** A desk that nobody has written on is empty. */
  readonly loadDesk: (board: string, participant: string) => Promise<StoredDesk>
  /** Keeps what is damaged, and what was written after it, aside; the rest of the desk can be written on again. */
  readonly mendDesk: (board: string, participant: string, at: number) => Promise<void>
  /** The desk, if there is one, is in use: see `sweepDesks`. */
  readonly touchDesk: (board: string, participant: string, at: number) => Promise<void>
  readonly appendDesk: (commit: DeskCommit) => Promise<void>
  /** Everybody who has written on a desk of this board, whether or not they are still here. */
  readonly desksOf: (board: string) => Promise<readonly DeskRow[]>
  /**
   * Appends to the board and to the desks in one transaction: what was revealed is on the board and gone from the desks,
   * or neither.
   */
  readonly revealDesks: (
    board: string,
    updates: readonly Uint8Array[],
    desks: readonly DeskCommit[],
  ) => Promise<void>
  /**
   * Destroys the desks of all boards that were last used before; returns how many. `inUse` is asked again and again, since
   * desks are opened meanwhile: those in use then stay.
   */
  readonly sweepDesks: (before: number, inUse: () => readonly DeskKey[]) => Promise<number>

  /**
   * Keeps the board as its log is at this moment: what was asked of the store before is in it, what comes after is not.
   * Durable when it settles, and read in the background afterwards. False, and nothing kept, when the last of the same
   * board and reason is less than `apartMs` old; of each sort (on demand, automatic) only the newest `kept` stay.
   */
  readonly keepCheckpoint: (checkpoint: NewCheckpoint) => Promise<boolean>
  /** Newest first. One whose board turned out to be damaged is left out. */
  readonly checkpointsOf: (board: string) => Promise<readonly CheckpointRow[]>
  readonly readCheckpoint: (board: string, id: string) => Promise<StoredCheckpoint | undefined>

  /**
   * Keeps a picture that this participant has sent, or that came with the board; equal ones of a board are kept once.
   * False, and nothing kept, when it does not fit into what the board may have, which does not depend on whether somebody
   * else has sent it.
   */
  readonly putPhoto: (photo: NewPhoto, most: PhotoRoom) => Promise<boolean>
  /** Undefined for one that is not kept, or is damaged on disk. */
  readonly readPhoto: (board: string, id: string) => Promise<StoredPhoto | undefined>
  readonly photosOf: (board: string) => Promise<readonly PhotoRow[]>
  /** They have stood on the board for everybody to see. Those that are not kept are left out. */
  readonly showPhotos: (board: string, ids: readonly string[]) => Promise<void>
  /** The participant's drafts have them, whoever sent them. Those that are not kept are left out. */
  readonly holdPhotos: (board: string, participant: string, ids: readonly string[]) => Promise<void>
  /**
   * What is to be seen of the board's past, brought up to date first (that of a very large board every second or so); no
   * pages when nothing is recorded.
   */
  readonly replayOf: (board: string) => Promise<StoredReplay>
  /**
   * Steps (shared/board/replay.ts) as a JSON array in gzip; undefined for a page that has gone since, or turns out to be
   * damaged: that is set aside, and `replayOf` then says what is left, recorded again from the log as far as that reaches.
   */
  readonly readReplay: (board: string, page: number) => Promise<Uint8Array | undefined>
  /** Destroys it; recording goes on from what comes next. */
  readonly clearReplay: (board: string) => Promise<void>
  /** Destroys of all boards what was only to be seen before; returns the boards that lost something. */
  readonly sweepReplays: (before: number) => Promise<readonly string[]>

  /** A point to return to has it. */
  readonly isInCheckpoint: (board: string, photo: string) => Promise<boolean>
  /** They are in use, or were until now: see `oldPhotos`. */
  readonly usePhotos: (board: string, ids: readonly string[], at: number) => Promise<void>
  /**
   * Pictures that were last in use before, as far as it was noted, and that no point to return to has. Boards with such a
   * point that has not been read yet are left out.
   */
  readonly oldPhotos: (before: number) => Promise<readonly OldPhotos[]>
  /** Destroys those of these that were last in use before. */
  readonly dropPhotos: (board: string, ids: readonly string[], before: number) => Promise<void>

  readonly openRound: (board: string, round: StoredRound) => Promise<void>
  /** Of all rounds, by number, without what they are about. */
  readonly roundsOf: (board: string) => Promise<readonly RoundRow[]>
  readonly findRound: (id: string) => Promise<StoredRound | undefined>
  /** Checks budget and cap and writes in one transaction; the same key twice happens once. */
  readonly changeDots: (change: DotChange) => Promise<DotResult>
  /** Nothing (an empty object) for a voter without dots, or a round that is closed or unknown. */
  readonly dotsOf: (round: string, voter: string) => Promise<Readonly<Record<string, number>>>
  /** How many voters have at least one dot. */
  readonly votersOf: (round: string) => Promise<number>
  /**
   * Computes totals, marks the round closed and destroys its ballots, their voters, idempotency keys and the round's
   * `key`, all in one transaction. Totals of a secret round with fewer than `fewestSecretVoters` voters are null, so
   * that not even the database says who voted what. Voters of an open round who have no name are given the numbers that
   * tell them apart among those who are `here`. Closing a closed round returns the stored outcome again.
   */
  readonly closeRound: (round: string, at: number, here: readonly Being[]) => Promise<RoundOutcome>

  /** Rejects unless a write reaches the disk, and boards' logs can be added to. */
  readonly probe: () => Promise<void>
  readonly close: () => Promise<void>
}

export interface BoardRow {
  readonly id: string
  readonly title: string
  readonly language: Language
  readonly created: number
}

export interface LinkRow {
  readonly board: string
  readonly role: Role
  readonly hash: string
  /** Participant links only. */
  readonly codeHash: string | null
  readonly isActive: boolean
  readonly created: number
}

export interface SessionRow {
  readonly hash: string
  readonly board: string
  readonly role: Role
  /** Hash of the link it came by. */
  readonly link: string
  readonly participant: string
  readonly name: string
  readonly colour: number
  readonly created: number
}

export type NewSessionRow = Omit<SessionRow, 'colour'> & { readonly colour: number | null }

/** Who says they have been here, by the hashes of sessions that they had. */
export interface FormerSession {
  readonly hashes: readonly string[]
  readonly board: string
  readonly role: Role
  readonly name: string
  readonly most: number
}

export interface EndedSession {
  readonly hash: string
  readonly participant: string
}

/** What lets a session's person in on one more device, once. */
export interface HandoverRow {
  readonly hash: string
  readonly board: string
  /** Hash of the session it was made for. */
  readonly session: string
  /** It is over from then on, milliseconds since 1970. */
  readonly until: number
}

export interface HandoverUse {
  readonly board: string
  readonly hash: string
  /** Hash of the new session. */
  readonly session: string
  readonly now: number
  /** Sessions a person may have. */
  readonly most: number
}

export interface ClientOwner {
  readonly client: number
  readonly participant: string
}

export interface StoredBoard {
  /** Yjs updates to apply in order: those of the last snapshot first, when there is one. */
  readonly updates: readonly Uint8Array[]
  readonly owners: readonly ClientOwner[]
  /**
   * The Yjs client id that the server writes under, when it may not be the usual one: this log once lost its end (a
   * restored backup, damaged rows), and clocks given out after it must not be given out again.
   */
  readonly serverClient?: number
  /**
   * When damaged rows were last found and set aside, milliseconds since 1970: the board is at the last state that was
   * good, and may lack what came after.
   */
  readonly repairedAt?: number
}

export interface DeskKey {
  readonly board: string
  readonly participant: string
}

export interface StoredDesk {
  /** Yjs updates to apply in order. */
  readonly updates: readonly Uint8Array[]
  /** A row's checksum is wrong; it and those after it are left out: see `mendDesk`. */
  readonly isDamaged: boolean
}

export interface DeskCommit extends DeskKey {
  readonly updates: readonly Uint8Array[]
  /** The updates are the whole desk: what was kept before is destroyed, so that deleted drafts are nowhere any more. */
  readonly isWhole: boolean
  /** There is at least one draft with words or a picture in it. */
  readonly hasDrafts: boolean
  /** Of a reveal: pictures that are the board's now, and that nothing ties to this participant any more. */
  readonly released?: readonly string[]
  readonly at: number
}

export interface DeskRow {
  readonly participant: string
  readonly hasDrafts: boolean
}

export interface NewCheckpoint {
  readonly id: string
  readonly board: string
  readonly reason: CheckpointReason
  /** Milliseconds since 1970. */
  readonly at: number
  readonly apartMs: number
  readonly kept: number
}

export interface CheckpointRow {
  readonly id: string
  readonly reason: CheckpointReason
  readonly at: number
  readonly notes: number
  readonly clusters: number
}

export interface StoredCheckpoint extends CheckpointRow {
  /** A board file (server/board-file/board-file.ts), in gzip. */
  readonly file: Uint8Array
  /** Who signed which note, and more: `Beside` of server/archive/checkpoint-content.ts as JSON in gzip; never leaves the server. */
  readonly authors: Uint8Array
}

export interface StoredPhoto {
  /** Of its bytes: `image/jpeg` or `image/webp`. */
  readonly type: string
  readonly data: Uint8Array
}

export interface NewPhoto extends StoredPhoto {
  readonly board: string
  /** Hash of `data`. */
  readonly id: string
  /** Null: it came with the board. */
  readonly participant: string | null
  /** Milliseconds since 1970. */
  readonly at: number
}

/** Those that are not kept are left out. */
export interface CopiedPhotos {
  readonly from: string
  readonly ids: readonly string[]
}

export interface OldPhotos {
  readonly board: string
  readonly photos: readonly Omit<PhotoRow, 'isShown'>[]
}

/** What a board may have in all. */
export interface PhotoRoom {
  readonly bytes: number
  readonly count: number
}

export interface PhotoRow {
  readonly id: string
  /** It has stood on the board. */
  readonly isShown: boolean
  /** Who has sent it, or has it on a desk. */
  readonly holders: readonly string[]
}

export interface StoredReplay {
  /** Oldest first; times are those of their first and last step, milliseconds since 1970. */
  readonly pages: readonly { readonly id: number; readonly from: number; readonly until: number }[]
  /** Checkpoints that fall into it. */
  readonly moments: readonly { readonly at: number; readonly reason: CheckpointReason }[]
  /** From when to when nothing can be shown, because it was damaged on disk; null: until something is recorded again. */
  readonly gaps: readonly { readonly from: number; readonly until: number | null }[]
}

export interface RoundRow {
  readonly id: string
  readonly number: number
  /** Once it is closed: how many have voted. */
  readonly voted: number | null
}

export interface StoredRound extends RoundRules {
  readonly id: string
  readonly board: string
  readonly number: number
  readonly openedAt: number
  readonly previous: string | null
  /** 32 random bytes, base64url, that hide the voters of a secret round; null in an open round, and once closed. */
  readonly key: string | null
  /** null while open. */
  readonly outcome: RoundOutcome | null
}

export interface DotChange {
  readonly round: string
  /** Who votes: a participant id in an open round, a keyed hash of it in a secret one. */
  readonly voter: string
  /** To be published, for open rounds only. */
  readonly person: Pick<Participant, 'name' | 'colour'> | null
  readonly option: string
  readonly change: 1 | -1
  readonly key: string
  readonly now: number
}

export type DotResult =
  | { readonly ok: true; readonly dots: Readonly<Record<string, number>> }
  | {
      readonly ok: false
      readonly reason:
        | 'unknown_round'
        | 'round_closed'
        | 'unknown_option'
        | 'over_budget'
        | 'over_cap'
        | 'no_dot'
    }

export interface RoundOutcome {
  readonly closedAt: number
  readonly voted: number
  readonly totals: Readonly<Record<string, number>> | null
  readonly ballots: readonly NamedBallot[] | null
}

/**
 * `disk`: it is full, read-only, gone, busy or broken, and writes nothing for anybody at the moment. `rule`: this alone was
 * refused, because it breaks a rule of the database, and would be again. `damage`: what this needs of the database cannot
 * be read, and others' boards can.
 */
export type StoreErrorKind = 'disk' | 'rule' | 'damage'

/** The message says what was wrong, for the log. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
  readonly kind: StoreErrorKind

  constructor(
    message: string,
    { kind = 'disk', ...options }: ErrorOptions & { readonly kind?: StoreErrorKind } = {},
  ) {
    super(message, options)
    this.kind = kind
  }
}
