import { notesOf } from '#shared/board/note.ts'
import { Barrier, mayWrite } from '#shared/workshop/policy.ts'
import type { BoardBase } from './board-base.ts'
import { offerToCopy } from './commands/offer-copy.ts'
import type { LiveDocument } from './connection/live-document.ts'
import { SavingState, ToolName } from './contract/board-model.ts'
import type { LiveDesk } from './drafts/desk.ts'
import { begunOf } from './memory/begun.ts'
import { dropSession, forgetBoard } from './memory/sessions.ts'

/** Ends editing when the server ends the session or the board; words that never reached it are offered to copy. */
export function watchEnding(base: BoardBase, live: LiveDocument, desk: LiveDesk): () => void {
  const { session, board, me, ui, ending, notices, say, platform } = base
  const end = (barrier: Barrier) => {
    // Closed first: an unfinished word still goes onto its note, and is offered with it.
    ui.editing.set(null)
    ui.tool.set(ToolName.select)
    ending.set(barrier)
    const begun = mayWrite(session.role)
      ? Object.values(begunOf(session.board, me.get().id).get()).filter(({ isSent }) => isSent !== true)
      : []
    const unsent = notesOf(board.current()).filter(({ id }) => live.unsaved().has(id))
    offerToCopy([...[...unsent, ...begun].map(({ text }) => text), ...desk.unsent()], {
      notices,
      say,
      copy: platform.copy,
    })
  }
  return live.saving.listen((state) => {
    if (state === SavingState.revoked) {
      dropSession(session)
      end(Barrier.ended)
    }
    if (state === SavingState.gone) {
      // Offered before the browser forgets the board.
      end(Barrier.gone)
      forgetBoard(session.board)
    }
  })
}
