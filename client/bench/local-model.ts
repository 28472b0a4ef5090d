import { atom, computed } from 'nanostores'
import type * as Y from 'yjs'
import { schemaVersion, type BoardMeta } from '#shared/board/document.ts'
import type { Measure } from '#shared/text/layout.ts'
import type { PresenceState } from '#shared/wire/presence.ts'
import type { Cursor } from '#shared/wire/cursor.ts'
import type { Round } from '#shared/workshop/round.ts'
import type { Barrier } from '#shared/workshop/policy.ts'
import { openRights, type Rights } from '#shared/workshop/rights.ts'
import type { Role } from '#shared/workshop/role.ts'
import { numbersOf } from '#shared/workshop/anonymous-numbers.ts'
import { sharedWriting, type WritingMode } from '#shared/workshop/writing.ts'
import { createBoardDocument } from '../model/document/board-document.ts'
import { SavingState, type BoardModel, type CommandOutcome } from '../model/contract/board-model.ts'
import { createBoardUi, forgetTheGone } from '../model/commands/board-ui.ts'
import { createCamera } from '../model/view/camera.ts'
import { createClusterCommands } from '../model/commands/cluster-commands.ts'
import { createCopyCommands } from '../model/commands/copy-commands.ts'
import { createDesk } from '../model/drafts/desk.ts'
import { createLiveScene } from '../model/document/live-scene.ts'
import { createNoteCommands } from '../model/commands/note-commands.ts'
import { createNotices } from '../model/commands/notices.ts'
import { watchRemovals } from '../model/connection/removals.ts'
import { createPeople } from '../model/people/people.ts'
import { browserPlatform } from '../model/platform/platform.ts'
import { createRights } from '../model/document/own-rights.ts'
import { createScene } from '../model/document/scene.ts'
import { createUndo } from '../model/commands/undo.ts'
import type { Workplace } from '../model/commands/command-context.ts'

/** A board of this page alone: the real document, scene and commands, without a server or other people. */
export interface LocalBoard {
  readonly model: BoardModel
  readonly doc: Y.Doc
  readonly others: ReturnType<typeof atom<readonly PresenceState[]>>
  readonly cursors: Map<number, Cursor>
  readonly tellCursors: () => void
  readonly rounds: ReturnType<typeof atom<readonly Round[]>>
  readonly dots: ReturnType<typeof atom<Readonly<Record<string, Readonly<Record<string, number>>>>>>
}

/** What the person may do; a facilitator may do everything. */
export interface LocalLimits {
  readonly role?: Role
  readonly rights?: Partial<Rights>
  readonly locked?: readonly string[]
  readonly writing?: WritingMode
}

export function createLocalBoard(
  doc: Y.Doc,
  measure: Measure,
  { role = 'facilitator', ...limits }: LocalLimits = {},
): LocalBoard {
  const board = createBoardDocument(doc)
  const me = atom({ id: 'bench', name: 'Bench', colour: 0 })
  const scene = createLiveScene(board, (current) => createScene(current, measure))
  const ui = createBoardUi()
  const history = createUndo(board)
  const notices = createNotices()
  const removals = watchRemovals(board)
  const stopForgetting = forgetTheGone(ui, scene)
  const others = atom<readonly PresenceState[]>([])
  const people = createPeople(others)
  const cursors = new Map<number, Cursor>()
  const cursorListeners = new Set<() => void>()
  const writing = atom({ ...sharedWriting, mode: limits.writing ?? sharedWriting.mode })
  const locked = atom<ReadonlySet<string>>(new Set(limits.locked))
  const ending = atom<Barrier | null>(null)
  const limited = atom<Rights>({ ...openRights, ...limits.rights })
  const meta = atom<BoardMeta>({ schema: schemaVersion, title: 'Bench', language: 'en' })
  const rights = createRights({
    role,
    me,
    scene,
    meta,
    writing,
    rights: limited,
    locked,
    ending,
  })
  const rounds = atom<readonly Round[]>([])
  const open = atom<Round | undefined>(undefined)
  const dots = atom<Readonly<Record<string, Readonly<Record<string, number>>>>>({})
  rounds.subscribe((all) => open.set(all.find(({ state }) => state === 'open')))
  const work: Workplace = {
    board: 'bench',
    doc: board.current,
    scene,
    me,
    can: rights.may,
    rights,
    ui,
    history,
    notices,
    say: (sentence) => sentence,
    now: Date.now,
    toDesk: () => [],
    carry: () => undefined,
  }
  const noteCommands = createNoteCommands(work)
  const nobody = (): Promise<CommandOutcome> =>
    Promise.resolve({ ok: false, code: 'network', message: 'The bench has no server.' })
  const noPictures = () =>
    Promise.resolve({ ok: false, code: 'network', message: 'The bench has no server.' } as const)
  const changeDots = (round: string, option: string, by: number): Promise<CommandOutcome> => {
    const own = dots.get()[round] ?? {}
    dots.set({ ...dots.get(), [round]: { ...own, [option]: Math.max(0, (own[option] ?? 0) + by) } })
    return Promise.resolve({ ok: true })
  }
  const model: BoardModel = {
    id: 'bench',
    role,
    me,
    meta,
    writing,
    may: rights.may,
    barrierTo: rights.barrierTo,
    barrierToMove: rights.barrierToMove,
    mayDisband: rights.mayDisband,
    rights: limited,
    locked,
    ending,
    whyNot: (barrier) => barrier,
    explain: (barrier) => void notices.show({ tone: 'plain', text: barrier }),
    wasRemovedByOthers: removals.areOthers,
    scene,
    camera: createCamera(),
    ui,
    commands: {
      ...noteCommands,
      ...createClusterCommands(work),
      ...createCopyCommands(work, noteCommands),
      rename: nobody,
      setLanguage: nobody,
      changeMe: nobody,
      gather: nobody,
      setWriting: nobody,
      revealDesks: nobody,
      setRights: nobody,
      setLocked: nobody,
    },
    undo: history,
    desk: createDesk({
      // A viewer keeps no desk, so none is ever asked for.
      session: {
        session: '',
        board: 'bench',
        title: '',
        language: 'en',
        role: 'viewer',
        participant: me.get(),
      },
      platform: browserPlatform(),
      me,
      writing,
      tint: ui.tint,
      notices,
      say: (sentence) => sentence,
      now: Date.now,
    }),
    reveals: { onArriving: () => () => undefined, onReveal: () => () => undefined },
    presence: {
      others,
      people,
      numbers: computed(people, numbersOf),
      count: atom(1),
      cursors,
      onCursors: (listener) => {
        cursorListeners.add(listener)
        return () => cursorListeners.delete(listener)
      },
      pointTo: () => undefined,
      showCursors: atom(true),
      onGather: () => () => undefined,
    },
    voting: {
      rounds,
      open,
      dots,
      remaining: () => 1,
      openRound: nobody,
      closeRound: nobody,
      closing: atom<ReadonlySet<string>>(new Set()),
      place: (round, option) => changeDots(round, option, 1),
      take: (round, option) => changeDots(round, option, -1),
      now: Date.now,
    },
    photos: { read: noPictures, bring: () => undefined, put: () => undefined },
    saving: atom(SavingState.saved),
    arriving: atom(null),
    notices,
    close: () => {
      stopForgetting()
      scene.close()
      removals.close()
      history.close()
    },
  }
  const tellCursors = () => {
    for (const listener of cursorListeners) listener()
  }
  return { model, doc, others, cursors, tellCursors, rounds, dots }
}
