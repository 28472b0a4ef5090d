import { numbersIn } from '#shared/board/proposal-numbers.ts'
import { may } from '#shared/activities/policy.ts'
import {
  CloseRoundSchema,
  LendReasonSchema,
  OpenRoundSchema,
  type OpenRound,
  RaiseHandsSchema,
  SettleReasonSchema,
  voteRefusals,
} from '#shared/activities/vote/commands.ts'
import { voteWordsOf } from '#shared/activities/vote/result-words.ts'
import {
  rankingBlocks,
  rankingOf,
  voteFacts,
  type RoundRanking,
  type WordsOfOption,
} from '#shared/activities/vote/result.ts'
import { VoteOperation } from '#shared/activities/vote/activity.ts'
import { filledWords } from '#shared/agenda/fill.ts'
import type { Block, Reader, Section } from '#shared/blocks/block.ts'
import { readCluster } from '#shared/board/cluster.ts'
import type { Language } from '#shared/board/document.ts'
import { readNote } from '#shared/board/note.ts'
import { readRound } from '#shared/board/round.ts'
import { parkedThings } from '#shared/board/step-inputs.ts'
import { cleanLine } from '#shared/text/clean-line.ts'
import { longDate } from '#shared/text/long-date.ts'
import { printableLine } from '#shared/text/printable.ts'
import { abridged } from '#shared/text/excerpt.ts'
import { MessageType, encodeJson } from '#shared/wire/message.ts'
import { CheckpointReason } from '#shared/workshop/checkpoint.ts'
import type { ActivityAccount, StepResult } from '../../board-file/account.ts'
import type { BoardSnapshot, SnapshotRound, SnapshotNote } from '../../board-file/snapshot.ts'
import { defineActivity, defineCommand } from '../../commands/define-activity.ts'
import type { CommandContext } from '../../contracts/activity.ts'
import type { LiveBoard } from '../../contracts/live-board.ts'
import { photoInWords, groupTitle } from '../../report/outline.ts'
import { wordsOf } from '../../report/words.ts'
import { placeDot, setAnswer, takeDot, openVote, type VoteBoard, openBallotOf } from './vote-board.ts'
import { Type } from 'typebox'
import { stepIdPattern } from '#shared/board/id.ts'
import {
  automaticScale,
  PollMethod,
  roundLimits,
  RoundTarget,
  isAlwaysSecret,
  scoreRules,
} from '#shared/workshop/round.ts'

const settleReason = defineCommand({
  schema: SettleReasonSchema,
  operation: VoteOperation.settleReason,
  growth: 'content',
  run: async ({ session, state }: CommandContext<VoteBoard>, command) =>
    (await state.polls.settle(session, command)) ?? { round: command.round },
})

const lendReason = defineCommand({
  schema: LendReasonSchema,
  operation: VoteOperation.settleReason,
  run: async ({ state }: CommandContext<VoteBoard>, { round, secret, isLent }) =>
    (await state.polls.lend(round, secret, isLent)) ?? { round },
})

/** The results of all rounds. The last round comes first: the earlier ones explain it. */
function voteSection(board: BoardSnapshot, reader: Reader): Section | undefined {
  if (board.rounds.length === 0) return undefined
  return {
    title: voteWordsOf(reader.language).results,
    blocks: board.rounds.toReversed().flatMap((round) => roundBlocks(rankingIn(round), board, reader)),
  }
}

interface ClosedRanking extends RoundRanking {
  readonly closedAt: number
}

/** The rounds of one step, the last one first. */
interface VoteResult extends StepResult {
  readonly kind: 'rankings'
  readonly rankings: readonly ClosedRanking[]
}

