import { createHash } from 'node:crypto'
import type * as Y from 'yjs'
import { may } from '#shared/activities/policy.ts'
import { VoteOperation } from '#shared/activities/vote/activity.ts'
import { PlaceDotSchema, SetAnswerSchema, TakeDotSchema } from '#shared/activities/vote/commands.ts'
import { cutTo, hasWords } from '#shared/text/letters.ts'
import { MessageType, encodeJson, type OwnBallot } from '#shared/wire/message.ts'
import {
  ReasonState,
  roundLimits,
  type SaidReason,
  dotsAdvised,
  isAlwaysSecret,
  PollMethod,
  scaleFor,
  scoreRules,
  type Round,
  type RoundRules,
} from '#shared/workshop/round.ts'
import type { Answers, Step, Template } from '#shared/agenda/template.ts'
import { fill } from '#shared/agenda/fill.ts'
import { isAboutPrinciples } from '#shared/agenda/steps.ts'
import { inputsOf, thingsBeside, type StepInputs } from '#shared/board/step-inputs.ts'
import { readMeta } from '#shared/board/document.ts'
import { roundsOf } from '#shared/board/round.ts'
import { decidedBy, voteOf } from '#shared/board/run-offs.ts'
import { cleanLine } from '#shared/text/clean-line.ts'
import { takesPart } from '#shared/workshop/role.ts'
import { CheckpointReason } from '#shared/workshop/checkpoint.ts'
import { goingOn, rankRound } from '#shared/workshop/tally.ts'
import type {
  ActivityTools,
  BoardActivity,
  RunningStep,
  PrivateHello,
  CommandContext,
  CommandOutcome,
} from '../../contracts/activity.ts'
import type { LiveBoard, Session } from '../../contracts/live-board.ts'
import { pollsBeside, type BoardPolls, claimOf, ownBallot } from '../../polls/board-polls.ts'
import type { OpenPoll } from '../../polls/open-poll.ts'
import { defineCommand } from '../../commands/define-activity.ts'
import type { ScoreChange } from '../../contracts/polls.ts'

/** Dot voting on one open board. */
export interface VoteBoard extends BoardActivity {
  readonly polls: BoardPolls
  readonly keepBefore: ActivityTools['keepBefore']
}

export async function openVote(board: LiveBoard, tools: ActivityTools): Promise<VoteBoard> {
  const polls = await pollsBeside(board, tools)
  return {
    polls,
    keepBefore: tools.keepBefore,
    joined: (session) => polls.open?.seen(session),
    stepBegan: async (running) => beginVote(board, polls, tools, running),
    stepEnds: async ({ path }) => {
      if (polls.open?.stored.step === path) await polls.close(polls.open.stored.id)
    },
    deadlinePassed: async (id) => void (await polls.close(id)),
    closed: () => polls.stop(),
    privateHello: async (session) => ballotsOf(polls, session),
  }
}

async function ballotsOf(polls: BoardPolls, session: Session): Promise<Partial<PrivateHello>> {
  if (!may(session.role, VoteOperation.castDot)) return {}
  const left = await polls.leftBallotsOf(session.participant.id)
  const { open } = polls
  return { ballots: open ? [...left, await openBallotOf(polls, open, session)] : left }
}

/** The session's ballot in the open poll. A facilitator's has the show of hands beside it. */
export async function openBallotOf(polls: BoardPolls, open: OpenPoll, session: Session): Promise<OwnBallot> {
  const ballot = await polls.ballotOf(open, session)
  return open.hands && may(session.role, VoteOperation.raiseHands) ? { ...ballot, hands: open.hands } : ballot
}

export const placeDot = defineCommand({
  schema: PlaceDotSchema,
  operation: VoteOperation.castDot,
  run: async (context: CommandContext<VoteBoard>, command) => change(context, command, { change: 1 }),
})

export const takeDot = defineCommand({
  schema: TakeDotSchema,
  operation: VoteOperation.castDot,
  run: async (context: CommandContext<VoteBoard>, command) => change(context, command, { change: -1 }),
})

export const setAnswer = defineCommand({
  schema: SetAnswerSchema,
  operation: VoteOperation.castDot,
  run: async (context: CommandContext<VoteBoard>, { answer, reason, ...command }) =>
    change(context, command, { score: answer, ...keptReason(reason, context.session) }),
})

/** Writes it, and sends the person's ballot to all their connections. */
async function change(
  { board, session, key, state: { polls } }: CommandContext<VoteBoard>,
  { round, option }: { readonly round: string; readonly option: string },
  wish: { readonly change: 1 | -1 } | Pick<ScoreChange, 'score' | 'reason'>,
): Promise<CommandOutcome> {
  const { open } = polls
  if (open?.stored.id !== round) return polls.isKnown(round) ? 'round_closed' : 'unknown_round'
  const result = await polls.change(open, session, { option, key, ...wish })
  if (!result.ok) return result.reason
  const ballot = ownBallot(open.stored, result.dots, result.reasons)
  board.sendTo(session.participant.id, encodeJson(MessageType.ballot, ballot))
  return { round }
}

