import { computed, type ReadableAtom } from 'nanostores'
import type { Agenda } from '#shared/agenda/agenda.ts'
import type { Step } from '#shared/agenda/template.ts'
import { notesOf } from '#shared/board/note.ts'
import type { pinnedThings } from '#shared/board/step-inputs.ts'
import { Operation, Barrier, mayWrite } from '#shared/workshop/policy.ts'
import type { Say } from './basics/model-messages.ts'
import { createBoardBase, type BoardBase, type OpenBoardOptions } from './board-base.ts'
import { forgetTheGone, leaveWhatIsBarred } from './commands/board-ui.ts'
import { createOwnDone } from './agenda/own-done.ts'
import type { EarlyWorkplace } from './commands/command-context.ts'
import { createLateWork } from './commands/late-work.ts'
import { whyNot } from './commands/notices.ts'
import type { ServerMessage } from './connection/connection.ts'
import type { LiveDocument } from './connection/live-document.ts'
import { createRemoteCommands, lockAll, type RemoteCommands } from './connection/remote-commands.ts'
import { savingOfBoth, savingWithDots, savingWithUploads } from './connection/saving.ts'
import type { BoardCommands } from './contract/board-commands.ts'
import { type BoardModel, SavingState, ToolName, type Notices } from './contract/board-model.ts'
import { readActivityStates } from './document/board-facts.ts'
import type { BoardDocument } from './document/board-document.ts'
import type { LiveDesk } from './drafts/desk.ts'
import { createLiveDesk } from './drafts/live-desk.ts'
import { begunOf } from './memory/begun.ts'
import { boardCopyName } from './memory/storage-names.ts'
import { refreshSession, dropSession, forgetBoard } from './memory/sessions.ts'
import type { FollowingOptions } from './people/following.ts'
import { createOwnPlace, heldByOthers } from './people/cursors.ts'
import { createPresence } from './people/presence.ts'
import { createPhotos } from './photos/photos.ts'
import type { Platform } from './platform/platform.ts'
import { createMessageReader } from './server-messages.ts'
import { lateStatements } from './statements/late-statements.ts'
import { createVoting, type LiveVoting } from './voting/voting.ts'

type Read = typeof pinnedThings

const nothing: readonly string[] = []

/** The parts that a step shows beside its task. Only boards with an agenda need the code that finds them. */
function latePins(board: BoardDocument, agenda: ReadableAtom<Agenda | null>) {
  let read: Read | undefined
  return {
    pinnedFor: (step: Step): readonly string[] => read?.(board.current(), agenda.get(), step) ?? nothing,
    loadPins: async (): Promise<void> => {
      read = (await import('#shared/board/step-inputs.ts')).pinnedThings
    },
  }
}