const voteAccount: ActivityAccount<VoteResult> = {
  result: ({ board, path, step, answers }) => {
    const prompts = Object.values(filledWords(step.prompt[0] ?? {}, answers)).map((prompt: string) =>
      cleanLine(prompt, roundLimits.title),
    )
    // Under the prompt of its step, a vote with the same words needs its number alone.
    const untitled = (ranking: ClosedRanking): ClosedRanking =>
      prompts.includes(ranking.title) ? { ...ranking, title: '' } : ranking
    const rankings = board.rounds
      .filter(({ step }) => step === path)
      .toReversed()
      .map((round) => untitled(rankingIn(round)))
    if (rankings.length === 0) return undefined
    return { kind: 'rankings', listed: rankings.map(({ round }) => round), rankings }
  },
  blocks: ({ rankings }, board, reader) => rankings.flatMap((ranking) => roundBlocks(ranking, board, reader)),
}

function rankingIn(round: SnapshotRound): ClosedRanking {
  return { ...rankingOf(round), closedAt: round.closedAt }
}

function roundBlocks(ranking: ClosedRanking, board: BoardSnapshot, reader: Reader): readonly Block[] {
  const { language, zone } = reader
  const name = voteWordsOf(language).round(ranking.number)
  const title = printableLine(ranking.title)
  return [
    { kind: 'heading', text: title === '' ? name : `${name} – ${title}` },
    {
      kind: 'facts',
      facts: [...voteFacts(ranking, reader), longDate(language, ranking.closedAt, zone)],
    },
    ...rankingBlocks(ranking, optionWords(board, ranking, language), reader),
  ]
}

type Decided = Pick<SnapshotRound, 'target' | 'texts'>

/** The words of options: those that their round decided about, and what became of them since. */
function optionWords(board: BoardSnapshot, round: Decided, language: Language): WordsOfOption {
  const numbers = numbersIn(board.activities['read'])
  return (option) => {
    const now = textNow(board, round.target, option)
    const who = needOf(board, option)
    const cluster = board.clusters.find(({ id }) => id === option)
    const untitled = cluster ? groupTitle(board, cluster, language) : wordsOf(language).untitledCluster
    const text = decidedText(now, round, { option, untitled }, language)
    return {
      text: who === undefined ? text : `${who} · ${text}`,
      since: changeSince(now, round, option, language),
      number: numbers.get(option),
    }
  }
}

/** On screens, too, a need stands behind the person or group that it was written for. */
function needOf({ notes }: BoardSnapshot, option: string): string | undefined {
  const need = notes.find(({ id, kind }) => id === option && kind === 'need')
  const who = notes.find(({ id, kind }) => kind === 'stakeholder' && need?.from?.includes(id) === true)
  return who && (printableLine(who.text) || undefined)
}

function decidedText(
  now: ReturnType<typeof textNow>,
  { target, texts }: Decided,
  { option, untitled }: { readonly option: string; readonly untitled: string },
  language: Language,
): string {
  const words = voteWordsOf(language)
  const text = texts?.[option] ?? now?.text
  if (text === undefined) return words.goneOption
  if (target === RoundTarget.clusters) return printableLine(text) || untitled
  if (text.trim() !== '') return text
  return now?.photo ? photoInWords(now.photo, language) : words.emptyNote
}

/** Null where it is as it was. */
function changeSince(
  now: ReturnType<typeof textNow>,
  { target, texts }: Decided,
  option: string,
  language: Language,
): string | null {
  const frozen = texts?.[option]
  if (target === RoundTarget.texts || frozen === undefined) return null
  const words = voteWordsOf(language)
  if (!now) return words.goneSince
  if (now.text.trim() === frozen.trim()) return null
  return words.changedSince(abridged(printableLine(now.text) || words.emptyNote))
}

/** Undefined when it is no longer on the board. */
function textNow(
  board: BoardSnapshot,
  target: SnapshotRound['target'],
  option: string,
): Pick<SnapshotNote, 'text' | 'photo'> | undefined {
  if (target === RoundTarget.notes) return board.notes.find(({ id }) => id === option)
  const cluster = board.clusters.find(({ id }) => id === option)
  return cluster && { text: cluster.title }
}

