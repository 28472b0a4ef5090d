/** Photos, each beside its board. */
export interface PhotoStore {
  /**
   * Keeps a photo that this participant sent, or that came with the board. A board keeps equal photos once. False, and
   * nothing kept, when the board would exceed its limit. The answer does not depend on whether another participant has
   * sent the same photo.
   */
  readonly putPhoto: (photo: NewPhoto, limits: PhotoLimits) => Promise<boolean>
  /** Undefined for a photo that is not kept, or is damaged on disk. */
  readonly readPhoto: (board: string, id: string) => Promise<StoredPhoto | undefined>
  readonly photosOf: (board: string) => Promise<readonly PhotoRow[]>
  /** Marks photos that everybody could see on the board. Unknown ids are left out. */
  readonly showPhotos: (board: string, ids: readonly string[]) => Promise<void>
  /** Marks photos that the participant's drafts have, no matter who sent them. Unknown ids are left out. */
  readonly holdPhotos: (board: string, participant: string, ids: readonly string[]) => Promise<void>
  /** Forgets that the participant sent or had a photo. */
  readonly releasePhoto: (board: string, participant: string, id: string) => Promise<void>
  /** True when a checkpoint has the photo. */
  readonly isInCheckpoint: (board: string, photo: string) => Promise<boolean>
  /** Marks photos that are in use, or were until now: see `oldPhotos`. */
  readonly usePhotos: (board: string, ids: readonly string[], at: number) => Promise<void>
  /**
   * Photos whose last noted use was before, and that no checkpoint has. Boards with a checkpoint that is still to be
   * built are left out.
   */
  readonly oldPhotos: (before: number) => Promise<readonly OldPhotos[]>
  /** Destroys those of these photos that were last in use before. */
  readonly dropPhotos: (board: string, ids: readonly string[], before: number) => Promise<void>
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

/** Photos to copy from another board. Unknown ids are left out. */
export interface CopiedPhotos {
  readonly from: string
  readonly ids: readonly string[]
}

/** Photos that come with a new board from a file. Together they are within the limits. */
export interface NewPhotos {
  readonly ids: readonly string[]
  readonly read: (id: string) => Promise<StoredPhoto>
  readonly limits: PhotoLimits
}

export interface OldPhotos {
  readonly board: string
  readonly photos: readonly Omit<PhotoRow, 'isShown'>[]
}

/** Limits of a board, for all its photos together. */
export interface PhotoLimits {
  readonly bytes: number
  readonly count: number
}

export interface PhotoRow {
  readonly id: string
  /** It has stood on the board. */
  readonly isShown: boolean
  /** Participants who sent it, or have it in a draft. */
  readonly holders: readonly string[]
}