/** Opens a board and stays connected until it is closed. The browser's own copy is there at once. */
export function openBoard(options: OpenBoardOptions): BoardModel {
  const base = createBoardBase(options)
  const { session, platform, link, board, me, inColumn, scene, facts, ui, camera, notices } = base
  const { ending, rights, say, history, reveals, removals, own } = base
  const remote =
    link === 'server' ? createRemoteCommands({ send: (message) => live.send(message), say }) : link.commands()
  const voting = createVoting(facts.rounds, remote, platform.now)
  const activities = readActivityStates(board)
  const ownDone = createOwnDone(facts.agenda, remote)
  const desk = createLiveDesk({ ...base, ...facts, tint: ui.tint, now: voting.now })
  const held = () => heldByOthers(presence, scene)
  const early = createWorkplace(base, desk, voting.now, (from, pictures) => photos.carry(from, pictures))
  const work = createLateWork(options.work, early, { held, ...platform })
  const photos = createPhotos({ session, platform, work: early, desk, camera, commands: work.commands })
  const onMessage: (message: ServerMessage) => void = createMessageReader({
    base,
    work,
    live: () => live,
    remote,
    voting,
    ownDone,
    presence: () => presence,
  })
  const live = base.openDocument({
    session,
    platform,
    board,
    room: session.board,
    keptAs: boardCopyName(session.board, session.participant.id),
    isOwn: (author) => author === me.get().id,
    heard: onMessage,
    connected: (isOpen) => {
      presence.connected(isOpen)
      if (!isOpen) remote.disconnected()
    },
  })
  const mayShow = rights.may(Operation.showPresence)
  const place = createOwnPlace(facts.hasSecretVote, rights.may, live.isCurrent)
  const presence = createPresence({ ...base, mayShow, place, send: live.send, soon: platform.soon })
  if (link !== 'server') {
    link.listen(onMessage)
    presence.connected(true)
  }
  const statements = lateStatements({ board, presence })
  const stops = [
    ...watchOwnState(base),
    followLate(ui, { camera, others: presence.others, notices, say, soon: platform.soon }),
    watchEnding(base, live, desk),
    ...tellPhotos(photos, live, desk),
    platform.onHide(history.settle),
  ]
  const parts = [
    statements,
    work,
    remote,
    presence,
    scene,
    activities,
    desk,
    reveals,
    removals,
    facts,
    history,
    live,
  ]
  return {
    id: session.board,
    role: session.role,
    me,
    inColumn,
    ...shownFacts(base),
    statements: statements.open,
    ownDone,
    ending,
    ...shownRights(base),
    wasRemovedByOthers: removals.areOthers,
    scene,
    camera,
    ui,
    commands: Object.assign(serverCommands(base, remote), work.commands),
    ready: work.ready.then(() => undefined),
    run: remote.run,
    activity: activities.activity,
    own,
    now: voting.now,
    undo: history,
    desk,
    reveals,
    presence,
    voting,
    photos,
    arriving: live.arriving,
    saving: wholeSaving(live, desk, photos, voting),
    notices,
    close: () => {
      for (const stop of stops) stop()
      for (const part of parts) part.close()
    },
  }
}

/** Follows others. The code comes with the first who is followed. Returns its own undo. */
function followLate(ui: BoardBase['ui'], rest: Omit<FollowingOptions, 'ui' | 'before'>): () => void {
  let isOver = false
  let isAsked = false
  let stop: (() => void) | undefined
  const begin = async () => {
    isAsked = true
    const before = rest.others.get()
    try {
      const { startFollowing } = await import('./people/following.ts')
      if (!isOver) stop = startFollowing({ ui, before, ...rest })
    } catch {
      // Without a connection nobody can be followed; the next one who is tries again.
      isAsked = false
      ui.following.set(null)
    }
  }
  const wait = ui.following.listen((person) => {
    if (person !== null && !isAsked) void begin()
  })
  return () => {
    isOver = true
    wait()
    stop?.()
  }
}

/** Photos wait until the words around them are saved. */
function tellPhotos(
  photos: ReturnType<typeof createPhotos>,
  live: Pick<LiveDocument, 'saving'>,
  desk: Pick<LiveDesk, 'saving'>,
): readonly (() => void)[] {
  const tell = () => photos.heard(live.saving.get(), desk.saving.get())
  return [live.saving.subscribe(tell), desk.saving.listen(tell), photos.close]
}

/** "Saved" covers the board, the desk, photos on their way and dots without an answer. */
function wholeSaving(
  live: Pick<LiveDocument, 'saving'>,
  desk: Pick<LiveDesk, 'saving'>,
  { underway }: ReturnType<typeof createPhotos>,
  { unanswered }: Pick<LiveVoting, 'unanswered'>,
): ReadableAtom<SavingState> {
  const written = computed([live.saving, desk.saving], savingOfBoth)
  return computed([written, underway, unanswered], (state, pictures, dots) =>
    savingWithDots(savingWithUploads(state, pictures), dots),
  )
}

function shownRights({ rights, say, explain }: BoardBase) {
  const { may, barrierTo, barrierToMove, mayDisband, ownTable, isForeign } = rights
  return {
    may,
    barrierTo,
    barrierToMove,
    mayDisband,
    ownTable,
    isForeign,
    whyNot: (barrier: Barrier) => whyNot(barrier, may, say),
    explain: (barrier: Barrier) => explain(barrier),
  }
}

function shownFacts({ board, facts, restartAt }: BoardBase) {
  const { rounds: _, hasSecretVote: __, close: ___, ...shown } = facts
  const lineage = async () => (await import('./lineage-board.ts')).lineageBoardOf(board.current())
  return { ...shown, ...latePins(board, facts.agenda), lineage, restartAt }
}

