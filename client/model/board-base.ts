import { atom } from 'nanostores'
import * as Y from 'yjs'
import { clustersRoot, notesRoot } from '#shared/board/document.ts'
import type { Measure } from '#shared/text/layout.ts'
import type { Barrier } from '#shared/workshop/policy.ts'
import type { Say } from './basics/model-messages.ts'
import { createBoardUi } from './commands/board-ui.ts'
import type { Late } from './commands/late-work.ts'
import { createNotices, showOnce, whyNot } from './commands/notices.ts'
import { createUndo } from './commands/undo.ts'
import { byServer } from './connection/incoming-updates.ts'
import { createLiveDocument } from './connection/live-document.ts'
import type { LocalLink } from './connection/local-link.ts'
import { createBoardDocument, type BoardDocument } from './document/board-document.ts'
import { createBoardFacts } from './document/board-facts.ts'
import { barrierAmong, createRights } from './document/own-rights.ts'
import { watchReveals } from './document/reveals.ts'
import { createScene, type Scene, type SceneChange } from './document/scene.ts'
import type { Asked } from './document/undo-guard.ts'
import type { StoredSession } from './memory/sessions.ts'
import { browserPlatform, type Platform } from './platform/platform.ts'
import { createCamera } from './view/camera.ts'
import type { workCode } from './work-code.ts'

export interface OpenBoardOptions {
  readonly session: StoredSession
  /** Measures text as the canvas and the PDF do. */
  readonly measure: Measure
  readonly say: Say
  /** The code of work-code.ts. */
  readonly work: Late<typeof workCode>
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

/** Knows which notes and clusters another person removed. */
interface Removals {
  /** True if another person removed it. A replaced document removes nothing: the missing parts never reached the server. */
  readonly areOthers: (id: string) => boolean
  readonly close: () => void
}

export function watchRemovals(board: BoardDocument): Removals {
  const others = new Set<string>()
  const close = board.bind((doc) => {
    const roots = [notesRoot(doc), clustersRoot(doc)]
    const watch = ({ keysChanged, target }: Y.YMapEvent<unknown>, { origin }: Y.Transaction) => {
      for (const id of keysChanged) {
        if (origin === byServer && !target.has(id)) others.add(id)
        else others.delete(id)
      }
    }
    for (const root of roots) root.observe(watch)
    return () => {
      for (const root of roots) root.unobserve(watch)
      others.clear()
    }
  })
  return { areOthers: (id) => others.has(id), close }
}

/** One scene for as long as the board is open, whichever document is behind it; after a swap it reports `isAll`. */
function createLiveScene(board: BoardDocument, create: (doc: Y.Doc) => Scene): Scene {
  const listeners = new Set<(change: SceneChange) => void>()
  const tell = (change: SceneChange) => {
    for (const listener of listeners) listener(change)
  }
  const scenes: Scene[] = []
  const scene = () => {
    const [current] = scenes
    if (!current) throw new Error('the scene is read before the document is bound')
    return current
  }
  const unbind = board.bind((doc) => {
    const next = create(doc)
    scenes[0] = next
    const stop = next.onChange(tell)
    tell({ notes: new Set(), clusters: new Set(), areas: new Set(), isAll: true, isOwn: false })
    return () => {
      stop()
      next.close()
    }
  })
  return {
    get notes() {
      return scene().notes
    },
    get clusters() {
      return scene().clusters
    },
    get areas() {
      return scene().areas
    },
    get unusual() {
      return scene().unusual
    },
    onChange: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    notesIn: (rect) => scene().notesIn(rect),
    clustersIn: (rect) => scene().clustersIn(rect),
    areasIn: (rect) => scene().areasIn(rect),
    areaAt: (point) => scene().areaAt(point),
    at: (point) => scene().at(point),
    bounds: () => scene().bounds(),
    farOut: () => scene().farOut(),
    layoutOf: (id) => scene().layoutOf(id),
    layoutToPaint: (note) => scene().layoutToPaint(note),
    knownLayoutOf: (id) => scene().knownLayoutOf(id),
    get measure() {
      return scene().measure
    },
    remeasure: () => scene().remeasure(),
    close: unbind,
  }
}
