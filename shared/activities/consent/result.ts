import type { Block, Quote, Reader } from '#shared/blocks/block.ts'
import { Side } from '#shared/blocks/block.ts'
import { distribution } from '#shared/blocks/builders.ts'
import type { Language } from '#shared/board/document.ts'
import type { Origin } from '#shared/board/origin.ts'
import { longDate } from '#shared/text/long-date.ts'
import { printable, printableLine } from '#shared/text/printable.ts'
import {
  replyKey,
  voicesIn,
  type Adoption,
  type Objection,
  type Replies,
  type Voices,
} from '#shared/workshop/adoption.ts'
import type { Round } from '#shared/workshop/round.ts'
import { agreementOf, leastMedian } from '#shared/workshop/tally.ts'
import { consentWordsOf } from './result-words.ts'

/** The answers to one question about a version. */
export interface ConsentAnswers {
  readonly voices: Voices
  readonly passed: number
  readonly isImported?: true
  /** How often each answer from 0 to 5 was given. Null: nothing was published. */
  readonly counts: readonly number[] | null
  /** For so many answers of 0 a reason is awaited. Absent: for none. */
  readonly awaited?: number
  readonly objections: readonly Objection[]
  readonly missing: readonly Objection[]
}

/** The answers of a closed round. */
export function consentAnswers(
  round: Omit<Round, 'state' | 'ballots' | 'closedAt'>,
  replies: Replies,
): ConsentAnswers {
  const version = round.about ?? ''
  const { counts, passed } = agreementOf(round, version)
  const isPublished = round.totals !== null
  const awaited = round.awaited?.[version] ?? 0
  const reasons = (round.reasons ?? []).map((reason, index): Objection => {
    const reply = replies[replyKey(round.id, index)] ?? null
    return { ...reason, index, reply }
  })
  return {
    voices: voicesIn(round, version),
    passed: isPublished ? passed : 0,
    ...(round.isImported && { isImported: round.isImported }),
    counts: isPublished ? counts : null,
    ...(awaited > 0 && { awaited }),
    objections: reasons.filter(({ answer = 0 }) => answer === 0),
    missing: reasons.filter(({ answer = 0 }) => answer > 0),
  }
}

/** How often each answer was given, or the reason why nobody reads it. */
export function barsOf(answers: ConsentAnswers, { language }: Reader): readonly Block[] {
  const { voices, passed, counts } = answers
  const words = consentWordsOf(language)
  const facts = factsOf(answers, language)
  if (!counts)
    return [
      { kind: 'facts', facts },
      { kind: 'remark', text: voices.answered === 0 ? words.nobody : words.withheld },
    ]
  return [barOf({ counts, passed }, { language, label: '', facts })]
}

function factsOf({ voices, passed, isImported }: ConsentAnswers, language: Language): readonly string[] {
  const words = consentWordsOf(language)
  return [
    words.entitled(voices.entitled),
    words.answered(voices.answered),
    ...(passed > 0 ? [words.passed(passed)] : []),
    ...(isImported ? [words.imported] : []),
  ]
}

function barOf(
  { counts, passed }: { readonly counts: readonly number[]; readonly passed: number },
  {
    language,
    label,
    facts,
  }: { readonly language: Language; readonly label: string; readonly facts: readonly string[] },
): Block {
  const words = consentWordsOf(language)
  const column = {
    label,
    labelOf: (answer: number) => `${answer} – ${words.answers[answer] ?? ''}`,
    counts: counts.map((count, answer) => ({ answer, count })).toReversed(),
    passed,
    passLabel: words.pass,
  }
  return distribution(column, { facts, sideOf: sideOfAgreement, signOf: String })
}

/** The answers of the day on which the sentence was adopted, on the board before. */
export interface DayAnswers {
  readonly at: number
  readonly text: string
  readonly answers: readonly number[]
}

