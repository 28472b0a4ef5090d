import { atom, computed } from 'nanostores'
import * as Y from 'yjs'
import { ErrorCode, type Refusal } from '#shared/wire/error.ts'
import type { Measure } from '#shared/text/layout.ts'
import { notesOf } from '#shared/board/note.ts'
import { Barrier, mayWrite, Operation } from '#shared/workshop/policy.ts'
import { readBegunWords } from './memory/begun-words.ts'
import { createBoardDocument } from './document/board-document.ts'
import { createBoardFacts } from './document/board-facts.ts'
import { SavingState, ToolName, type BoardModel } from './contract/board-model.ts'
import { createBoardUi, forgetTheGone, leaveWhatIsBarred } from './commands/board-ui.ts'
import { createCamera } from './view/camera.ts'
import { createClusterCommands } from './commands/cluster-commands.ts'
import type { Heard } from './connection/connection.ts'
import { createCopyCommands } from './commands/copy-commands.ts'
import { startFollowing } from './people/following.ts'
import { createDesk } from './drafts/desk.ts'
import { boardCopyName } from './memory/storage-names.ts'
import { offerToCopy } from './commands/offer-copy.ts'
import { createLiveDocument } from './connection/live-document.ts'
import { createLiveScene } from './document/live-scene.ts'
import { createNoteCommands } from './commands/note-commands.ts'
import { createNotices, showOnce } from './commands/notices.ts'
import { browserPlatform, type Platform } from './platform/platform.ts'
import { createPhotos } from './photos/photos.ts'
import { createPresence } from './people/presence.ts'
import { createRemoteCommands, lockAll } from './connection/remote-commands.ts'
import { watchRemovals } from './connection/removals.ts'
import { showTakenBack } from './commands/unsaved-notices.ts'
import { createRights } from './document/own-rights.ts'
import type { Say } from './basics/model-messages.ts'
import { watchReveals } from './document/reveals.ts'
import { savingOfBoth, savingWithDots, savingWithPictures } from './connection/saving.ts'
import { createScene } from './document/scene.ts'
import { dropSession, forgetBoard, refreshSession, type StoredSession } from './memory/sessions.ts'
import { barrierAmong, createUndo } from './commands/undo.ts'
import { whyNot } from './commands/why-not.ts'
import { createVoting } from './voting/voting.ts'
import type { Workplace } from './commands/command-context.ts'

export interface OpenBoardOptions {
  readonly session: StoredSession
  /** Width of text, as the canvas and the PDF measure it. */
  readonly measure: Measure
  readonly say: Say
  /** The browser's, unless a test brings its own. */
  readonly platform?: Platform
}

