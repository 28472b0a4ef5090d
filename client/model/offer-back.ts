import { isWritten } from '#shared/board/draft.ts'
import { centreOf } from '#shared/geometry/rect.ts'
import { Barrier, Operation } from '#shared/workshop/policy.ts'
import type { BoardModel } from './board-model.ts'
import type { SceneNote } from './scene.ts'

type Board = Pick<BoardModel, 'notices' | 'commands' | 'desk' | 'barrierTo' | 'whyNot'>

/** Somebody deleted the note that this person was writing in: its words are not lost. */
export function offerBack(
  board: Board,
  note: SceneNote,
  words: { readonly deletedByOther: string; readonly putBack: string },
): void {
  offerWords(board, note, { why: words.deletedByOther, putBack: words.putBack })
}

/** What stands nowhere else: offered as a new note until it is one, or dismissed. */
export function offerWords(
  board: Board,
  note: SceneNote,
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
  /** The lock that is there now, and not the one that has been taken off since. */
  const reasonNow = () => {
    const barrier = board.barrierTo(Operation.addNote)
    return barrier && barrier !== Barrier.writingPrivate ? `${board.whyNot(barrier)} ${why}` : why
  }
  offer(why)
}

function isPutBack(
  { commands, desk, barrierTo }: Board,
  { rect, text, photo, tint, kind }: SceneNote,
): boolean {
  if (barrierTo(Operation.addNote) === Barrier.writingPrivate) {
    const [draft] = desk.add([{ text, photo }])
    if (draft !== undefined) desk.wanted.set(draft)
    return draft !== undefined
  }
  return commands.addNote(centreOf(rect), { text, tint, kind, ...(photo && { photo }) }) !== ''
}
