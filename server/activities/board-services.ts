import type { StepAnswer } from '#shared/agenda/activity.ts'
import type { Step, Template } from '#shared/agenda/template.ts'
import type { Json } from '#shared/board/activities.ts'
import { readMeta } from '#shared/board/document.ts'
import { AgendaBoard } from '../agenda/agenda-board.ts'
import { agendaCommands } from '../agenda/commands.ts'
import { tableCommands } from '../agenda/table-commands.ts'
import { newPace } from '../basics/yield-turn.ts'
import { boardCommands, type BoardCommandStore } from '../commands/board-commands.ts'
import { Dispatcher } from '../commands/dispatcher.ts'
import type {
  ActivityTools,
  BoardActivity,
  RunningStep,
  BoardServices,
  PrivateHello,
} from '../contracts/activity.ts'
import type { BoardStore } from '../contracts/boards.ts'
import type { Deadline } from '../contracts/deadlines.ts'
import type { DraftDocuments } from '../contracts/drafts.ts'
import type { LiveBoard, Session } from '../contracts/live-board.ts'
import { StoreError } from '../contracts/store-error.ts'
import type { StepStore } from '../contracts/store.ts'
import { activities } from './activities.ts'
import { templateActivities, templateCheck } from './template-check.ts'

interface BoardServiceTools extends ActivityTools {
  readonly boards: BoardCommandStore & Pick<BoardStore, 'findBoard'>
  readonly drafts: DraftDocuments
  readonly steps: StepStore
  /** How long the server was away for this board, told once. */
  readonly awayMs: (board: string) => number
}

const nothingPrivate: PrivateHello = { ballots: [] }

const { steps } = templateActivities

/** An agenda with problems is refused whole: the page that sends it has shown them. */
function templateOf(value: unknown): Template | undefined {
  const checked = templateCheck.check(value)
  return checked.ok ? checked.template : undefined
}

/** Null: the step only foregrounds what it is about, and closes nothing. */
function allowedIn(step: Step): readonly string[] | null {
  return step.rights === 'open' ? null : (steps[step.activity]?.allows(step) ?? [])
}

async function ownStates(
  activities: ReadonlyMap<string, BoardActivity>,
  session: Session,
): Promise<PrivateHello['own']> {
  const states: [string, Json][] = []
  for (const [name, activity] of activities) {
    if (!activity.ownState) continue
    const state = await activity.ownState(session)
    if (state !== undefined) states.push([name, state])
  }
  return states.length === 0 ? undefined : Object.fromEntries(states)
}

/** Runs all activities beside the open boards, and all commands. */
export interface ActivityServices extends BoardServices {
  /** Lets the activity of a deadline act. The board must be in memory. */
  readonly deadlinePassed: (deadline: Deadline) => Promise<void>
  /** A checkpoint was restored: the running step makes what it lacks now. Never rejects. */
  readonly restored: (board: LiveBoard) => Promise<void>
}

const answersIn = (step: Step): readonly StepAnswer[] => steps[step.activity]?.answers?.(step) ?? []

