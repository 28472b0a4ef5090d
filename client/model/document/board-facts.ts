import type * as Y from 'yjs'
import { atom, computed, type ReadableAtom, type WritableAtom } from 'nanostores'
import { progressKeyOf, type Agenda } from '#shared/agenda/agenda.ts'
import { adoptionsOf, repliesOf } from '#shared/board/adoptions.ts'
import { readAgenda } from '#shared/board/agenda.ts'
import { hasSecretAsking, activityOfEntry, readActivity } from '#shared/board/activities.ts'
import {
  activitiesRoot,
  adoptionsRoot,
  agendaRoot,
  decidedWordsRoot,
  locksRoot,
  metaRoot,
  progressRoot,
  readMeta,
  repliesRoot,
  roundsRoot,
  tablesRoot,
  type BoardMeta,
} from '#shared/board/document.ts'
import {
  readBegun,
  readProgress,
  readWritten,
  type Progress,
  type WrittenInPrivate,
} from '#shared/board/progress.ts'
import { lockedOf, readRights } from '#shared/board/rights.ts'
import { roundsOf } from '#shared/board/round.ts'
import { readSpotlight, readRoomPage, type RoomPage } from '#shared/board/spotlight.ts'
import { readStepTables, type StepTables } from '#shared/board/tables.ts'
import { readWriting } from '#shared/board/writing.ts'
import type { Adoption, Replies } from '#shared/workshop/adoption.ts'
import type { Rights } from '#shared/workshop/rights.ts'
import { isSecretVote, type Round } from '#shared/workshop/round.ts'
import type { Writing } from '#shared/workshop/writing.ts'
import type { BoardDocument } from './board-document.ts'

/**
 * The parts of the board that the server alone writes: title, language, writing mode, rights, locks, rounds, spotlight,
 * agenda.
 */
export interface BoardFacts {
  readonly meta: ReadableAtom<BoardMeta>
  readonly writing: ReadableAtom<Writing>
  readonly rights: ReadableAtom<Rights>
  readonly locked: ReadableAtom<ReadonlySet<string>>
  readonly rounds: ReadableAtom<readonly Round[]>
  /** A secret vote or question is open. */
  readonly hasSecretVote: ReadableAtom<boolean>
  readonly spotlight: ReadableAtom<string | null>
  readonly roomPage: ReadableAtom<RoomPage | null>
  /** Null on a board without an agenda. */
  readonly agenda: ReadableAtom<Agenda | null>
  /** How many are done with the running step; null while nobody counts. */
  readonly stepProgress: ReadableAtom<Progress | null>
  readonly stepBegun: ReadableAtom<number>
  /** Numbers of private notes. Steps whose private notes nobody counts are not in it. */
  readonly writtenInPrivate: ReadableAtom<WrittenInPrivate>
  /** Null while no step runs at tables. */
  readonly tables: ReadableAtom<StepTables | null>
  /** Oldest first. The last one is the purpose. */
  readonly adoptions: ReadableAtom<readonly Adoption[]>
  /** The answers in writing to published reasons. */
  readonly replies: ReadableAtom<Replies>
  readonly close: () => void
}

/** Says whether a secret question is open. Returns its own undo. */
function followAsked(doc: Y.Doc, isAskedInSecret: WritableAtom<boolean>): () => void {
  const read = () => isAskedInSecret.set(hasSecretAsking(doc))
  read()
  activitiesRoot(doc).observe(read)
  return () => activitiesRoot(doc).unobserve(read)
}

/** The thing that projectors show large, and their page. */
function createRoomFacts() {
  const spotlight = atom<string | null>(null)
  const roomPage = atom<RoomPage | null>(null)
  const read = (doc: Y.Doc) => {
    spotlight.set(readSpotlight(doc))
    setIfNew(roomPage, readRoomPage(doc))
  }
  return { facts: { spotlight, roomPage }, read }
}

