import type { Adoption, Voices } from '#shared/workshop/adoption.ts'
import { PollMethod } from '#shared/workshop/round.ts'
import { agreementOf, leastMedian } from '#shared/workshop/tally.ts'
import type { ActivityAccount, StepResult } from '../../board-file/account.ts'
import { Side, type DistributionBar, type Quote, type Block, type Reader } from '#shared/blocks/block.ts'
import type { BoardSnapshot, SnapshotReason, SnapshotRound } from '../../board-file/snapshot.ts'
import { importedInWords } from '../../report/imported.ts'
import { printableLine } from '#shared/text/printable.ts'
import { wordsOf } from '../../report/words.ts'
import { consentWordsOf, type ConsentWords } from './report-words.ts'

/** The questions of one step, the first one first, and the adoptions that followed from them. */
export interface ConsentResult extends StepResult {
  readonly kind: 'consent'
  readonly questions: readonly ConsentQuestion[]
  readonly adoptions: readonly Adoption[]
}

export interface ConsentQuestion {
  readonly round: string
  readonly version: string
  /** The number of the version within its statement. Null: it is not on the board any more. */
  readonly versionNumber: number | null
  readonly text: string
  readonly isImported?: true
  readonly closedAt: number
  readonly voices: Voices
  readonly passed: number
  /** How often each answer from 0 to 5 was given. Null: nothing was published. */
  readonly counts: readonly number[] | null
  /** For so many answers of 0 a reason is awaited. Absent: for none. */
  readonly awaited?: number
  readonly objections: readonly SnapshotReason[]
  readonly missing: readonly SnapshotReason[]
}

export const consentAccount: ActivityAccount<ConsentResult> = {
  result: ({ board, path, step }) => {
    if (step.activity !== 'consent') return undefined
    const rounds = board.rounds.filter((round) => round.step === path && isConsent(round))
    const ids = new Set(rounds.map(({ id }) => id))
    const isOfStep = ({ id, round }: Adoption): boolean =>
      (round !== null && ids.has(round)) || isLogged(board, path, id)
    const adoptions = board.adoptions.filter(isOfStep)
    if (rounds.length + adoptions.length === 0) return undefined
    const questions = rounds.map((round) => questionOf(board, round))
    return { kind: 'consent', listed: [...ids], questions, adoptions }
  },
  blocks: ({ questions, adoptions }, _, facts) => [
    ...questions.flatMap((question, index) => questionBlocks(question, index + 1, facts)),
    ...adoptions.flatMap((adoption) => adoptionBlocks(adoption, facts)),
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
  const { counts, answered, passed } = agreementOf(round, version)
  const reasons = round.reasons ?? []
  const isPublished = round.totals !== null
  const awaited = round.awaited?.[version] ?? 0
  return {
    round: round.id,
    version,
    versionNumber: versions.find(({ id }) => id === version)?.number ?? null,
    text: round.texts?.[version] ?? '',
    closedAt: round.closedAt,
    ...(round.isImported && { isImported: round.isImported }),
    voices: { answered: isPublished ? answered : round.voted, entitled: round.eligible },
    passed,
    counts: isPublished ? counts : null,
    ...(awaited > 0 && { awaited }),
    objections: reasons.filter(({ answer = 0 }) => answer === 0),
    missing: reasons.filter(({ answer = 0 }) => answer > 0),
  }
}

function questionBlocks(
  {
    versionNumber,
    text,
    closedAt,
    isImported,
    voices,
    passed,
    counts,
    awaited,
    objections,
    missing,
  }: ConsentQuestion,
  number: number,
  { language, zone }: Reader,
): readonly Block[] {
  const words = consentWordsOf(language)
  const facts = [
    words.entitled(voices.entitled),
    words.answered(voices.answered),
    ...(counts ? [words.passed(passed)] : []),
    wordsOf(language).date(closedAt, zone),
    ...(isImported ? [wordsOf(language).imported] : []),
  ]
  return [
    { kind: 'heading', text: words.round(number, versionNumber) },
    { kind: 'statement', text: printableLine(text), facts: counts ? [] : facts },
    ...(counts
      ? [{ kind: 'distribution' as const, heading: null, facts, bars: barsOf(counts, passed, language) }]
      : [{ kind: 'remark' as const, text: voices.answered === 0 ? words.nobody : words.withheld }]),
    ...(counts ? belowOf(counts, words) : []),
    ...(awaited === undefined ? [] : [{ kind: 'remark' as const, text: words.awaited(awaited) }]),
    ...quotesOf(words.objections, objections, language),
    ...quotesOf(words.missing, missing, language),
  ]
}

/** How many do not carry the sentence yet. */
function belowOf(counts: readonly number[], words: ConsentWords): readonly Block[] {
  const sumOf = (some: readonly number[]): number => some.reduce((sum, count) => sum + count, 0)
  const below = sumOf(counts.slice(0, leastMedian))
  return below === 0 ? [] : [{ kind: 'remark', text: words.notCarrying(below, sumOf(counts)) }]
}

function barsOf(
  counts: readonly number[],
  passed: number,
  language: Reader['language'],
): readonly DistributionBar[] {
  const words = consentWordsOf(language)
  const bars = counts.map((count, answer) => ({
    label: `${answer} – ${words.answers[answer] ?? ''}`,
    count,
    amount: String(count),
    side: answer === 0 ? Side.against : answer < 3 ? Side.between : Side.for,
  }))
  const passes = { label: words.pass, count: passed, amount: String(passed), side: Side.outside }
  return [...bars.toReversed(), ...(passed > 0 ? [passes] : [])]
}

function quotesOf(
  heading: string,
  reasons: readonly SnapshotReason[],
  language: Reader['language'],
): readonly Block[] {
  const { unanswered } = consentWordsOf(language)
  const quotes = reasons.map(({ text, name, answer = 0, reply }): Quote => ({
    text: printableLine(text),
    name: name && printableLine(name),
    about: '',
    answers: reply ? [printableLine(reply.text)] : [],
    remark: reply || answer > 0 ? '' : unanswered,
  }))
  return quotes.length > 0 ? [{ kind: 'quotes', heading, quotes }] : []
}

/** The decision, called what it was. */
function adoptionBlocks(
  { kind, text, at, voices, hash, reason, ...origin }: Adoption,
  { language, zone }: Reader,
): readonly Block[] {
  const words = consentWordsOf(language)
  const { answered, entitled } = voices
  const facts = [
    wordsOf(language).date(at, zone),
    ...(entitled > 0 ? [words.voices(answered, entitled)] : []),
    ...importedInWords(origin, language, zone),
  ]
  return [
    { kind: 'heading', text: words.adopted(kind) },
    { kind: 'statement', text: printableLine(text), facts },
    ...(reason === undefined
      ? []
      : [{ kind: 'paragraph' as const, text: printableLine(words.reason(reason)) }]),
    { kind: 'remark', text: words.digest(hash) },
  ]
}
