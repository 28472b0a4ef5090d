import type { Refusal } from '#shared/wire/refusal.ts'
import type { Platform } from '../platform/platform.ts'
import type { LostNote } from '../document/unsaved-work.ts'
import { createClusterCommands } from './cluster-commands.ts'
import type { EarlyWorkplace } from './command-context.ts'
import { createCopyCommands } from './copy-commands.ts'
import { createNoteCommands } from './note-commands.ts'
import { createOrder } from './order.ts'
import { showTakenBack } from './unsaved-notices.ts'

export type BoardWork = ReturnType<typeof createBoardWork>

/** The commands by which a person changes notes and groups. A page loads this code behind its first paint. */
export function createBoardWork(
  early: EarlyWorkplace,
  { held, random, now }: { readonly held: () => ReadonlySet<string> } & Pick<Platform, 'random' | 'now'>,
) {
  const order = createOrder({ ...early, held, random, now })
  const work = { ...early, order }
  const noteCommands = createNoteCommands(work)
  return {
    commands: {
      ...noteCommands,
      ...createClusterCommands(work),
      ...createCopyCommands(work, noteCommands),
    },
    showTakenBack: (code: Refusal['code'], lost: readonly LostNote[]) => showTakenBack(work, code, lost),
    close: order.close,
  }
}