export function createBoardServices(given: Omit<BoardServiceTools, 'answersIn'>): ActivityServices {
  const tools: BoardServiceTools = { ...given, answersIn }
  const open = new Map<string, ReadonlyMap<string, BoardActivity>>()
  const agendas = new Map<string, AgendaBoard>()
  const agendaOf = (board: LiveBoard): AgendaBoard => {
    const agenda = agendas.get(board.id)
    if (!agenda) throw new Error(`board ${board.id} is not open`)
    return agenda
  }
  const besides = (board: string): Iterable<BoardActivity> => open.get(board)?.values() ?? []
  const dispatcher = new Dispatcher({
    refusals: Object.assign({}, ...Object.values(activities).map(({ refusals }) => refusals)),
    log: tools.log,
  })
  dispatcher.add({ commands: boardCommands, stateOf: () => tools.boards })
  dispatcher.add({ commands: agendaCommands, stateOf: agendaOf })
  dispatcher.add({ commands: tableCommands, stateOf: agendaOf })
  for (const activity of Object.values(activities)) activity.addCommands(dispatcher)

  tools.drafts.subscribe(({ board, participant }, ...change) => {
    for (const activity of besides(board)) activity.draftsChanged?.(participant, ...change)
  })

  const close = (board: string): void => {
    tools.drafts.answerTimes.closed(board)
    for (const activity of besides(board)) activity.closed?.()
    open.delete(board)
    agendas.get(board)?.closed()
    agendas.delete(board)
  }

  const openAll = async (board: LiveBoard): Promise<ReadonlyMap<string, BoardActivity>> => {
    const opened = new Map<string, BoardActivity>()
    for (const [name, activity] of Object.entries(activities))
      opened.set(name, await activity.open(board, tools))
    return opened
  }

  return {
    opened: async (board) => {
      await reconcileBoardRow(board, tools.boards)
      const opened = await openAll(board)
      // A room that failed may have been closed after this one was begun.
      close(board.id)
      open.set(board.id, opened)
      tools.drafts.answerTimes.opened(board)
      const hooks = {
        allowedIn,
        needsPurpose: ({ activity }: Step) => steps[activity]?.needsPurpose === true,
        began: async (running: RunningStep) => beginIn(opened.values(), running),
        seated: async () => {
          for (const activity of opened.values()) await activity.seated?.()
        },
        ends: async (running: RunningStep) => {
          for (const activity of opened.values()) await activity.stepEnds?.(running)
        },
        groups: async () => {
          const maps = await Promise.all([...opened.values()].map(async (activity) => activity.groups?.()))
          return new Map(maps.flatMap((map) => [...(map ?? [])]))
        },
        over: async () => {
          for (const activity of opened.values()) await activity.stepsAreOver?.()
        },
      }
      const agenda = new AgendaBoard(board, hooks, { ...tools, templateOf })
      agendas.set(board.id, agenda)
      await agenda.opened()
    },
    closed: close,
    joined: async (board, session) => {
      for (const activity of besides(board.id)) activity.joined?.(session)
      agendas.get(board.id)?.joined(session)
    },
    left: (board, session) => {
      for (const activity of besides(board.id)) activity.left?.(session)
      agendas.get(board.id)?.left(session)
    },
    privateHello: async (board, session) => {
      const parts = await Promise.all(
        [...besides(board.id)].flatMap((activity) => activity.privateHello?.(session) ?? []),
      )
      const doneWith = agendas.get(board.id)?.done.of(session)
      const own = await ownStates(open.get(board.id) ?? new Map(), session)
      return Object.assign(
        {},
        nothingPrivate,
        doneWith === undefined ? {} : { doneWith },
        own && { own },
        ...parts,
      )
    },
    run: dispatcher.run,
    restored: async (board) => agendaOf(board).restored(),
    deadlinePassed: async ({ board, activity, id }) => {
      await open.get(board)?.get(activity)?.deadlinePassed?.(id)
    },
  }
}

/**
 * Gives the board's row the title and language of its document. A crash or a full disk may have come between the two
 * writes of a command.
 */
async function reconcileBoardRow(
  board: LiveBoard,
  store: Pick<BoardStore, 'findBoard' | 'updateBoard'>,
): Promise<void> {
  const { title, language } = board.read(readMeta)
  const row = await store.findBoard(board.id)
  if (!row || title === '' || (row.title === title && row.language === language)) return
  try {
    await store.updateBoard(board.id, { title, language })
  } catch (cause) {
    // The board can be read all the same. The next opening tries again.
    if (!(cause instanceof StoreError)) throw cause
  }
}

/** Several read thousands of notes each: other work has its turn in between. */
async function beginIn(opened: Iterable<BoardActivity>, running: RunningStep): Promise<void> {
  const pace = newPace()
  for (const activity of opened) {
    await activity.stepBegan?.(running)
    await pace()
  }
}
