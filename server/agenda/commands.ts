import type { Static } from 'typebox'
import {
  BeginWordsSchema,
  ChangeTimeSchema,
  EditAgendaSchema,
  ExpectPeopleSchema,
  FinishStepSchema,
  LeaveAgendaSchema,
  MoveSchema,
  OpenInStepSchema,
  PauseSchema,
  ResumeSchema,
  TakeAgendaSchema,
  UndoMoveSchema,
} from '#shared/wire/agenda-commands.ts'
import { despiteLimit, LogKind, type Agenda } from '#shared/agenda/agenda.ts'
import { completeAnswers } from '#shared/agenda/fill.ts'
import type { Answers } from '#shared/agenda/template.ts'
import { cleanLine } from '#shared/text/clean-line.ts'
import type { BaseRefusalCode } from '#shared/workshop/refusals.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { defineCommand } from '../commands/define-activity.ts'
import type { CommandContext, CommandDefinition, CommandOutcome } from '../contracts/activity.ts'
import type { AgendaBoard } from './agenda-board.ts'
import type { Leading } from './agenda-tools.ts'

type Context = CommandContext<AgendaBoard>

const leadingOf = ({ session, id }: Context, from: number): Leading => ({
  by: session.participant.id,
  from,
  id,
})

/** The template with an answer to each of its questions; undefined when something of it is wrong. */
function playableOf(
  state: AgendaBoard,
  value: unknown,
  given: Answers,
): Pick<Agenda, 'template' | 'answers'> | undefined {
  const template = state.templateOf(value)
  if (!template) return undefined
  const { answers, missing, wrong } = completeAnswers(template.ask, given)
  return missing.length + wrong.length > 0 ? undefined : { template, answers }
}

/** Small entries that a command about the running step sets. */
const entries = 6

const take = defineCommand({
  schema: TakeAgendaSchema,
  operation: Operation.leadAgenda,
  growth: 'content',
  run: async ({ state }: Context, { template, answers }) => {
    const agenda = playableOf(state, template, answers)
    return agenda ? state.take(agenda.template, agenda.answers) : 'bad_template'
  },
})

const leave = defineCommand({
  schema: LeaveAgendaSchema,
  operation: Operation.leadAgenda,
  run: async (context: Context) => context.state.leave(leadingOf(context, 0)),
})

/** A command about the running step: it names the move that it follows. */
const leads = { operation: Operation.leadAgenda, growth: entries } as const

const led =
  <Command extends { readonly from: number }>(
    lead: (agenda: AgendaBoard, leading: Leading, command: Command) => Promise<BaseRefusalCode | undefined>,
  ) =>
  async (context: Context, command: Command): Promise<CommandOutcome> =>
    lead(context.state, leadingOf(context, command.from), command)

const move = defineCommand({
  schema: MoveSchema,
  ...leads,
  run: led(async (agenda, leading, { to, despite }: Static<typeof MoveSchema>) => {
    const reason = despite === undefined ? '' : cleanLine(despite, despiteLimit)
    return agenda.move(to, leading, reason === '' ? undefined : reason)
  }),
})

const undo = defineCommand({
  schema: UndoMoveSchema,
  ...leads,
  run: led(async (agenda, leading) => agenda.undo(leading)),
})

const changeTime = defineCommand({
  schema: ChangeTimeSchema,
  ...leads,
  run: led(async (agenda, leading, { seconds }: Static<typeof ChangeTimeSchema>) =>
    agenda.changeClock(leading, { kind: LogKind.time, seconds }),
  ),
})

const pause = defineCommand({
  schema: PauseSchema,
  ...leads,
  run: led(async (agenda, leading) => agenda.changeClock(leading, { kind: LogKind.pause })),
})

const resume = defineCommand({
  schema: ResumeSchema,
  ...leads,
  run: led(async (agenda, leading) => agenda.changeClock(leading, { kind: LogKind.resume })),
})

const open = defineCommand({
  schema: OpenInStepSchema,
  ...leads,
  run: led(async (agenda, leading, { operations }: Static<typeof OpenInStepSchema>) =>
    agenda.open(operations, leading),
  ),
})

const expect = defineCommand({
  schema: ExpectPeopleSchema,
  operation: Operation.leadAgenda,
  growth: entries,
  run: async ({ state }: Context, { people }) => state.expect(people),
})

const edit = defineCommand({
  schema: EditAgendaSchema,
  operation: Operation.editAgenda,
  growth: 'content',
  run: async ({ state, session }: Context, { edition, template, answers }) => {
    const agenda = playableOf(state, template, answers)
    if (!agenda) return 'bad_template'
    return state.edit({ ...agenda, edition }, session.participant.id)
  },
})

const finish = defineCommand({
  schema: FinishStepSchema,
  operation: Operation.finishStep,
  run: async ({ state, session }: Context, { from, isDone }) =>
    (await state.finish(session, from, isDone)) ? undefined : 'agenda_moved',
})

const begin = defineCommand({
  schema: BeginWordsSchema,
  operation: Operation.finishStep,
  run: async ({ state, session }: Context, { from, isBegun }) =>
    state.begun.say(session, from, isBegun) ? undefined : 'agenda_moved',
})

/** Commands about the agenda. */
export const agendaCommands: readonly CommandDefinition<AgendaBoard>[] = [
  take,
  leave,
  move,
  undo,
  changeTime,
  pause,
  resume,
  open,
  expect,
  edit,
  finish,
  begin,
]
