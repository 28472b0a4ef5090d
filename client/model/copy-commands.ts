import { Operation } from '#shared/workshop/policy.ts'
import type { BoardCommands } from './board-model.ts'
import { shiftTo, writeClipboard } from './clipboard.ts'
import { pickUp, putDown } from './duplicate.ts'
import type { Workplace } from './workplace.ts'

export function createCopyCommands(at: Workplace): Pick<BoardCommands, 'copy' | 'paste'> {
  return {
    copy: (ids) => writeClipboard(pickUp(at, ids)),
    paste: (copied, where) => {
      if (!at.can(Operation.addNote)) {
        at.toDesk(copied.notes)
        return []
      }
      // A note pasted alone joins no cluster of another board, nor again the one it was copied from.
      return putDown(at, copied, shiftTo(copied, where), () => null)
    },
  }
}
