import type { Refusal } from '#shared/wire/command.ts'
import type { LiveOwnDone } from './agenda/own-done.ts'
import type { BoardBase } from './board-base.ts'
import type { LateWork } from './commands/late-work.ts'
import type { ServerMessage } from './connection/connection.ts'
import type { LiveDocument } from './connection/live-document.ts'
import type { RemoteCommands } from './connection/remote-commands.ts'
import type { LivePresence } from './people/presence.ts'
import type { LiveVoting } from './voting/voting.ts'
import { Fill } from '#shared/wire/message.ts'
import type { Say, Sentence } from './basics/model-messages.ts'
import type { Notices } from './contract/board-model.ts'

export interface MessageReaders {
  readonly base: BoardBase
  readonly work: LateWork
  readonly live: () => LiveDocument
  readonly remote: RemoteCommands
  readonly voting: LiveVoting
  readonly ownDone: LiveOwnDone
  readonly presence: () => LivePresence
}

/** Gives each message of the server, apart from the document's own traffic, to the part of the model it is for. */
export function createMessageReader(to: MessageReaders): (message: ServerMessage) => void {
  const { me, own, inColumn, restartAt, ui, notices, say } = to.base
  let hasOpened = false
  /** The first answer counts: however many come or go later, people keep what they have. So does a person who writes. */
  const open = (opensInColumn = false): void => {
    if (!hasOpened && ui.editing.get() === null) inColumn.set(opensInColumn)
    hasOpened = true
  }
  /** Shown once a visit, however often the connection comes back. */
  let shownRepair: number | undefined
  const showRepair = (at: number | undefined): void => {
    if (at === undefined || at === shownRepair) return
    shownRepair = at
    notices.show({ tone: 'danger', text: say('notices.repaired', { at }), isLasting: true })
  }
  let shownExpiry: string | undefined
  const showExpiry = (at: number | undefined): void => {
    if (at === undefined || shownExpiry !== undefined) return
    shownExpiry = notices.show({ tone: 'warn', text: say('notices.expires', { at }), isLasting: true })
  }
  const showFill = createFillNotice({ notices, say }, { 1: 'notices.nearlyFull', 2: 'errors.board_full' })
  const takeBack = async ({ code }: Refusal) => {
    const lost = await to.live().rebuild()
    if (lost) (await to.work.ready)?.showTakenBack(code, lost)
  }
  const onRefusal = (refusal: Refusal): void => {
    if (refusal.code === 'old_client') return to.live().outdate()
    if (refusal.code === 'unknown_command') return to.remote.refused('unknown_command')
    void takeBack(refusal)
  }
  return (message) => {
    switch (message.kind) {
      case 'hello':
        me.set(message.hello.me)
        // The server that had announced it is this one no more, or tells it again.
        restartAt.set(null)
        to.voting.setClock(message.hello.now)
        to.voting.heard(message.hello.ballots)
        to.ownDone.heard(message.hello.doneWith)
        own.set(message.hello.own ?? {})
        open(message.hello.opensInColumn)
        to.presence().greeted(message.hello)
        showRepair(message.hello.repairedAt)
        showExpiry(message.hello.expiresAt)
        return to.remote.connected()
      case 'me':
        // From another window or device of this person.
        return me.set(message.me)
      case 'restart':
        return restartAt.set(message.at)
      case 'fill':
        return showFill(message.fill)
      case 'refused':
        return onRefusal(message.refusal)
      case 'reply':
        return to.remote.replied(message.reply)
      case 'ballot':
        return to.voting.heard([message.ballot])
      case 'awareness':
      case 'cursors':
      case 'people':
      case 'gather':
      case 'pages':
      case 'ink':
        return to.presence().heard(message)
    }
  }
}

type Sentences = Readonly<Record<Exclude<Fill, typeof Fill.roomy>, Sentence>>

/** Shows that a document has little room left, or none, before people write in vain. Once at each change. */
function createFillNotice(
  { notices, say }: { readonly notices: Notices; readonly say: Say },
  sentences: Sentences,
): (fill: Fill) => void {
  let level: Fill = Fill.roomy
  let shown: string | undefined
  return (fill) => {
    if (fill === level) return
    level = fill
    if (shown !== undefined) notices.dismiss(shown)
    shown =
      fill === Fill.roomy
        ? undefined
        : notices.show({ tone: 'warn', text: say(sentences[fill]), isLasting: true })
  }
}
