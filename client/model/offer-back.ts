import { isWritten } from '#shared/board/draft.ts'
import { centreOf } from '#shared/geometry/rect.ts'
import type { BoardModel } from './board-model.ts'
import type { SceneNote } from './scene.ts'

/** Somebody deleted the note that this person was writing in: its words are not lost. */
export function offerBack(
  { notices, commands }: Pick<BoardModel, 'notices' | 'commands'>,
  { rect, text, photo, tint, kind }: SceneNote,
  words: { readonly deletedByOther: string; readonly putBack: string },
): void {
  if (!isWritten({ text, photo })) return
  notices.show({
    tone: 'warn',
    text: words.deletedByOther,
    action: {
      label: words.putBack,
      run: () => void commands.addNote(centreOf(rect), { text, tint, kind, ...(photo && { photo }) }),
    },
  })
}
