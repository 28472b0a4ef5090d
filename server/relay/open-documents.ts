import { getHeapStatistics } from 'node:v8'
import { limits } from './limits.ts'

/** Memory that several documents share, bytes as `memoryOf` counts them. Large ones leave a part of it to small ones. */
export interface Pool {
  /** There is room for so much more, for a document that then takes `memory` in all. */
  readonly fits: (more: number, memory: number) => boolean
  /** Also less than nothing. */
  readonly take: (bytes: number) => void
  readonly taken: () => number
}

/** How large one document may become. */
export interface Bounds {
  /** As encoded. */
  readonly bytes: number
  readonly memory: number
  /** It is one person's, who is to be able to take things off it. */
  readonly isOwn: boolean
}

/** All documents that are open at once, boards and desks: too many of them would fill the heap of the process. */
export interface OpenDocuments {
  readonly boards: { readonly pool: Pool; readonly bounds: Bounds }
  readonly desks: { readonly poolOf: (board: string) => Pool; readonly bounds: Bounds }
}

/**
 * No board takes all there is, with everything on it: its document has a bound, and so have its desks together. `memory`
 * is what all documents may take, a part of the heap's limit when left out.
 */
export function openDocuments(
  memory: number = getHeapStatistics().heap_size_limit * limits.documentsShare,
): OpenDocuments {
  const all = newPool({ limit: memory, large: memory * limits.largeShare, small: limits.smallMemory })
  const desks = new Map<string, Pool>()
  const desksOf = (board: string): Pool => {
    const known = desks.get(board)
    if (known) return known
    const limit = memory * limits.desksShare
    const large = limit * limits.largeDesksShare
    // Kept while something is taken of it: where nothing was given, nothing would ever be given back.
    const pool = newPool({ limit, large, small: limits.smallDeskMemory }, all, (isUsed) => {
      if (isUsed) desks.set(board, pool)
      else desks.delete(board)
    })
    return pool
  }
  return {
    boards: {
      pool: all,
      bounds: {
        bytes: limits.documentBytes,
        memory: Math.floor(Math.min(limits.documentMemory, memory * limits.boardShare)),
        isOwn: false,
      },
    },
    desks: {
      poolOf: desksOf,
      bounds: { bytes: limits.deskBytes, memory: limits.deskMemory, isOwn: true },
    },
  }
}

interface PoolLimits {
  readonly limit: number
  /** Beyond this there is room for small ones alone. */
  readonly large: number
  /** A document that takes no more than this is a small one. */
  readonly small: number
}

function newPool({ limit, large, small }: PoolLimits, within?: Pool, used?: (isUsed: boolean) => void): Pool {
  let taken = 0
  return {
    fits: (more, memory) => {
      const most = memory <= small ? limit : large
      return taken + more <= most && (within?.fits(more, memory) ?? true)
    },
    take: (bytes) => {
      const before = taken
      taken += bytes
      within?.take(bytes)
      if ((before === 0) !== (taken === 0)) used?.(taken !== 0)
    },
    taken: () => taken,
  }
}
