import { onTestFinished } from 'vitest'
import type * as Y from 'yjs'
import { createGuard } from '#server/guard/guard.ts'
import { DocumentSize } from '#server/documents/document-size.ts'
import { createMemoryPools } from '#server/documents/memory-pools.ts'
import { Room, type RoomDeps } from '#server/relay/room.ts'
import { newStats } from '#server/relay/stats.ts'
import { openWriteGates } from '#server/relay/write-gate.ts'
import { CloseCode } from '#shared/wire/message.ts'

/**
 * A room of this document without a server: its log takes everything unless said otherwise, and its connections are the
 * test's.
 */
export function openStandaloneRoom(
  doc: Y.Doc,
  own: Partial<Pick<RoomDeps, 'store' | 'syncQueue'>> = {},
): Room {
  const { bounds, pool } = createMemoryPools().boards
  const size = DocumentSize.reserve(0, bounds, pool)
  if (!size) throw new Error('there is room for one document')
  const room = new Room(
    'b1',
    { doc, owners: new Map(), size },
    {
      guard: createGuard(),
      store: { append: async () => {} },
      gates: openWriteGates({ probe: async () => {}, changed: () => {} }),
      stats: newStats(),
      log: { info: () => {}, warn: () => {}, error: () => {} },
      failed: () => {},
      ...own,
    },
  )
  onTestFinished(() => room.close(CloseCode.restart, ''))
  return room
}
