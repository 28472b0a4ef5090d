import { readCluster } from '#shared/board/cluster.ts'
import { readMeta } from '#shared/board/document.ts'
import { readNote } from '#shared/board/note.ts'
import { readRound, roundsOf, writeRound } from '#shared/board/round.ts'
import { cleanLine } from '#shared/text/clean-line.ts'
import type { Command, CommandEnvelope, CommandReply } from '#shared/wire/command.ts'
import { ErrorCode } from '#shared/wire/error.ts'
import type { OwnBallot } from '#shared/wire/hello.ts'
import { encodeJson } from '#shared/wire/json.ts'
import { MessageType } from '#shared/wire/message.ts'
import { may } from '#shared/activities/policy.ts'
import { VoteOperation } from '#shared/activities/vote/rights.ts'
import { CheckpointReason } from '#shared/workshop/checkpoint.ts'
import { roundLimits, RoundState, spent, type Round } from '#shared/workshop/round.ts'
import { WritingMode } from '#shared/workshop/writing.ts'
import type { Session } from '../contracts/session.ts'
import type { History } from '../history/history.ts'
import type { CommandTools } from '../commands/commands.ts'
import { Bucket } from '../basics/bucket.ts'
import type { LiveBoard } from '../contracts/live-board.ts'
import type { StoredRound, PollStore } from '../contracts/polls.ts'
import type { BoardStore } from '../contracts/boards.ts'
import type { DraftStore } from '../contracts/drafts.ts'
import { StoreError } from '../contracts/store-error.ts'
import type { BoardServices } from '../contracts/board-services.ts'
import type { DraftRooms } from '../drafts/draft-rooms.ts'
import { openRound, type OpenRound } from './vote/open-round.ts'
import { publicRound } from './vote/round-document.ts'
import { sentences, type DeskCode } from '../commands/sentences.ts'
import { commandIdOf, voterOf } from './vote/voter.ts'
import { openWriting, type BoardWriting, type WritingTools } from './write/writing.ts'

/** Votes and private writing. */
export interface Desk extends Omit<BoardServices, 'run'> {
  readonly command: CommandTools['activities']
}

export interface DeskTools {
  readonly store: Pick<BoardStore, 'findBoard' | 'updateBoard'> &
    Pick<DraftStore, 'draftOwnersOf' | 'revealDrafts'> &
    PollStore
  readonly draftRooms: Pick<DraftRooms, 'withDrafts' | 'inMemory' | 'wholeOf' | 'subscribe'>
  readonly keepBefore: History['keepBefore']
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Cryptographically random. */
  readonly randomBytes: (count: number) => Uint8Array
  readonly log: WritingTools['log']
}

type CommandOf<Kind extends Command['kind']> = Extract<Command, { kind: Kind }>

/** What the desk knows of one board in memory. */
interface BoardDesk {
  readonly board: LiveBoard
  open: OpenRound | undefined
  /** Rounds are opened one after the other: two facilitators at once must not open two. */
  opening: Promise<unknown>
  readonly openings: Bucket
  readonly writing: BoardWriting
}

const keyBytes = 32

/** Nobody votes faster than that for long; trying out comes in handfuls. Taste. */
const openingsAtOnce = 10
const openingsPerSecond = 0.5

