import { Operation } from '#shared/workshop/policy.ts'
import type { BoardCommands } from '../contract/board-model.ts'
import {
  mostPasted,
  shiftTo,
  writeClipboard,
  type ClipboardContent,
  type CopiedBoard,
} from '../document/copied-board.ts'
import { groupAt } from '../view/group-at.ts'
import { pickUp, putDown } from './duplicate.ts'
import type { CarriedPhoto, Workplace } from './command-context.ts'

type CopiedNote = CopiedBoard['notes'][number]

export function createCopyCommands(
  at: Workplace,
  { remove }: Pick<BoardCommands, 'remove'>,
): Pick<BoardCommands, 'copy' | 'cut' | 'paste'> {
  const { notices, say } = at
  return {
    copy: (ids) => written(at, pickUp(at, ids)),
    cut: (ids) => {
      const copied = pickUp(at, ids)
      if (copied.notes.length > mostPasted) {
        notices.show({ tone: 'warn', text: say('notices.notCut', { most: mostPasted }) })
        return undefined
      }
      remove(ids)
      // WebKitGTK asks twice for one key: the second, empty cut must not replace the first.
      return copied.notes.length === 0 ? undefined : written(at, copied)
    },
    paste: (copied, where) => {
      const { board, left: count } = copied
      if (count) notices.show({ tone: 'warn', text: say('notices.pasteLeft', { count, most: mostPasted }) })
      const isFromHere = board === undefined || board === at.board
      const notes = isFromHere ? copied.notes : copied.notes.map(withoutPhoto)
      const carried: CarriedPhoto[] = []
      const note = (index: number, id: string | undefined) => {
        const photo = copied.notes[index]?.photo
        if (photo && id !== undefined) carried.push({ id, photo })
      }
      let added: readonly string[] = []
      if (!at.can(Operation.addNote)) for (const [index, id] of at.toDesk(notes).entries()) note(index, id)
      else {
        // A note pasted alone joins the cluster under the pointer, not again the one it was copied from.
        const into = copied.clusters.length === 0 ? groupAt(at.scene, where) : null
        added = putDown(
          at,
          { ...copied, notes },
          shiftTo(copied, where),
          () => into,
          (put, id) => note(notes.indexOf(put), id),
        )
      }
      if (!isFromHere && carried.length > 0) at.carry(board, carried)
      return added
    },
  }
}

function written({ board }: Workplace, copied: CopiedBoard): ClipboardContent {
  return writeClipboard(copied.notes.some(({ photo }) => photo) ? { ...copied, board } : copied)
}

/** Another board's photo is not on this board: it follows when it has been fetched there and uploaded here. */
function withoutPhoto({ text, tint, kind, x, y, cluster, blanks }: CopiedNote): CopiedNote {
  return { text, tint, kind, x, y, cluster, ...(blanks && { blanks }) }
}
