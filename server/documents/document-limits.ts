/**
 * Sizes of documents in memory and as encoded. An honest document takes 11 times its encoded bytes in
 * memory (measured). The shares are not measured.
 */
export const documentLimits = {
  /**
   * Largest board, in encoded bytes and in bytes as `memoryOf` counts them: some 100,000 notes.
   * Participants can add nothing beyond this size. Facilitators can, up to `overfull` times of it,
   * because removing notes adds bytes too. The server notices the removal after `recountMs`.
   */
  boardBytes: 32 * 1_048_576,
  boardMemory: 320 * 1_048_576,
  overfull: 1.5,
  /** People hear that the document is nearly full from this part of its largest size on: thousands of notes before. */
  nearlyFull: 0.9,
  /**
   * Locks, limits, titles and counters can be changed up to this many times the largest size. Each change
   * leaves some 450 bytes in memory, so a facilitator who may add nothing can still make 70,000 changes.
   * When all open documents leave no room, one burst may lock a whole board, and then one change a second
   * is allowed.
   */
  adjustable: 1.6,
  adjustmentBurst: 2_000,
  adjustmentsPerSecond: 1,
  /** Largest private document of a participant: some thousand drafts. */
  draftBytes: 1_048_576,
  draftMemory: 5 * 1_048_576,
  /** Part of the heap's limit that all open documents may take. The rest is for work on them. */
  heapShare: 2 / 5,
  /** Of `heapShare`: the part of one board, and the part of all drafts of one board. */
  boardShare: 1 / 5,
  draftsShare: 1 / 6,
  /**
   * Large documents leave the rest of a pool to small ones: of all documents, and of the drafts of one board.
   */
  largeShare: 3 / 4,
  smallMemory: 2 * 1_048_576,
  largeDraftsShare: 1 / 2,
  smallDraftMemory: 131_072,
  /** Memory reserved for each stored byte before a document is read. */
  memoryOfStoredByte: 16,
  /** A document that has doubled and has grown by this many bytes is counted again. */
  uncountedMemory: 32_768,
  recountMs: 30_000,
  /** Bytes of a log applied in one transaction: some ten milliseconds. */
  loadBytes: 65_536,
} as const
