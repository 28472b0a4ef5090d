import { atom } from 'nanostores'
import * as Y from 'yjs'
import type { Measure } from '#shared/text/layout.ts'
import type { Barrier } from '#shared/workshop/policy.ts'
import type { Say } from './basics/model-messages.ts'
import { createBoardUi } from './commands/board-ui.ts'
import type { WorkCode } from './commands/late-work.ts'
import { createNotices, showOnce } from './commands/notices.ts'
import { barrierAmong, createUndo } from './commands/undo.ts'
import { whyNot } from './commands/why-not.ts'
import { createLiveDocument } from './connection/live-document.ts'
import type { LocalLink } from './connection/local-link.ts'
import { watchRemovals } from './connection/removals.ts'
import { createBoardDocument } from './document/board-document.ts'
import { createBoardFacts } from './document/board-facts.ts'
import { createLiveScene } from './document/live-scene.ts'
import { createRights } from './document/own-rights.ts'
import { watchReveals } from './document/reveals.ts'
import { createScene } from './document/scene.ts'
import type { Asked } from './document/undo-guard.ts'
import type { StoredSession } from './memory/sessions.ts'
import { browserPlatform, type Platform } from './platform/platform.ts'
import { createCamera } from './view/camera.ts'

export interface OpenBoardOptions {
  readonly session: StoredSession
  /** Measures text as the canvas and the PDF do. */
  readonly measure: Measure
  readonly say: Say
  readonly work: WorkCode
  /** Default: the browser's. Tests bring their own. */
  readonly platform?: Platform
  /** Default: the server. A `LocalLink` makes a board of this page alone. */
  readonly link?: 'server' | LocalLink
}

export type BoardBase = ReturnType<typeof createBoardBase>

/** Builds the parts of an open board that need no connection: document, scene, facts, rights, undo and camera. */
export function createBoardBase(options: OpenBoardOptions) {
  const { session, measure, say, platform = browserPlatform(), link = 'server' } = options
  const board = createBoardDocument(link === 'server' ? new Y.Doc() : link.doc)
  const me = atom(session.participant)
  const own = atom<Readonly<Record<string, unknown>>>({})
  const restartAt = atom<number | null>(null)
  const inColumn = atom(session.opensInColumn === true)
  const scene = createLiveScene(board, (doc) => createScene(doc, measure))
  const facts = createBoardFacts(board, session)
  const notices = createNotices()
  const ending = atom<Barrier | null>(null)
  const rights = createRights({ role: session.role, me, scene, ...facts, ending, time: platform.now })
  const explain = (barrier: Barrier, instead?: 'undone' | 'redone') => {
    const why = whyNot(barrier, rights.may, say)
    const text = instead ? say(`notices.${instead}Instead`, { why }) : why
    showOnce(notices, { tone: 'plain', text })
  }
  const heeding = { barrierIn: (asked: readonly Asked[]) => barrierAmong(rights, asked), explain }
  const history = createUndo(board, heeding, platform.nextTask)
  return {
    session,
    say,
    platform,
    link,
    board,
    me,
    own,
    inColumn,
    restartAt,
    scene,
    facts,
    ui: createBoardUi(),
    camera: createCamera(),
    notices,
    ending,
    rights,
    explain,
    history,
    reveals: watchReveals(board),
    removals: watchRemovals(board),
    openDocument: link === 'server' ? createLiveDocument : localDocuments(link),
  }
}

function localDocuments(link: LocalLink): typeof createLiveDocument {
  return ({ board }) => link.openDocument(board)
}