/** Rounds, ballots and private writing of every board that is open in memory. */
export function createDesk(tools: DeskTools): Desk {
  const { store, now } = tools
  const boards = new Map<string, BoardDesk>()

  function deskOf(board: LiveBoard): BoardDesk {
    const known = boards.get(board.id)
    if (!known) throw new Error(`board ${board.id} was not announced to the desk`)
    return known
  }

  function stop(id: string): void {
    const desk = boards.get(id)
    desk?.open?.stop()
    desk?.writing.stop()
  }

  tools.draftRooms.subscribe(({ board, participant }, hasDrafts) => {
    boards.get(board)?.writing.written(participant, hasDrafts)
  })

  function begin(desk: BoardDesk, stored: StoredRound, floor: number): OpenRound {
    const round = openRound(desk.board, stored, floor, () => (desk.open = undefined), tools)
    desk.open = round
    for (const session of desk.board.sessions()) round.seen(session)
    return round
  }

  /** Two writes that a crash or a full disk came between: what everybody sees is what the board is called. */
  async function reconcileMeta(board: LiveBoard): Promise<void> {
    const { title, language } = board.read(readMeta)
    const row = await store.findBoard(board.id)
    if (!row || title === '' || (row.title === title && row.language === language)) return
    try {
      await store.updateBoard(board.id, { title, language })
    } catch (cause) {
      // The board is to be read all the same; it is tried again when it is opened the next time.
      if (!(cause instanceof StoreError)) throw cause
    }
  }

  async function boardOpened(board: LiveBoard): Promise<void> {
    await reconcileMeta(board)
    const rounds = await store.roundsOf(board.id)
    const writing = openWriting(board, tools)
    const openings = new Bucket(openingsPerSecond, openingsAtOnce, performance.now())
    const desk: BoardDesk = { board, open: undefined, opening: Promise.resolve(), openings, writing }
    const unpublished: Round[] = []
    let open: StoredRound | undefined
    for (const { id, voted: counted } of rounds) {
      const shown = board.read((doc) => readRound(doc, id))
      const state = counted === null ? RoundState.open : RoundState.closed
      const voted = counted ?? (await store.votersOf(id))
      const isPublished = shown?.state === state && shown.voted === voted
      const stored = isPublished && counted !== null ? undefined : await store.findRound(id)
      if (!stored) continue
      if (!stored.outcome) open = stored
      if (!isPublished) unpublished.push(publicRound(stored, { voted, eligible: shown?.eligible ?? 0 }))
    }
    if (unpublished.length > 0) {
      const publish = board.write((doc) => {
        for (const round of unpublished) writeRound(doc, round)
      })
      // On a full disk the board is to be read all the same: this waits in the queue, and a failure drops the room.
      if (board.isWritable()) await publish
      else publish.catch(() => undefined)
    }
    stop(board.id)
    boards.set(board.id, desk)
    if (!open) return
    const { id } = open
    begin(
      desk,
      open,
      board.read((doc) => readRound(doc, id)?.eligible ?? 0),
    )
  }

  async function open(
    desk: BoardDesk,
    session: Session,
    key: string,
    command: CommandOf<'round.open'>,
  ): Promise<CommandReply> {
    const { board } = desk
    const id = commandIdOf(board.id, session.participant.id, key)
    const rounds = await store.roundsOf(board.id)
    if (rounds.some((round) => round.id === id)) return { key, ok: true, round: id }
    if (rounds.some(({ voted }) => voted === null)) return refusal(key, ErrorCode.roundOpen)
    // Those of an imported board are in the document alone.
    const shown = board.read(roundsOf)
    if (hasMost(rounds, shown, command.options.length)) return refusal(key, ErrorCode.tooManyRounds)
    const { previous, target, options, minutes } = command
    if (previous !== null && !board.read((doc) => readRound(doc, previous))) {
      return refusal(key, ErrorCode.unknownRound)
    }
    const isThere = target === 'notes' ? readNote : readCluster
    if (!board.read((doc) => options.every((option) => isThere(doc, option)))) {
      return refusal(key, ErrorCode.unknownOption)
    }
    if (!board.mayGrow()) return refusal(key, ErrorCode.tooLarge)
    if (!desk.openings.take(1, performance.now())) return refusal(key, ErrorCode.roundTooSoon)
    const openedAt = now()
    const stored: StoredRound = {
      id,
      board: board.id,
      number: 1 + Math.max(0, ...[...rounds, ...shown].map(({ number }) => number)),
      title: cleanLine(command.title, roundLimits.title),
      target,
      options,
      budget: command.budget,
      cap: Math.min(command.cap, command.budget),
      isSecret: command.isSecret,
      openedAt,
      deadline: minutes === null ? null : openedAt + Math.round(minutes * 60_000),
      previous,
      key: command.isSecret ? Buffer.from(tools.randomBytes(keyBytes)).toString('base64url') : null,
      outcome: null,
    }
    tools.keepBefore(board.id, CheckpointReason.round)
    await store.openRound(board.id, stored)
    await begin(desk, stored, 0).publish()
    return { key, ok: true, round: id }
  }

  async function close(desk: BoardDesk, key: string, id: string): Promise<CommandReply> {
    if (desk.open?.stored.id === id) {
      await desk.open.close()
      return { key, ok: true, round: id }
    }
    // Two facilitators who close at once both get what they wanted.
    const isKnown = desk.board.read((doc) => readRound(doc, id)) !== undefined
    return isKnown ? { key, ok: true, round: id } : refusal(key, ErrorCode.unknownRound)
  }

  async function changeDots(
    desk: BoardDesk,
    session: Session,
    key: string,
    { round: id, option, kind }: CommandOf<'dot.place' | 'dot.take'>,
  ): Promise<CommandReply> {
    const round = desk.open
    if (!round || round.stored.id !== id) {
      const isKnown = desk.board.read((doc) => readRound(doc, id)) !== undefined
      return refusal(key, isKnown ? ErrorCode.roundClosed : ErrorCode.unknownRound)
    }
    const { participant } = session
    const result = await store.changeDots({
      round: id,
      voter: voterOf(round.stored, participant.id),
      person: round.stored.isSecret ? null : participant,
      option,
      change: kind === 'dot.place' ? 1 : -1,
      key,
      now: now(),
    })
    if (!result.ok) return refusal(key, result.reason)
    round.voted(session, spent(result.dots))
    desk.board.sendTo(participant.id, encodeJson(MessageType.ballot, ownBallot(round.stored, result.dots)))
    return { key, ok: true, round: id }
  }

  async function run(
    desk: BoardDesk,
    session: Session,
    { key, command }: CommandEnvelope,
  ): Promise<CommandReply> {
    switch (command.kind) {
      case 'round.open': {
        const opened = desk.opening.then(() => open(desk, session, key, command))
        desk.opening = opened.catch(() => undefined)
        return opened
      }
      case 'round.close':
        return close(desk, key, command.round)
      case 'dot.place':
      case 'dot.take':
        return changeDots(desk, session, key, command)
      case 'writing.set':
        // Otherwise it would wait for the store, and come when nobody expects it any more.
        if (!desk.board.isWritable()) return refusal(key, ErrorCode.storeUnavailable)
        // Left it can always be: entered it was within the bound.
        if (command.mode === WritingMode.private && !desk.board.mayAdjust(1))
          return refusal(key, ErrorCode.tooLarge)
        await desk.writing.set(command.mode)
        return { key, ok: true }
      case 'desk.reveal': {
        if (!desk.board.isWritable()) return refusal(key, ErrorCode.storeUnavailable)
        if (!desk.board.mayGrow()) return refusal(key, ErrorCode.tooLarge)
        const revealed = await desk.writing.reveal(commandIdOf(desk.board.id, session.participant.id, key))
        return { key, ok: true, ...(revealed !== undefined && { revealed }) }
      }
      case 'board.rename':
      case 'board.language':
      case 'participant.change':
      case 'board.gather':
      case 'rights.set':
      case 'lock.set':
        return refusal(key, ErrorCode.unknownCommand)
    }
  }

  return {
    opened: boardOpened,
    closed: (id) => {
      stop(id)
      boards.delete(id)
    },
    joined: async (board, session) => {
      const desk = deskOf(board)
      desk.open?.seen(session)
      desk.writing.peopleChanged()
    },
    // A board that is being dropped from memory loses its connections, too.
    left: (board) => boards.get(board.id)?.writing.peopleChanged(),
    privateHello: async (board, { role, participant }) => {
      const round = deskOf(board).open?.stored
      if (!round || !may(role, VoteOperation.castDot)) return { ballots: [] }
      return { ballots: [ownBallot(round, await store.dotsOf(round.id, voterOf(round, participant.id)))] }
    },
    command: async (board, session, envelope) => {
      try {
        return await run(deskOf(board), session, envelope)
      } catch (cause) {
        if (!(cause instanceof StoreError)) throw cause
        tools.log.warn({ board: board.id, err: cause }, 'a command could not be stored')
        return refusal(envelope.key, ErrorCode.storeUnavailable)
      }
    },
  }
}

/** There is no room on the board for one more round about so many. */
function hasMost(stored: readonly { readonly id: string }[], shown: readonly Round[], more: number): boolean {
  const ids = new Set([...stored, ...shown].map(({ id }) => id))
  const options = shown.reduce((sum, round) => sum + round.options.length, more)
  return ids.size >= roundLimits.rounds || options > roundLimits.allOptions
}

function ownBallot({ id, budget }: StoredRound, dots: OwnBallot['dots']): OwnBallot {
  return { round: id, dots, remaining: Math.max(0, budget - spent(dots)) }
}

function refusal(key: string, code: DeskCode): CommandReply {
  return { key, ok: false, code, message: sentences[code] }
}