/** Undefined on a board that goes on from none, and where nobody was asked that day. The adoption came along. */
export function dayOf(
  origin: Origin | undefined,
  adoptions: readonly Pick<Adoption, 'at' | 'text'>[],
): DayAnswers | undefined {
  const adopted = adoptions.find(({ at }) => at === origin?.adoptedAt)
  if (!origin?.answers || !adopted) return undefined
  return { at: adopted.at, text: adopted.text, answers: origin.answers }
}

/**
 * The answers below those of the day, once both may be told. Answers to other words are told alone. Nobody knows
 * whether the same people answered.
 */
export function barsSinceDay(
  answers: ConsentAnswers,
  day: DayAnswers | undefined,
  { text, closedAt, reader }: { readonly text: string; readonly closedAt: number; readonly reader: Reader },
): readonly Block[] {
  const { counts, passed } = answers
  if (!day || day.text !== text || !counts) return barsOf(answers, reader)
  const { language, zone } = reader
  const words = consentWordsOf(language)
  const bars = (
    at: number,
    given: Pick<ConsentAnswers, 'passed'> & { readonly counts: readonly number[] },
    facts: readonly string[],
  ): Block => {
    const sumOf = (some: readonly number[]): number => some.reduce((sum, count) => sum + count, 0)
    const share = words.share(sumOf(given.counts.slice(leastMedian)), sumOf(given.counts))
    return barOf(given, { language, label: longDate(language, at, zone), facts: [share, ...facts] })
  }
  return [
    bars(day.at, { counts: day.answers, passed: 0 }, []),
    bars(closedAt, { counts, passed }, factsOf(answers, language)),
    { kind: 'remark', text: words.samePeople },
  ]
}

/** Of an answer from 0 to 5. */
export function sideOfAgreement(answer: number): Side {
  return answer === 0 ? Side.against : answer < leastMedian ? Side.between : Side.for
}

/** How many do not carry the sentence yet, the objections with their answers, and what is missing. */
export function reasonsOf(answers: ConsentAnswers, reader: Reader): readonly Block[] {
  return [...sumsOf(answers, reader), ...quotesOf(answers, reader)]
}

/** The objections with their answers, and what is missing. */
export function quotesOf({ objections, missing }: ConsentAnswers, { language }: Reader): readonly Block[] {
  const words = consentWordsOf(language)
  return [
    ...quotesUnder(words.objections, objections, language),
    ...quotesUnder(words.missing, missing, language),
  ]
}

/** How many do not carry the sentence yet, and for how many answers of 0 a reason is awaited. */
export function sumsOf({ counts, awaited }: ConsentAnswers, { language }: Reader): readonly Block[] {
  const { notCarrying, awaited: awaiting } = consentWordsOf(language)
  const sumOf = (some: readonly number[]): number => some.reduce((sum, count) => sum + count, 0)
  const below = sumOf((counts ?? []).slice(0, leastMedian))
  return [
    ...(below === 0 ? [] : [{ kind: 'remark', text: notCarrying(below, sumOf(counts ?? [])) } as const]),
    ...(awaited === undefined ? [] : [{ kind: 'remark', text: awaiting(awaited) } as const]),
  ]
}

/** The objections as a room reads them: those without an answer first. */
export function objectionsAloud({ objections }: ConsentAnswers, { language }: Reader): readonly Block[] {
  const order = objections.toSorted((a, b) => Number(a.reply !== null) - Number(b.reply !== null))
  return quotesUnder(consentWordsOf(language).objections, order, language)
}

function quotesUnder(heading: string, reasons: readonly Objection[], language: Language): readonly Block[] {
  const { unanswered } = consentWordsOf(language)
  const quotes = reasons.map(({ index, text, name, answer = 0, reply }): Quote => ({
    id: String(index),
    text: printable(text).trim(),
    name: name && printableLine(name),
    about: '',
    answers: reply ? [printable(reply.text).trim()] : [],
    remark: reply || answer > 0 ? '' : unanswered,
  }))
  const side = reasons.every(({ answer = 0 }) => answer === 0) && { side: Side.against }
  return quotes.length > 0 ? [{ kind: 'quotes', heading, ...side, quotes }] : []
}
