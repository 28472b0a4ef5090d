import { atom, computed } from 'nanostores'
import * as Y from 'yjs'
import type { Draft } from '#shared/board/draft.ts'
import { may } from '#shared/activities/policy.ts'
import type { NoteOrigin } from '#shared/board/note.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { WritingMode } from '#shared/workshop/writing.ts'
import { createLateUndo } from '../commands/late-undo.ts'
import type { Late } from '../commands/late-work.ts'
import type { createUndo } from '../commands/undo.ts'
import { SavingState } from '../contract/board-model.ts'
import { readActivityStates } from '../document/activity-states.ts'
import { createBoardDocument } from '../document/board-document.ts'
import type { createDesk, DeskOptions, DeskParts, DeskWork, LiveDesk } from './desk.ts'

/** The code of a desk, at once or when it has been downloaded. */
type DeskCode = Late<{ readonly createDesk: typeof createDesk; readonly createUndo: typeof createUndo }>

/** A desk that takes nothing, and does not say that all is saved, before its code is here. */
export function createLateDesk(code: DeskCode, options: DeskOptions): LiveDesk {
  const { session, writing } = options
  const board = createBoardDocument(new Y.Doc())
  const history = createLateUndo(code, board)
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
  const work = createLateDeskWork(code, options, parts)
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

function createLateDeskWork(code: DeskCode, options: DeskOptions, parts: DeskParts): DeskWork {
  if ('createDesk' in code) return code.createDesk(options, parts)
  let work: DeskWork | undefined
  let isClosed = false
  /** Parts of the page that show answers, with what each of them has to call at its end. */
  const keepers = new Map<symbol, (() => void) | undefined>()
  // Drafts of an earlier visit are not known yet.
  const stopWaiting = options.writing.subscribe(({ mode, since }) => {
    const isOpened = mode === WritingMode.private || since > 0
    parts.saving.set(isOpened && may(options.session.role, Operation.keepDesk) ? SavingState.joining : null)
  })
  const arrive = async () => {
    const { createDesk } = await code
    stopWaiting()
    if (isClosed) return
    parts.saving.set(null)
    work = createDesk(options, parts)
    for (const keeper of keepers.keys()) keepers.set(keeper, work.keepOpen())
  }
  // The commands of the board say that the download failed.
  arrive().catch(() => undefined)
  return {
    unsent: () => work?.unsent() ?? [],
    begin: (origin) => work?.begin(origin),
    add: (drafts) => work?.add(drafts) ?? [],
    answer: (answer) => work?.answer(answer),
    keepOpen: () => {
      const keeper = Symbol('keeper')
      keepers.set(keeper, work?.keepOpen())
      return () => {
        keepers.get(keeper)?.()
        keepers.delete(keeper)
      }
    },
    write: (id, text) => work?.write(id, text),
    writeBlank: (id, blank, words) => work?.writeBlank(id, blank, words),
    remove: (ids) => work?.remove(ids),
    bringWithNext: (ids) => work?.bringWithNext(ids),
    setAudience: (id, audience) => work?.setAudience(id, audience),
    setPhoto: (id, photo) => work?.setPhoto(id, photo),
    close: () => {
      isClosed = true
      stopWaiting()
      work?.close()
    },
  }
}