/** `first` is shown until the document has arrived. */
export function createBoardFacts(
  board: BoardDocument,
  first: Pick<BoardMeta, 'title' | 'language'>,
): BoardFacts {
  const meta = atom<BoardMeta>({ ...readMeta(board.current()), ...first })
  const writing = atom<Writing>(readWriting(board.current()))
  const rights = atom<Rights>(readRights(board.current()))
  const locked = atom<ReadonlySet<string>>(new Set())
  const rounds = atom<readonly Round[]>([])
  const isAskedInSecret = atom(false)
  const room = createRoomFacts()
  const agenda = atom<Agenda | null>(null)
  const stepProgress = atom<Progress | null>(null)
  const stepBegun = atom(0)
  const writtenInPrivate = atom<WrittenInPrivate>({})
  const tables = atom<StepTables | null>(null)
  const adoptions = atom<readonly Adoption[]>([])
  const replies = atom<Replies>({})
  const known = new KnownRounds()
  const close = board.bind((doc) => {
    const readAllMeta = () => {
      writing.set(readWriting(doc))
      // Progress of private writing is in meta too, and must not make everybody read the rights again.
      setIfNew(meta, readMeta(doc))
      setIfNew(rights, readRights(doc))
      room.read(doc)
    }
    const readLocks = () => locked.set(lockedOf(doc))
    const readAllRounds = () => rounds.set(roundsOf(doc).map(known.of))
    const stopAsked = followAsked(doc, isAskedInSecret)
    const readAdoptions = () => adoptions.set(adoptionsOf(doc))
    const readReplies = () => replies.set(repliesOf(doc))
    const readStepProgress = () => {
      const running = agenda.get()
      setIfNew(stepProgress, (running && readProgress(doc, progressKeyOf(running.now.move))) ?? null)
      stepBegun.set((running && readBegun(doc, running.now.move)) ?? 0)
    }
    const readAllTables = () => {
      const now = readStepTables(doc)
      // The tables of a step follow the move to it.
      setIfNew(tables, now?.move === agenda.get()?.now.move ? now : null)
    }
    const readWholeAgenda = () => {
      agenda.set(readAgenda(doc) ?? null)
      readStepProgress()
      readAllTables()
      setIfNew(writtenInPrivate, readWritten(doc))
    }
    const readFigures = ({ keysChanged }: Y.YMapEvent<unknown>) => {
      readStepProgress()
      setIfNew(writtenInPrivate, readWritten(doc))
      if (rounds.get().some(({ id }) => keysChanged.has(id))) readAllRounds()
    }
    if (metaRoot(doc).size > 0) readAllMeta()
    readAllRounds()
    readLocks()
    readAdoptions()
    readReplies()
    if (agenda.get() !== null || agendaRoot(doc).size > 0) readWholeAgenda()
    agendaRoot(doc).observe(readWholeAgenda)
    tablesRoot(doc).observe(readAllTables)
    locksRoot(doc).observe(readLocks)
    metaRoot(doc).observe(readAllMeta)
    roundsRoot(doc).observe(readAllRounds)
    decidedWordsRoot(doc).observe(readAllRounds)
    progressRoot(doc).observe(readFigures)
    adoptionsRoot(doc).observe(readAdoptions)
    repliesRoot(doc).observe(readReplies)
    return () => {
      stopAsked()
      metaRoot(doc).unobserve(readAllMeta)
      roundsRoot(doc).unobserve(readAllRounds)
      decidedWordsRoot(doc).unobserve(readAllRounds)
      progressRoot(doc).unobserve(readFigures)
      locksRoot(doc).unobserve(readLocks)
      agendaRoot(doc).unobserve(readWholeAgenda)
      tablesRoot(doc).unobserve(readAllTables)
      adoptionsRoot(doc).unobserve(readAdoptions)
      repliesRoot(doc).unobserve(readReplies)
    }
  })
  return {
    meta,
    writing,
    rights,
    locked,
    rounds,
    hasSecretVote: computed([rounds, isAskedInSecret], (all, isAsked) => isAsked || all.some(isSecretVote)),
    ...room.facts,
    agenda,
    stepProgress,
    stepBegun,
    writtenInPrivate,
    tables,
    adoptions,
    replies,
    close,
  }
}

/**
 * A round whose progress alone has changed keeps its list of options, and one that has not changed stays itself: panels and
 * painter see then that none of 2,000 rows is another one.
 */
class KnownRounds {
  readonly #known = new Map<string, { readonly entry: Round; readonly round: Round }>()

  readonly of = (entry: Round): Round => {
    const before = this.#known.get(entry.id)
    if (before?.entry === entry) return before.round
    const options = before?.round.options
    const round = options && isSameList(options, entry.options) ? { ...entry, options } : entry
    this.#known.set(entry.id, { entry, round })
    return round
  }
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((option, index) => option === b[index])
}

function setIfNew<T>(store: WritableAtom<T>, now: T): void {
  if (JSON.stringify(now) !== JSON.stringify(store.get())) store.set(now)
}

interface ActivityStates {
  /** The state that the server keeps for an activity; undefined before it has decided anything. */
  readonly activity: (name: string) => ReadableAtom<unknown>
  readonly close: () => void
}

/** Reads the states of activities from the document, each as a store of its own. */
export function readActivityStates(board: BoardDocument): ActivityStates {
  const states = new Map<string, WritableAtom<unknown>>()
  const close = board.bind((doc) => {
    const read = (names: Iterable<string>) => {
      for (const name of names) states.get(name)?.set(readActivity(doc, name))
    }
    const readChanged = ({ keysChanged }: Y.YMapEvent<unknown>) =>
      read(new Set([...keysChanged].map(activityOfEntry)))
    read(states.keys())
    activitiesRoot(doc).observe(readChanged)
    return () => activitiesRoot(doc).unobserve(readChanged)
  })
  return {
    activity: (name) => {
      const known = states.get(name) ?? atom(readActivity(board.current(), name))
      states.set(name, known)
      return known
    },
    close,
  }
}
