import type { Language } from '#shared/board/document.ts'
import type { Role } from '#shared/workshop/role.ts'
import type { PhaseNotes } from '#shared/agenda/steps.ts'
import type { CopiedPhotos, NewPhotos } from './photos.ts'
import type { EndedSession } from './sessions.ts'

/** The secrets of links as they are kept: encrypted (access/link-seal.ts), so that the database opens no board. */
export interface LinkSecretStore {
  /** `holder`: hash of a session or of a device link, whose key is returned too. */
  readonly sealsOf: (board: string, holder: string) => Promise<LinkSeals>
  /**
   * Keeps keys and sealed secrets in one transaction. Links, sessions and device links that are not there any more are
   * left out. False, and nothing kept, when the board has another key. A key that no link and no session holds gives way,
   * and the secrets sealed with it go.
   */
  readonly keepSeals: (board: string, seals: NewSeals) => Promise<boolean>
}

export interface LinkSeals {
  /** Null until something is kept, and when no link and no session holds its private key any more. */
  readonly publicKey: Uint8Array | null
  readonly links: readonly (SealedLink & { readonly role: Role })[]
  /** The private key, locked under the holder's secret. */
  readonly key: Uint8Array | null
}

export interface SealedLink {
  /** Of the link's secret. A renewed link has another one, and nothing kept. */
  readonly hash: string
  readonly sealed: Uint8Array | null
  /** The private key, locked under the secret of this link. */
  readonly key: Uint8Array | null
}

export interface NewSeals {
  readonly publicKey: Uint8Array
  /** Null leaves it as it is. */
  readonly links: readonly SealedLink[]
  /** Sessions and device links that get the key, by hash. */
  readonly holders: readonly { readonly hash: string; readonly key: Uint8Array }[]
}

/** Boards and the links that let people in. */
export interface BoardStore {
  /** Creates a board with all that comes with it. After a failure nobody can open it. */
  readonly createBoard: (
    board: BoardRow,
    links: readonly LinkRow[],
    update: Uint8Array,
    more?: WithNewBoard,
  ) => Promise<void>
  readonly findBoard: (id: string) => Promise<BoardRow | undefined>
  /** All, or those that this creator has opened. */
  readonly countBoards: (creator?: string) => Promise<number>
  /** When the board was last changed, rounded up to the day; null for one that is kept for its published page. */
  readonly lastChangeOf: (board: string) => Promise<number | null>
  /** Boards that nobody has changed since, without those that are kept for their published page. */
  readonly boardsUnusedSince: (at: number) => Promise<readonly string[]>
  /** Notes that unused boards go after so many days, and returns since when they go so early. */
  readonly keepFor: (days: number, now: number) => Promise<number>
  readonly updateBoard: (
    id: string,
    change: { readonly title?: string; readonly language?: Language },
  ) => Promise<void>
  /**
   * Deletes everything of a board: no file holds any of it afterwards. When the disk fails on the way, the board
   * cannot be opened any more. The rest of a large board is deleted later, at the latest at the next start.
   */
  readonly deleteBoard: (id: string) => Promise<void>

  readonly linksOf: (board: string) => Promise<readonly LinkRow[]>
  /** Replaces the role's link, and ends sessions as `revokeLink` does. */
  readonly replaceLink: (link: LinkRow, keep: string | null) => Promise<readonly EndedSession[]>
  /** Replaces the role's link for the host. Nobody's session ends. */
  readonly replaceLinkForHost: (link: LinkRow) => Promise<void>
  /**
   * Ends the role's link and all sessions of that role, those of earlier links too. The session with the hash `keep`
   * stays. Returns the sessions that ended. Other sessions of the kept person end for good. With the link of facilitators the
   * tokens go that others than the kept person have made.
   */
  readonly revokeLink: (board: string, role: Role, keep: string | null) => Promise<readonly EndedSession[]>
  readonly findLink: (board: string, hash: string) => Promise<LinkRow | undefined>
  readonly findLinkByCode: (codeHash: string) => Promise<LinkRow | undefined>
}

/** Kept beside the document of a new board. */
export interface WithNewBoard {
  readonly photos?: CopiedPhotos | NewPhotos | undefined
  /** Notes for facilitators of its agenda. */
  readonly phaseNotes?: PhaseNotes | undefined
}

export interface BoardRow {
  readonly id: string
  readonly title: string
  readonly language: Language
  readonly created: number
  /** A hash, when the house's sign-in has named the person. Only with a new board. */
  readonly creator?: string | undefined
}

export interface LinkRow {
  readonly board: string
  readonly role: Role
  readonly hash: string
  /** Only participant links have one. */
  readonly codeHash: string | null
  readonly isActive: boolean
  readonly created: number
  /** The host has made it for a facilitator who had lost theirs. */
  readonly isByHost?: true
}

/** Board documents, as logs of Yjs updates. */
export interface DocumentStore {
  /** Appends one durable batch, in order. `owners` binds new Yjs client ids to participants permanently. */
  readonly append: (
    board: string,
    updates: readonly Uint8Array[],
    owners: readonly ClientOwner[],
  ) => Promise<void>
  /** Size of the next `load`. 0 when damage hides it, undefined when there is no such board. */
  readonly storedBytes: (board: string) => Promise<number | undefined>
  /** Loads a board. Damaged rows are set aside, as far as they can be read, and the rest is loaded. */
  readonly load: (board: string) => Promise<StoredBoard | undefined>
}

export interface ClientOwner {
  readonly client: number
  readonly participant: string
}

export interface StoredBoard {
  /** Yjs updates to apply in order. Those of the last snapshot, if any, come first. */
  readonly updates: readonly Uint8Array[]
  readonly owners: readonly ClientOwner[]
  /**
   * The Yjs client id for the server's own writes, when the usual one is unsafe. That is so when the log once lost its
   * end, by a restored backup or damaged rows: clocks given out after that point must not be given out again.
   */
  readonly serverClient?: number
  /**
   * Time when damaged rows were last set aside, in milliseconds since 1970. The board is then at its last good state
   * and may lack later changes.
   */
  readonly repairedAt?: number
}