/** Opens a board and stays connected to it until it is closed. What the browser kept of it is there at once. */
export function openBoard({
  session,
  measure,
  say,
  platform = browserPlatform(),
}: OpenBoardOptions): BoardModel {
  const { role } = session
  const board = createBoardDocument(new Y.Doc())
  const me = atom(session.participant)
  const scene = createLiveScene(board, (doc) => createScene(doc, measure))
  const facts = createBoardFacts(board, session)
  const ui = createBoardUi()
  const camera = createCamera()
  const notices = createNotices()
  const history = createUndo(board, {
    barrierIn: (asked) => barrierAmong(rights, asked),
    explain: (barrier, instead) => explain(barrier, instead),
  })
  const reveals = watchReveals(board)
  const removals = watchRemovals(board)
  const ending = atom<Barrier | null>(null)
  const rights = createRights({ role, me, scene, ...facts, ending })
  const can = rights.may
  const explain = (barrier: Barrier, instead?: 'undone' | 'redone') => {
    const why = whyNot(barrier, can, say)
    const text = instead ? say(`notices.${instead}Instead`, { why }) : why
    showOnce(notices, { tone: 'plain', text })
  }
  const now = () => voting.now()
  const desk = createDesk({
    session,
    platform,
    me,
    writing: facts.writing,
    tint: ui.tint,
    notices,
    say,
    now,
  })
  const work: Workplace = {
    board: session.board,
    doc: board.current,
    scene,
    me,
    can,
    rights,
    ui,
    history,
    notices,
    say,
    now,
    toDesk: (drafts) => {
      const added = desk.takesNotes.get() && can(Operation.keepDesk) ? desk.add(drafts) : []
      const [first] = added
      if (first !== undefined) desk.wanted.set(first)
      return added
    },
    carry: (from, pictures) => photos.carry(from, pictures),
  }
  const commands = createNoteCommands(work)
  const photos = createPhotos({ session, platform, work, desk, camera, commands })
  const live = createLiveDocument({
    session,
    platform,
    board,
    room: session.board,
    keptAs: boardCopyName(session.board, session.participant.id),
    isOwn: (author) => author === me.get().id,
    heard: (message) => hear(message),
    connected: (isOpen) => {
      presence.connected(isOpen)
      if (!isOpen) remote.disconnected()
    },
  })
  const { send } = live
  const remote = createRemoteCommands({ send, say })
  const voting = createVoting(facts.rounds, remote, platform.now)
  const mayShow = can(Operation.showPresence)
  const presence = createPresence({ me, ui, camera, mayShow, send, soon: platform.soon })

  /** Once a visit, however often the connection comes back. */
  let toldRepair: number | undefined
  const tellRepair = (at: number | undefined): void => {
    if (at === undefined || at === toldRepair) return
    toldRepair = at
    notices.show({ tone: 'danger', text: say('notices.repaired', { at }), isLasting: true })
  }
  const takeBack = async ({ code }: Refusal) => {
    const lost = await live.rebuild()
    if (lost) showTakenBack(work, code, lost)
  }
  const hear = (message: Heard): void => {
    switch (message.kind) {
      case 'hello':
        me.set(message.hello.me)
        voting.setClock(message.hello.now)
        voting.heard(message.hello.ballots)
        presence.greeted(message.hello)
        tellRepair(message.hello.repairedAt)
        return remote.connected()
      case 'me':
        // From another window or device of this person.
        return me.set(message.me)
      case 'refused':
        if (message.refusal.code === ErrorCode.oldClient) return live.outdate()
        if (message.refusal.code === ErrorCode.unknownCommand) return remote.refused(ErrorCode.unknownCommand)
        return void takeBack(message.refusal)
      case 'reply':
        return remote.replied(message.reply)
      case 'ballot':
        return voting.heard([message.ballot])
      case 'awareness':
      case 'cursors':
      case 'people':
      case 'gather':
        return presence.heard(message)
    }
  }
  /** From here on nothing is written that would reach nobody; what was, and has not, is offered to be taken along. */
  const end = (barrier: Barrier) => {
    // Put down first: an unfinished word still goes onto its note, to be offered with it.
    ui.editing.set(null)
    ui.tool.set(ToolName.select)
    ending.set(barrier)
    const begun = mayWrite(role) ? readBegunWords(session.board, me.get().id).text : ''
    const unsent = notesOf(board.current()).filter(({ id }) => live.unsaved().has(id))
    offerToCopy([...unsent.map(({ text }) => text), ...desk.unsent(), begun], {
      notices,
      say,
      copy: platform.copy,
    })
  }
  const written = computed([live.saving, desk.saving], savingOfBoth)
  const tellPhotos = () => photos.heard(live.saving.get(), desk.saving.get())
  const remember = () => {
    const { title, language } = facts.meta.get()
    refreshSession({ ...session, title, language, participant: me.get() })
  }
  const stops = [
    forgetTheGone(ui, scene),
    ...[facts.rights, facts.locked].map((store) =>
      store.listen(() => leaveWhatIsBarred(ui, scene, rights, explain)),
    ),
    startFollowing({ ui, camera, others: presence.others, notices, say, soon: platform.soon }),
    facts.meta.subscribe(remember),
    me.listen(remember),
    live.saving.listen((state) => {
      if (state === SavingState.revoked) {
        dropSession(session)
        end(Barrier.ended)
      }
      if (state === SavingState.gone) {
        // Before all is forgotten that could still be taken along.
        end(Barrier.gone)
        forgetBoard(session.board)
      }
    }),
    live.saving.subscribe(tellPhotos),
    desk.saving.listen(tellPhotos),
    photos.close,
  ]

  return {
    id: session.board,
    role,
    me,
    meta: facts.meta,
    writing: facts.writing,
    rights: facts.rights,
    locked: facts.locked,
    ending,
    may: can,
    barrierTo: rights.barrierTo,
    barrierToMove: rights.barrierToMove,
    mayDisband: rights.mayDisband,
    whyNot: (barrier) => whyNot(barrier, can, say),
    explain,
    wasRemovedByOthers: removals.areOthers,
    scene,
    camera,
    ui,
    commands: {
      ...commands,
      ...createClusterCommands(work),
      ...createCopyCommands(work, commands),
      rename: (title) => remote.run({ kind: 'board.rename', title }),
      setLanguage: (language) => remote.run({ kind: 'board.language', language }),
      changeMe: async (name, colour) => {
        const outcome = await remote.run({ kind: 'participant.change', name, colour })
        if (outcome.ok) me.set({ ...me.get(), name, colour })
        return outcome
      },
      gather: ({ x, y, width, height }) => remote.run({ kind: 'board.gather', x, y, width, height }),
      setWriting: (mode) => remote.run({ kind: 'writing.set', mode }),
      revealDesks: () => remote.run({ kind: 'desk.reveal' }),
      setRights: (change) => remote.run({ kind: 'rights.set', rights: change }),
      setLocked: (ids, isLocked) => lockAll(remote, ids, isLocked),
    },
    undo: history,
    desk,
    reveals,
    presence,
    voting,
    photos,
    arriving: live.arriving,
    saving: computed([written, photos.underway, voting.unanswered], (state, pictures, dots) =>
      savingWithDots(savingWithPictures(state, pictures), dots),
    ),
    notices,
    close: () => {
      for (const stop of stops) stop()
      remote.close()
      presence.close()
      scene.close()
      desk.close()
      reveals.close()
      removals.close()
      facts.close()
      history.close()
      live.close()
    },
  }
}
