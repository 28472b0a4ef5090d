import { atom, computed } from 'nanostores'
import * as Y from 'yjs'
import type { Draft } from '#shared/board/draft.ts'
import { may } from '#shared/activities/policy.ts'
import type { NoteOrigin } from '#shared/board/note.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { createUndo } from '../commands/undo.ts'
import type { SavingState } from '../contract/board-model.ts'
import { readActivityStates } from '../document/board-facts.ts'
import { createBoardDocument } from '../document/board-document.ts'
import { createDesk, type DeskOptions, type DeskParts, type LiveDesk } from './desk.ts'

/** A desk with its parts. It takes words from the first moment: a letter that it refused would be lost. */
export function createLiveDesk(options: DeskOptions): LiveDesk {
  const { session, writing } = options
  const board = createBoardDocument(new Y.Doc())
  const history = createUndo(board)
  const given = readActivityStates(board)
  const isKept = may(session.role, Operation.keepDesk)
  const parts: DeskParts = {
    board,
    history,
    drafts: atom<readonly Draft[]>([]),
    answers: atom<readonly Draft[]>([]),
    wanted: atom<string | null>(null),
    origin: atom<NoteOrigin>({}),
    saving: atom<SavingState | null>(null),
  }
  const work = createDesk(options, parts)
  return {
    ...parts,
    ...work,
    isKept,
    takesNotes: computed(
      writing,
      ({ mode }) => isKept && !may(session.role, Operation.addNote, { writing: mode }),
    ),
    activity: given.activity,
    undo: history,
    close: () => {
      work.close()
      given.close()
      history.close()
    },
  }
}
