import { atom } from 'nanostores'
import * as Y from 'yjs'
import type { Measure } from '#shared/text/layout.ts'
import { may } from '#shared/workshop/policy.ts'
import { createBoardDocument } from './board-document.ts'
import { createBoardFacts } from './board-facts.ts'
import { SavingState, type BoardModel, type CommandOutcome } from './board-model.ts'
import { createBoardUi, forgetTheGone } from './board-ui.ts'
import { createCamera } from './camera.ts'
import { writeClipboard } from './clipboard.ts'
import { createClusterCommands } from './cluster-commands.ts'
import { pickUp } from './duplicate.ts'
import { createLiveScene } from './live-scene.ts'
import { createNoteCommands } from './note-commands.ts'
import { createNotices } from './notices.ts'
import type { Say } from './say.ts'
import { createScene } from './scene.ts'
import type { StoredSession } from './sessions.ts'
import { createUndo } from './undo.ts'
import type { Workplace } from './workplace.ts'

export interface OpenBoardOptions {
  readonly session: StoredSession
  /** Width of text, as the canvas and the PDF measure it. */
  readonly measure: Measure
  readonly say: Say
}

export function openBoard({ session, measure, say }: OpenBoardOptions): BoardModel {
  const { role } = session
  const board = createBoardDocument(new Y.Doc())
  const me = atom(session.participant)
  const scene = createLiveScene(board, (doc) => createScene(doc, measure))
  const facts = createBoardFacts(board, session)
  const ui = createBoardUi()
  const notices = createNotices()
  const history = createUndo(board)
  const stopForgetting = forgetTheGone(ui, scene)
  const work: Workplace = {
    doc: board.current,
    scene,
    me,
    can: (operation) => may(role, operation),
    ui,
    history,
    notices,
    say,
    now: Date.now,
  }
  const offline = (): Promise<CommandOutcome> =>
    Promise.resolve({ ok: false, code: 'network', message: say('errors.network') })

  return {
    id: session.board,
    role,
    me,
    meta: facts.meta,
    scene,
    camera: createCamera(),
    ui,
    commands: {
      ...createNoteCommands(work),
      ...createClusterCommands(work),
      copy: (ids) => writeClipboard(pickUp(work, ids)),
      rename: offline,
      setLanguage: offline,
      changeMe: offline,
      gather: offline,
    },
    undo: history,
    presence: {
      others: atom([]),
      count: atom(1),
      cursors: new Map(),
      onCursors: () => () => undefined,
      pointTo: () => undefined,
      showCursors: atom(true),
      onGather: () => () => undefined,
    },
    voting: {
      rounds: facts.rounds,
      open: atom(undefined),
      dots: atom({}),
      remaining: () => 0,
      openRound: offline,
      closeRound: offline,
      place: offline,
      take: offline,
      now: Date.now,
    },
    saving: atom(SavingState.offline),
    notices,
    close: () => {
      stopForgetting()
      scene.close()
      facts.close()
      history.close()
      board.current().destroy()
    },
  }
}
