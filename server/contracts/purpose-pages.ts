/**
 * Purpose pages: one for each board, or for several that go on from one another, with its published versions. Pages are found
 * by an id that nobody can guess.
 */
export interface PurposePageStore {
  /** The new board `board` has the page of the board `first` from now on. */
  readonly sharePurpose: (board: string, first: string) => Promise<void>
  /** Undefined until its facilitators have begun one. */
  readonly purposePage: (board: string) => Promise<PurposePageRow | undefined>
  /** `id`: that of the page, if the board has none yet. False when the draft is no longer the one `before`. */
  readonly savePurposeDraft: (
    board: string,
    id: string,
    draft: string,
    before: string | null,
  ) => Promise<boolean>
  /** The picture for the next version; null takes it off. */
  readonly putPurposeEmblem: (board: string, id: string, emblem: PurposeEmblem | null) => Promise<void>
  readonly draftEmblem: (board: string) => Promise<PurposeEmblem | undefined>
  /** Adds a version, which is never changed. False when its number is not the next one. */
  readonly publishPurpose: (board: string, version: NewPurposeVersion) => Promise<boolean>
  /** False when nothing is published. */
  readonly withdrawPurpose: (board: string, at: number) => Promise<boolean>
  /** A version, or the newest one. Null: the page was withdrawn, or its board deleted. Undefined: there is no such page. */
  readonly findPurpose: (id: string, number: number | null) => Promise<PublishedPurpose | null | undefined>
  /** A file of a version that is published now; the newest version without a number. */
  readonly purposeFile: (
    id: string,
    number: number | null,
    name: string,
  ) => Promise<PurposeFile | null | undefined>
  /** Adds views of pages, counted by day. */
  readonly addPurposeViews: (views: readonly PurposeViews[]) => Promise<void>
  /** The days with views, the oldest first. */
  readonly purposeViews: (board: string) => Promise<readonly DayOfViews[]>
}

export interface PurposePageRow {
  readonly id: string
  /** As JSON; null until somebody saved one. */
  readonly draft: string | null
  /** The hash of the picture for the next version. */
  readonly emblem: string | null
  /** Milliseconds since 1970; null while the page is to be seen, or was never published. */
  readonly withdrawn: number | null
  /** The oldest first. */
  readonly versions: readonly PurposeVersion[]
}

export interface PurposeVersion {
  readonly number: number
  /** Milliseconds since 1970. */
  readonly at: number
}

export interface NewPurposeVersion extends PurposeVersion {
  /** The page must be withdrawn since this moment, or shown (null): somebody may withdraw it while a version is made. */
  readonly withdrawn: number | null
  /** As JSON. */
  readonly content: string
  readonly files: readonly PurposeFile[]
}

export interface PurposeFile {
  readonly name: string
  readonly type: string
  readonly data: Uint8Array
}

export interface PublishedPurpose extends PurposeVersion {
  readonly content: string
  readonly versions: readonly PurposeVersion[]
}

export interface PurposeEmblem {
  /** SHA-256 of the bytes, base64url. */
  readonly hash: string
  readonly type: string
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

export interface PurposeViews {
  /** The id of the page. */
  readonly page: string
  /** In UTC, as 2027-05-31. */
  readonly day: string
  readonly count: number
}

export type DayOfViews = Omit<PurposeViews, 'page'>