/** Enters a show of hands. All facilitators see it at once; everybody else with the result. */
const raiseHands = defineCommand({
  schema: RaiseHandsSchema,
  operation: VoteOperation.raiseHands,
  run: async ({ board, state: { polls } }: CommandContext<VoteBoard>, { round, voters, counts }) => {
    const { open } = polls
    if (open?.stored.id !== round) return polls.isKnown(round) ? 'round_closed' : 'unknown_round'
    const result = await polls.setHands(open, voters === 0 ? null : { voters, counts })
    if (!result.ok) return result.reason
    const facilitators = new Map(
      board
        .sessions()
        .filter(({ role }) => may(role, VoteOperation.raiseHands))
        .map((session) => [session.participant.id, session]),
    )
    for (const [id, session] of facilitators) {
      board.sendTo(id, encodeJson(MessageType.ballot, await openBallotOf(polls, open, session)))
    }
    return { round }
  },
})

const openRound = defineCommand({
  schema: OpenRoundSchema,
  operation: VoteOperation.openRound,
  growth: 'content',
  run: async ({ board, id, state }: CommandContext<VoteBoard>, command) => {
    const { title, target, options, isSecret, minutes, previous, method = PollMethod.dots } = command
    const { budget, cap } = method === PollMethod.dots ? command : scoreRules(options.length, method)
    const problem = await state.polls.openPoll(
      {
        id,
        method,
        title: cleanLine(title, roundLimits.title),
        target,
        options,
        budget,
        cap: Math.min(cap, budget),
        isSecret,
        minutes,
        previous,
      },
      {
        check: () => problemOf(board, command),
        before: () => state.keepBefore(board.id, CheckpointReason.round),
      },
    )
    return problem ?? { round: id }
  },
})

function problemOf(
  board: LiveBoard,
  { method = PollMethod.dots, isSecret, target, options, previous }: OpenRound,
): 'agreement_is_secret' | 'unknown_round' | 'unknown_option' | 'parked_option' | undefined {
  if (isAlwaysSecret({ method, target }) && !isSecret) return 'agreement_is_secret'
  const find = target === 'notes' ? readNote : readCluster
  return board.read((doc) => {
    if (previous !== null && !readRound(doc, previous)) return 'unknown_round'
    if (!options.every((option) => find(doc, option))) return 'unknown_option'
    const out = parkedThings(doc)
    return options.some((option) => out.has(option)) ? 'parked_option' : undefined
  })
}

const closeRound = defineCommand({
  schema: CloseRoundSchema,
  operation: VoteOperation.closeRound,
  // Two facilitators who close it at once both succeed.
  run: async ({ state }: CommandContext<VoteBoard>, { round }) =>
    (await state.polls.close(round)) ? { round } : 'unknown_round',
})

/** The server alone opens rounds about texts. */
const { texts: _, ...boardTargets } = RoundTarget
const { choice: __, ...boardMethods } = PollMethod

const scales = { ...boardMethods, automatic: automaticScale } as const

const bounds = { minimum: 1, maximum: roundLimits.budget }

/** The settings of a vote in a template. */
const VoteSettings = Type.Object({
  target: Type.Enum(boardTargets),
  scale: Type.Enum(scales),
  budget: Type.Optional(Type.Unsafe<number | null>({ type: ['integer', 'null'], ...bounds })),
  budgetFrom: Type.Optional(Type.String({ pattern: stepIdPattern })),
  cap: Type.Optional(Type.Integer(bounds)),
  isSecret: Type.Optional(Type.Boolean()),
  isRunOff: Type.Optional(
    Type.Boolean({ description: 'On the band of the vote that the step takes from, and on nothing else' }),
  ),
})

export const vote = defineActivity({
  commands: [openRound, closeRound, raiseHands, placeDot, takeDot, setAnswer, settleReason, lendReason],
  refusals: voteRefusals,
  open: openVote,
  section: voteSection,
  account: voteAccount,
  settings: VoteSettings,
})
