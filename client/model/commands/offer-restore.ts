import { isWritten } from '#shared/board/draft.ts'
import { centreOf } from '#shared/geometry/rect.ts'
import { Barrier, Operation } from '#shared/workshop/policy.ts'
import type { BoardModel } from '../contract/board-model.ts'
import type { SceneNote } from '../document/scene.ts'

type Board = Pick<BoardModel, 'notices' | 'commands' | 'desk' | 'barrierTo' | 'whyNot'>

/** Words that would be lost, and the note that would hold them. */
export type OfferedNote = Pick<SceneNote, 'rect' | 'text' | 'photo' | 'tint' | 'kind'>

/** Offers words that are nowhere else as a new note, until the person accepts or dismisses the offer. */
export function offerWords(
  board: Board,
  note: OfferedNote,
  { why, putBack }: { readonly why: string; readonly putBack: string },
): void {
  if (!isWritten(note)) return
  const offer = (text: string) => {
    board.notices.show({
      tone: 'warn',
      text,
      isLasting: true,
      action: { label: putBack, run: () => isPutBack(board, note) || offer(reasonNow()) },
    })
  }
  /** The lock that is there now, not one that has been removed since. */
  const reasonNow = () => {
    const barrier = board.barrierTo(Operation.addNote)
    return barrier && barrier !== Barrier.writingPrivate ? `${board.whyNot(barrier)} ${why}` : why
  }
  offer(why)
}

function isPutBack(
  { commands, desk, barrierTo }: Board,
  { rect, text, photo, tint, kind }: OfferedNote,
): boolean {
  if (barrierTo(Operation.addNote) === Barrier.writingPrivate) {
    const [draft] = desk.add([{ text, photo }])
    if (draft !== undefined) desk.wanted.set(draft)
    return draft !== undefined
  }
  return commands.addNote(centreOf(rect), { text, tint, kind, ...(photo && { photo }) }) !== ''
}