function createWorkplace(
  base: BoardBase,
  desk: LiveDesk,
  now: () => number,
  carry: EarlyWorkplace['carry'],
): EarlyWorkplace {
  const { session, board, rights } = base
  return {
    ...base,
    board: session.board,
    doc: board.current,
    can: rights.may,
    agendaMove: () => base.facts.agenda.get()?.now.move,
    now,
    toDesk: (drafts) => {
      const added = desk.takesNotes.get() && rights.may(Operation.keepDesk) ? desk.add(drafts) : []
      const [first] = added
      if (first !== undefined) desk.wanted.set(first)
      return added
    },
    carry,
  }
}

type ServerCommands = Pick<
  BoardCommands,
  | 'rename'
  | 'setLanguage'
  | 'changeMe'
  | 'gather'
  | 'setWriting'
  | 'revealDesks'
  | 'setRights'
  | 'setLocked'
  | 'showToRoom'
>

/** Commands that the server alone can carry out. */
function serverCommands({ me }: BoardBase, remote: RemoteCommands): ServerCommands {
  return {
    rename: (title) => remote.run({ kind: 'board.rename', title }),
    setLanguage: (language) => remote.run({ kind: 'board.language', language }),
    changeMe: async (name, colour) => {
      const outcome = await remote.run({ kind: 'participant.change', name, colour })
      if (outcome.ok) me.set({ ...me.get(), name, colour })
      return outcome
    },
    gather: ({ x, y, width, height }) => remote.run({ kind: 'board.gather', x, y, width, height }),
    showToRoom: (id) => remote.run({ kind: 'room.show', id }),
    setWriting: (mode) => remote.run({ kind: 'writing.set', mode }),
    revealDesks: () => remote.run({ kind: 'desk.reveal' }),
    setRights: (change) => remote.run({ kind: 'rights.set', rights: change }),
    setLocked: (ids, isLocked) => lockAll(remote, ids, isLocked),
  }
}

/** Keeps this screen's own state, and the browser's memory of the board, true to what the server says. */
function watchOwnState({ session, link, ui, scene, rights, facts, me, inColumn, explain }: BoardBase) {
  let remembered = ''
  const remember = () => {
    if (link !== 'server') return
    const { title, language } = facts.meta.get()
    const { opensInColumn: _, ...known } = session
    const opening = inColumn.get() && ({ opensInColumn: true } as const)
    const now = { ...known, title, language, participant: me.get(), ...opening }
    // Each time the list of all boards is written, and could bring back what another tab is just forgetting.
    const asWritten = JSON.stringify(now)
    if (asWritten === remembered) return
    remembered = asWritten
    refreshSession(now)
  }
  return [
    forgetTheGone(ui, scene),
    ...[facts.rights, facts.locked, facts.agenda, facts.tables].map((store) =>
      store.listen(() => leaveWhatIsBarred(ui, scene, rights, explain)),
    ),
    facts.meta.subscribe(remember),
    me.listen(remember),
    inColumn.listen(remember),
  ]
}

/** Ends editing when the server ends the session or the board; words that never reached it are offered to copy. */
function watchEnding(base: BoardBase, live: LiveDocument, desk: LiveDesk): () => void {
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

/** Offers to copy words that never reached the server and no longer can. They are on this page alone. */
function offerToCopy(
  texts: readonly string[],
  at: { readonly notices: Notices; readonly say: Say; readonly copy: Platform['copy'] },
): void {
  const words = texts.filter((text) => text.trim() !== '').join('\n\n')
  if (words === '') return
  const { notices, say } = at
  const take = async () => {
    const isCopied = await at.copy(words)
    if (isCopied) notices.show({ tone: 'calm', text: say('notices.unsentCopied') })
    // The browser copies nothing, so the notice shows the words themselves.
    else notices.show({ tone: 'warn', text: `${say('notices.unsent')} ${words}`, isLasting: true })
  }
  notices.show({
    tone: 'warn',
    text: say('notices.unsent'),
    isLasting: true,
    action: { label: say('notices.copyUnsent'), run: () => void take() },
  })
}
