import { createHash } from 'node:crypto'
import type * as Y from 'yjs'
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
import {
  dotsAdvised,
  isAlwaysSecret,
  PollMethod,
  roundLimits,
  scaleFor,
  scoreRules,
  type Round,
  type RoundRules,
} from '#shared/workshop/round.ts'
import { goingOn, rankRound } from '#shared/workshop/tally.ts'
import type { ActivityTools, RunningStep } from '../../contracts/activity.ts'
import type { LiveBoard } from '../../contracts/live-board.ts'
import type { BoardPolls } from '../../polls/board-polls.ts'

type VoteStep = Extract<Step, { readonly activity: 'vote' }>

/**
 * Opens the vote of a step that begins. People who come back to the step find the vote that it had, unless nobody voted:
 * a facilitator opens another one by hand. Without anything to vote on, or while another vote is open, none is opened.
 */
export async function beginVote(
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
