import { getHeapStatistics } from 'node:v8'

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

/**
 * Memory that several documents share, in bytes as `memoryOf` counts them. Large documents leave a part
 * to small ones.
 */
export interface MemoryPool {
  /** True when there are `more` bytes left for a document that then takes `memory` bytes in all. */
  readonly fits: (more: number, memory: number) => boolean
  /** Takes bytes, or gives them back when `bytes` is negative. */
  readonly take: (bytes: number) => void
  readonly taken: () => number
}

/** Largest size of one document. */
export interface DocumentBounds {
  /** Encoded bytes. */
  readonly bytes: number
  readonly memory: number
  /** True for a private document. Its owner can delete from it even when it is overfull. */
  readonly isOwn: boolean
}

/** The memory of all open documents: without it, too many of them would fill the heap of the process. */
export interface MemoryPools {
  readonly boards: { readonly pool: MemoryPool; readonly bounds: DocumentBounds }
  readonly drafts: { readonly poolOf: (board: string) => MemoryPool; readonly bounds: DocumentBounds }
}

/**
 * Creates the pools. One board cannot take all the memory: its document has a bound, and so have all its
 * drafts together. `asked` is the limit for all documents; the default is a part of the heap's limit, and of the `machine`.
 */
export function createMemoryPools(asked?: number, machine = Infinity): MemoryPools {
  const heap = Math.min(getHeapStatistics().heap_size_limit, machine / 2)
  const memory = asked ?? heap * documentLimits.heapShare

  const all = newPool({
    max: memory,
    largeMax: memory * documentLimits.largeShare,
    small: documentLimits.smallMemory,
  })
  return {
    boards: {
      pool: all,
      bounds: {
        bytes: documentLimits.boardBytes,
        memory: Math.floor(Math.min(documentLimits.boardMemory, memory * documentLimits.boardShare)),
        isOwn: false,
      },
    },
    drafts: {
      poolOf: draftPools(all, memory * documentLimits.draftsShare),
      bounds: { bytes: documentLimits.draftBytes, memory: documentLimits.draftMemory, isOwn: true },
    },
  }
}

/** One pool a board, inside `all`. A pool is remembered only while somebody uses memory of it. */
function draftPools(all: MemoryPool, max: number): (board: string) => MemoryPool {
  const pools = new Map<string, MemoryPool>()
  const poolLimits = {
    max,
    largeMax: max * documentLimits.largeDraftsShare,
    small: documentLimits.smallDraftMemory,
  }
  return (board) => {
    const known = pools.get(board)
    if (known) return known
    const pool = newPool(poolLimits, all, (isUsed) => {
      if (isUsed) pools.set(board, pool)
      else pools.delete(board)
    })
    return pool
  }
}

interface PoolLimits {
  readonly max: number
  /** Above this many bytes there is room only for small documents. */
  readonly largeMax: number
  /** Memory of the largest small document. */
  readonly small: number
}

function newPool(
  { max, largeMax, small }: PoolLimits,
  within?: MemoryPool,
  onUse?: (isUsed: boolean) => void,
): MemoryPool {
  let taken = 0
  return {
    fits: (more, memory) =>
      taken + more <= (memory <= small ? max : largeMax) && (within?.fits(more, memory) ?? true),
    take: (bytes) => {
      const before = taken
      taken += bytes
      within?.take(bytes)
      if ((before === 0) !== (taken === 0)) onUse?.(taken !== 0)
    },
    taken: () => taken,
  }
}