/** A reason as the store keeps it. One without words is none, and a person without a name cannot sign. */
function keptReason(reason: SaidReason | undefined, { participant }: Session): Pick<ScoreChange, 'reason'> {
  const text = cutTo(reason?.text.trim() ?? '', roundLimits.reason)
  const name = (reason?.isSigned && participant.name) || null
  const isUnsent = reason?.state === ReasonState.unsent
  return hasWords(text) ? { reason: { text, name, isUnsent, claim: claimOf(reason?.secret) } } : {}
}

type VoteStep = Extract<Step, { readonly activity: 'vote' }>

/**
 * Opens the vote of a step that begins. People who come back to the step find the vote that it had, unless nobody voted:
 * a facilitator opens another one by hand. Without anything to vote on, or while another vote is open, none is opened.
 */
async function beginVote(
  board: LiveBoard,
  polls: BoardPolls,
  { keepBefore, log }: Pick<ActivityTools, 'keepBefore' | 'log'>,
  { path, since, step, template, answers }: RunningStep,
): Promise<void> {
  if (step.activity !== 'vote') return
  const { rounds, inputs, language } = board.read((doc) => ({
    rounds: roundsOf(doc),
    inputs: orBeside(inputsOf(doc, template, step), doc, template),
    language: readMeta(doc).language,
  }))
  const former = rounds.filter((round) => round.step === path)
  if (!former.every((round) => isUnused(round, since))) return
  const from = decidedBy(template, path)
  const decided = from === undefined ? undefined : voteOf(rounds, from)
  const band = decided && goingOn(rankRound(decided)).band
  const { target, options } = optionsOf(step.target, inputs, band)
  if (options.length === 0) return
  const arePrinciples = isAboutPrinciples(template, step)
  const method = scaleFor(step.scale, votersHere(board), arePrinciples)
  const advised = dotsAdvised(options.length, arePrinciples)
  const rules =
    method === PollMethod.dots ? dotRules(step, advised, answers) : scoreRules(options.length, method)
  const [prompt] = step.prompt
  const problem = await polls.openPoll(
    {
      id: roundIdOf(board.id, path, former.length),
      method,
      title: cleanLine(prompt ? fill(prompt, language, answers).text : '', roundLimits.title),
      target,
      options,
      ...rules,
      isSecret: isAlwaysSecret({ method, target }) || (step.isSecret ?? true),
      minutes: null,
      previous: null,
      step: path,
    },
    { check: () => undefined, before: () => keepBefore(board.id, CheckpointReason.round) },
  )
  if (problem !== undefined) log.warn({ board: board.id, problem }, 'the vote of a step could not be opened')
}

/** Everybody who is here and takes part: as the vote counts them. */
function votersHere(board: LiveBoard): number {
  const voters = board.sessions().filter(takesPart)
  return new Set(voters.map(({ participant }) => participant.id)).size
}

function dotRules(
  { budget: planned, budgetFrom, cap: plannedCap }: VoteStep,
  advised: Pick<RoundRules, 'budget' | 'cap'>,
  answers: Answers,
): Pick<RoundRules, 'budget' | 'cap'> {
  const asked = budgetFrom === undefined ? undefined : answers[budgetFrom]
  const wished = typeof asked === 'number' ? asked : (planned ?? advised.budget)
  const budget = Math.min(roundLimits.budget, Math.max(1, Math.round(wished)))
  return { budget, cap: Math.min(plannedCap ?? advised.cap, budget) }
}

/** Notes that people wrote beside the steps are voted on too, when the steps have brought none. */
function orBeside(inputs: StepInputs, doc: Y.Doc, template: Template): StepInputs {
  return inputs.notes.length + inputs.clusters.length > 0 ? inputs : thingsBeside(doc, template)
}

/** Where nobody has made groups, people vote on the notes. `band`: on these alone, where there are any. */
function optionsOf(
  wished: 'notes' | 'clusters',
  { notes, clusters }: StepInputs,
  band: readonly string[] = [],
): { readonly target: 'notes' | 'clusters'; readonly options: readonly string[] } {
  const target = (wished === 'clusters' ? clusters : notes).length > 0 ? wished : other(wished)
  const all = target === 'notes' ? notes : clusters
  const options = band.length > 0 ? all.filter((id) => band.includes(id)) : all
  return { target, options: options.slice(0, roundLimits.options) }
}

function other(target: 'notes' | 'clusters'): 'notes' | 'clusters' {
  return target === 'notes' ? 'clusters' : 'notes'
}

/** An undo closed it before anybody voted, and people come to the step again. */
function isUnused({ closedAt, voted }: Round, since: number): boolean {
  return closedAt !== null && closedAt <= since && voted === 0
}

/** The same after a crash, so that the vote of a step is opened once. */
function roundIdOf(board: string, path: string, former: number): string {
  const name = former === 0 ? `${board} ${path}` : `${board} ${path} ${former}`
  return createHash('sha256').update(name).digest('base64url').slice(0, 12)
}
