import {
  barsSinceDay,
  consentAnswers,
  dayOf,
  reasonsOf,
  type ConsentAnswers,
  type DayAnswers,
} from '#shared/activities/consent/result.ts'
import { questionIn } from '#shared/activities/consent/question.ts'
import { consentWordsOf } from '#shared/activities/consent/result-words.ts'
import { adoptionInWords } from '#shared/blocks/adoption.ts'
import type { Block, Reader } from '#shared/blocks/block.ts'
import { originIn, originName } from '#shared/board/origin.ts'
import { longDate } from '#shared/text/long-date.ts'
import { printableLine } from '#shared/text/printable.ts'
import { replyKey, type Adoption } from '#shared/workshop/adoption.ts'
import { PollMethod } from '#shared/workshop/round.ts'
import type { ActivityAccount, StepResult } from '../../board-file/account.ts'
import type { BoardSnapshot, SnapshotRound } from '../../board-file/snapshot.ts'

/** The questions of one step, the first one first, and the adoptions that followed from them. */
export interface ConsentResult extends StepResult {
  readonly kind: 'consent'
  /** The sentences that a facilitator took in sight of all, oldest first. */
  readonly taken: readonly { readonly text: string; readonly reason: string }[]
  readonly questions: readonly ConsentQuestion[]
  readonly adoptions: readonly Adoption[]
  /** On the board that this one goes on from. Absent: nobody was asked there. */
  readonly day?: DayAnswers
}

export interface ConsentQuestion extends ConsentAnswers {
  readonly round: string
  readonly version: string
  /** The number of the version within its statement. Null: it is not on the board any more. */
  readonly versionNumber: number | null
  readonly text: string
  readonly closedAt: number
}

export const consentAccount: ActivityAccount<ConsentResult> = {
  result: ({ board, path, step }) => {
    if (step.activity !== 'consent') return undefined
    const rounds = board.rounds.filter((round) => round.step === path && isConsent(round))
    const ids = new Set(rounds.map(({ id }) => id))
    const isOfStep = ({ id, round }: Adoption): boolean =>
      (round !== null && ids.has(round)) || isLogged(board, path, id)
    const adoptions = board.adoptions.filter(isOfStep)
    const taken = questionIn(board.activities['consent'], path).taken.map(({ version, reason }) => ({
      text: board.versions.find(({ id }) => id === version)?.text ?? '',
      reason,
    }))
    if (rounds.length + adoptions.length + taken.length === 0) return undefined
    const questions = rounds.map((round) => questionOf(board, round))
    const day = dayOf(originIn(board.activities[originName]), board.adoptions)
    return { kind: 'consent', listed: [...ids], taken, questions, adoptions, ...(day && { day }) }
  },
  blocks: ({ taken, questions, adoptions, day }, _, reader) => [
    ...taken.flatMap((each) => takenBlocks(each, reader)),
    ...questions.flatMap((question, index) => questionBlocks(question, { number: index + 1, day }, reader)),
    ...adoptions.flatMap((adoption) => adoptionBlocks(adoption, reader)),
  ],
}

function isConsent({ method, about, options }: SnapshotRound): boolean {
  return method === PollMethod.agreement && about !== undefined && options[0] === about
}

/** It was adopted in this step, without a question of this step. */
function isLogged({ agenda }: BoardSnapshot, path: string, adoption: string): boolean {
  return agenda?.log.some((entry) => entry.adoption === adoption && entry.from === path) === true
}

function questionOf({ versions }: BoardSnapshot, round: SnapshotRound): ConsentQuestion {
  const version = round.about ?? ''
  const replies = Object.fromEntries(
    (round.reasons ?? []).flatMap(({ reply }, index) => (reply ? [[replyKey(round.id, index), reply]] : [])),
  )
  return {
    round: round.id,
    version,
    versionNumber: versions.find(({ id }) => id === version)?.number ?? null,
    text: round.texts?.[version] ?? '',
    closedAt: round.closedAt,
    ...consentAnswers(round, replies),
  }
}

function questionBlocks(
  question: ConsentQuestion,
  { number, day }: { readonly number: number; readonly day: DayAnswers | undefined },
  reader: Reader,
): readonly Block[] {
  const { versionNumber, text, closedAt } = question
  const { language, zone } = reader
  return [
    { kind: 'heading', text: consentWordsOf(language).round(number, versionNumber) },
    { kind: 'statement', text: printableLine(text), facts: [longDate(language, closedAt, zone)] },
    ...barsSinceDay(question, day, { text, closedAt, reader }),
    ...reasonsOf(question, reader),
  ]
}

function takenBlocks(
  { text, reason }: ConsentResult['taken'][number],
  { language }: Reader,
): readonly Block[] {
  const words = consentWordsOf(language)
  const facts = reason === '' ? [] : [words.reason(printableLine(reason))]
  return [
    { kind: 'heading', text: words.taken },
    { kind: 'statement', text: printableLine(text), facts },
  ]
}

/** The decision, called what it was. */
function adoptionBlocks(adoption: Adoption, reader: Reader): readonly Block[] {
  const { way, facts, reason, digest } = adoptionInWords(adoption, reader)
  const date = longDate(reader.language, adoption.at, reader.zone)
  return [
    { kind: 'heading', text: way },
    { kind: 'statement', text: printableLine(adoption.text), facts: [date, ...facts] },
    ...(reason === null ? [] : [{ kind: 'paragraph', text: reason } as const]),
    { kind: 'remark', text: digest },
  ]
}
