import { randomBytes } from 'node:crypto'
import {
  asBallots,
  asDots,
  asLeftReason,
  asOwnReasons,
  asPollRow,
  asReasonAt,
  asScores,
  prepareStatements,
  readHands,
  readRound,
  storedRules,
  type Dots,
  type RoundColumns,
  type Row,
  type Statements,
} from './poll-statements.ts'
import type { Sql } from './sql.ts'
import {
  awaitsReason,
  dotRefusal,
  fewestSecretVoters,
  handsRefusal,
  isAlwaysSecret,
  passed,
  ReasonState,
  roundLimits,
  SettleWay,
  takesReason,
  topOf,
  type Hands,
  type Reason,
  type RoundRules,
  PollMethod,
} from '#shared/workshop/round.ts'
import { withAnonymousNumbers, type PersonKey } from '#shared/workshop/anonymous-numbers.ts'
import type { DeadlineRows } from './deadlines.ts'
import type { StoreOperations } from './protocol.ts'
import type {
  DotChange,
  DotResult,
  LeftReason,
  LentReason,
  PollOutcome,
  ScoreChange,
  SettleResult,
  Settling,
} from '../../contracts/polls.ts'
import { shuffled } from '../../basics/shuffle.ts'
import { StoreError } from '../../contracts/store-error.ts'

type RoundOperations = Pick<
  StoreOperations,
  | 'openPoll'
  | 'pollsOf'
  | 'findPoll'
  | 'changeDots'
  | 'setScore'
  | 'setHands'
  | 'dotsOf'
  | 'reasonsOf'
  | 'reasonsLeftIn'
  | 'settleReason'
  | 'lendReason'
  | 'lentReasons'
  | 'answersIn'
  | 'votersOf'
  | 'closePoll'
>

/** The rules of an open round do not change, and every answer needs them. */
interface OpenRound extends RoundRules {
  readonly optionSet: ReadonlySet<string>
  /** How many reasons it has. A write that is rolled back leaves it wrong by one: the limit is a rough one. */
  reasons: number
}

type DotProblem = Extract<DotResult, { ok: false }>['reason']

/** Rounds and ballots. Each operation runs in the transaction of its request, so that check and write are one. */
export function pollRows(db: Sql, deadlines: DeadlineRows): RoundOperations {
  const sql = prepareStatements(db)
  const openRounds = new Map<string, OpenRound>()

  async function rulesOf(id: string): Promise<OpenRound | 'unknown_round' | 'round_closed'> {
    const known = openRounds.get(id)
    if (known) return known
    const row = (await sql.find.get(id)) as RoundColumns | undefined
    if (!row) return 'unknown_round'
    if (row.outcome !== null) return 'round_closed'
    const rules = JSON.parse(row.rules) as RoundRules
    const open = {
      ...rules,
      optionSet: new Set(rules.options),
      reasons: Number((await sql.countReasons.get(id))?.['reasons']),
    }
    openRounds.set(id, open)
    return open
  }

  const readDots = async (round: string, voter: string): Promise<Dots> =>
    asDots(await sql.dotsOf.all(round, voter))
  const ownReasonsOf = async (round: string, voter: string) =>
    asOwnReasons(await sql.reasonsOf.all(round, voter))

  /** Writes one answer, once for each key. `write` returns the reason why it wrote nothing. */
  async function answer(
    { round, voter, person, key, now }: Omit<DotChange, 'change'>,
    write: (rules: OpenRound, dots: Dots) => Promise<DotProblem | undefined>,
  ): Promise<DotResult> {
    const rules = await rulesOf(round)
    if (typeof rules === 'string') return { ok: false, reason: rules }
    const dots = await readDots(round, voter)
    const own = async (now: Dots): Promise<DotResult> => ({
      ok: true,
      dots: now,
      ...(mayHaveReasons(rules) && { reasons: await ownReasonsOf(round, voter) }),
    })
    if (await sql.findKey.get(round, voter, key)) return await own(dots)
    if (rules.deadline !== null && now >= rules.deadline) return { ok: false, reason: 'round_closed' }
    const reason = await write(rules, dots)
    if (reason) return { ok: false, reason }
    await sql.addKey.run(round, voter, key)
    // No name may stand beside the dots of a secret round.
    if (!rules.isSecret && person) await sql.putVoter.run(round, voter, person.name, person.colour)
    return await own(await readDots(round, voter))
  }

  return {
    openPoll: async (board, round, due) => {
      const { id, number, openedAt, previous, key, outcome } = round
      const rules = storedRules(round)
      const kept = outcome && JSON.stringify(outcome)
      await sql.insert.run(id, board, number, openedAt, previous, JSON.stringify(rules), key, kept)
      if (due) await deadlines.set(due)
    },

    pollsOf: async (board) => (await sql.pollsOf.all(board)).map(asPollRow),

    findPoll: async (id) => {
      const row = await sql.find.get(id)
      return row && readRound(row as unknown as RoundColumns)
    },

    changeDots: async (request) =>
      answer(request, async (rules, dots) => writeDot(sql, rules, dots, request)),
    setScore: async (request) => answer(request, async (rules) => writeScore(sql, rules, request)),

    setHands: async (round, hands) => {
      const rules = await rulesOf(round)
      if (typeof rules === 'string') return { ok: false, reason: rules }
      if (isAlwaysSecret(rules)) return { ok: false, reason: 'unknown_round' }
      const reason = hands ? handsRefusal(rules, hands) : undefined
      if (reason) return { ok: false, reason }
      await sql.putHands.run(hands && JSON.stringify(hands), round)
      return { ok: true }
    },

    dotsOf: readDots,
    reasonsOf: ownReasonsOf,
    reasonsLeftIn: async (round) => (await sql.reasonsLeft.all(round)).map(asLeftReason),
    settleReason: async (settling) => await settled(sql, settling),
    lendReason: async (lending) => await lent(sql, lending),
    lentReasons: async (board) => (await sql.outcomesOf.all(board)).flatMap(lentIn),
    answersIn: async (round) => asDots(await sql.answers.all(round)),
    votersOf: async (round) => Number((await sql.countVoters.get(round))?.['voters']),

    closePoll: async (round, at, here) => {
      const row = (await sql.find.get(round)) as RoundColumns | undefined
      if (!row) throw new StoreError(`there is no round ${round}`, { kind: 'rule' })
      if (row.outcome !== null) return JSON.parse(row.outcome) as PollOutcome
      const outcome = await counted(sql, row, at, here)
      for (const statement of sql.destroy) await statement.run(round)
      await sql.close.run(JSON.stringify(outcome), round)
      await deadlines.clear(row.board, round)
      openRounds.delete(round)
      return outcome
    },
  }
}

async function writeDot(
  sql: Statements,
  rules: OpenRound,
  dots: Dots,
  { round, voter, option, change }: DotChange,
): Promise<DotProblem | undefined> {
  if ((rules.method ?? PollMethod.dots) !== PollMethod.dots) return 'unknown_round'
  if (change === 1) {
    const reason = dotRefusal(rules, dots, option)
    if (!reason) await sql.addDot.run(round, voter, option)
    return reason
  }
  if (!rules.optionSet.has(option)) return 'unknown_option'
  if (!dots[option]) return 'no_dot'
  await sql.takeDot.run(round, voter, option)
  await sql.sweep.run(round, voter, option)
  return undefined
}

async function writeScore(
  sql: Statements,
  rules: OpenRound,
  { round, voter, option, score, reason }: ScoreChange,
): Promise<DotProblem | undefined> {
  const method = rules.method ?? PollMethod.dots
  if (method === PollMethod.dots) return 'unknown_round'
  if (!rules.optionSet.has(option)) return 'unknown_option'
  const isAnswer =
    score === null || (score === passed ? mayHaveReasons(rules) : score >= 0 && score <= topOf(method))
  if (!isAnswer || (reason && !takesReason(method, score))) return 'unknown_round'
  const former = Number((await sql.hasReason.get(round, voter, option))?.['reasons'])
  const left = roundLimits.reasons - (rules.reasons - former)
  // One person has at most a quarter as many as are left: a round may have hundreds of options.
  const own = (await sql.reasonsOf.all(round, voter)).length - former
  const isFull = left <= 0 || own >= left / reasonShare
  if (reason && isFull) return 'too_many_reasons'
  if (former > 0) await sql.dropReason.run(round, voter, option)
  if (reason) {
    const state = reason.isUnsent ? ReasonState.unsent : null
    await sql.putReason.run(round, voter, option, reason.text, reason.name, state, reason.claim ?? null)
  }
  rules.reasons += (reason ? 1 : 0) - former
  if (score === null) await sql.dropScore.run(round, voter, option)
  else await sql.putScore.run(round, voter, option, score)
  return undefined
}

const reasonShare = 4

/** In a round of agreement or choice people can pass, and give reasons. */
function mayHaveReasons({ method }: Pick<RoundRules, 'method'>): boolean {
  return method === PollMethod.agreement || method === PollMethod.choice
}

/** The published part of a round that closes. */
async function counted(
  sql: Statements,
  row: RoundColumns,
  at: number,
  here: readonly PersonKey[],
): Promise<PollOutcome> {
  const { id } = row
  const rules = JSON.parse(row.rules) as RoundRules
  const voted = Number((await sql.countVoters.get(id))?.['voters'])
  const hands = readHands(row)
  // Whoever knows the hands knows the rest of the totals, too.
  const ballotsCast = voted - (hands?.voters ?? 0)
  const { method = PollMethod.dots } = rules
  const counts = method === PollMethod.dots ? {} : asScores(await sql.scores.all(id), topOf(method))
  // Points are summed as dots are, and nobody passes.
  const mayTell = rules.isSecret && mayHaveReasons(rules)
  const hidden = new Set(mayTell ? Object.keys(counts).filter((option) => tellsOf(counts[option])) : [])
  // One option that somebody answered must be left to show.
  const isAllHidden = hidden.size > 0 && hidden.size === Object.keys(counts).length
  const isPublished =
    !isAllHidden &&
    (!rules.isSecret || ballotsCast >= fewestSecretVoters || (hands !== null && ballotsCast === 0))
  const shown = <Value>(values: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> =>
    Object.fromEntries(Object.entries(values).filter(([option]) => !hidden.has(option)))
  const published = {
    closedAt: at,
    voted,
    totals: isPublished ? withHands(shown(asDots(await sql.totals.all(id))), hands) : null,
    ballots: rules.isSecret ? null : withAnonymousNumbers(asBallots(await sql.ballots.all(id)), here),
    ...(isPublished && method !== PollMethod.dots && { scores: shown(counts) }),
    ...(hands && { hands }),
  }
  if (!mayHaveReasons(rules)) return published
  return { ...published, ...(await countedReasons(sql, id, method, isPublished ? hidden : null)) }
}

/** The reasons of a round of agreement or choice that closes. `hidden`: null when nothing is published. */
async function countedReasons(
  sql: Statements,
  id: string,
  method: PollMethod,
  hidden: ReadonlySet<string> | null,
): Promise<Partial<PollOutcome>> {
  const given: (Reason & { readonly answer: number; readonly claim: string | null })[] = []
  const left: (Reason & Pick<LeftReason, 'voter' | 'answer' | 'state'>)[] = []
  const awaited: Record<string, number> = {}
  for (const { voter, state, claim, ...reason } of (await sql.reasonsAt.all(id)).map(asReasonAt)) {
    const { option, text, answer } = reason
    const isShown = hidden !== null && !hidden.has(option)
    const isGiven = text !== '' && state !== ReasonState.unsent
    const isAwaited = isShown && !isGiven && awaitsReason(method, answer)
    if (isAwaited) awaited[option] = (awaited[option] ?? 0) + 1
    if (isShown && isGiven) given.push({ ...reason, claim })
    else if (text !== '' || isAwaited)
      left.push({ ...reason, voter, state: isShown ? ReasonState.unsent : ReasonState.kept })
  }
  await sql.dropReasons.run(id)
  for (const { voter, option, text, name, state: why, answer } of left)
    await sql.putLeftReason.run(id, voter, option, text, name, why, answer)
  if (hidden === null) return {}
  const inNoOrder = shuffled(given, randomBytes)
  const claims = inNoOrder.flatMap(({ claim }, index) => (claim === null ? [] : [[claim, index] as const]))
  return {
    passes: asDots(await sql.passes.all(id)),
    reasons: inNoOrder.map(({ option, text, name, answer }) => ({ option, text, name, answer })),
    ...(claims.length > 0 && { claims: Object.fromEntries(claims) }),
    ...(Object.keys(awaited).length > 0 && { awaited }),
    ...(hidden.size > 0 && { withheld: [...hidden] }),
  }
}

function withHands(dots: Dots, hands: Hands | null): Dots {
  const totals = { ...dots }
  for (const [option, count] of Object.entries(hands?.counts ?? {})) {
    if (count > 0) totals[option] = (totals[option] ?? 0) + count
  }
  return totals
}

/** So few answers tell whose they are. */
function tellsOf(counts: readonly number[] = []): boolean {
  const answers = counts.reduce((sum, count) => sum + count, 0)
  return answers > 0 && answers < fewestSecretVoters
}

async function settled(
  sql: Statements,
  { round, voter, option, way, text, name, claim = null }: Settling,
): Promise<SettleResult> {
  const row = (await sql.find.get(round)) as RoundColumns | undefined
  if (!row || row.outcome === null) return { ok: false, reason: 'unknown_round' }
  const { method = PollMethod.dots } = JSON.parse(row.rules) as RoundRules
  const before = JSON.parse(row.outcome) as PollOutcome
  const left = (await sql.reasonsLeft.all(round)).map(asLeftReason)
  const own = left.find((each) => each.voter === voter && each.option === option)
  if (!own) return { ok: true, outcome: before }
  const isShown = (way === SettleWay.signed || way === SettleWay.unsigned) && text !== ''
  const { reasons = [], awaited = {}, withheld = [] } = before
  // The answers to the option were never published: its reason would be the first to tell one.
  if (isShown && (before.totals === null || withheld.includes(option)))
    return { ok: false, reason: 'unknown_round' }
  if (isShown && reasons.length >= roundLimits.reasons) return { ok: false, reason: 'too_many_reasons' }
  await sql.dropReason.run(round, voter, option)
  if (way === SettleWay.keep && text !== '')
    await sql.putLeftReason.run(round, voter, option, text, null, ReasonState.kept, own.answer)
  const isWaitingOver = own.state === ReasonState.unsent && awaitsReason(method, own.answer)
  const still = Object.entries(awaited).map(
    ([each, count]) => [each, each === option && isWaitingOver ? count - 1 : count] as const,
  )
  const shown = { option, text, name: way === SettleWay.signed ? name : null, answer: own.answer }
  const outcome: PollOutcome = {
    ...before,
    ...(isShown && { reasons: [...reasons, shown] }),
    ...(isShown && claim !== null && { claims: { ...before.claims, [claim]: reasons.length } }),
    // Left out, the board would go on showing the former one.
    ...(before.awaited && { awaited: Object.fromEntries(still.filter(([, count]) => count > 0)) }),
    settled: (before.settled ?? 0) + 1,
  }
  await sql.close.run(JSON.stringify(outcome), round)
  return { ok: true, outcome }
}

async function lent(
  sql: Statements,
  { round, claim, isLent }: Parameters<RoundOperations['lendReason']>[0],
): Promise<boolean> {
  const row = (await sql.find.get(round)) as RoundColumns | undefined
  const before = row && row.outcome !== null ? (JSON.parse(row.outcome) as PollOutcome) : undefined
  const index = before?.claims && Object.hasOwn(before.claims, claim) ? before.claims[claim] : undefined
  if (!before || index === undefined) return false
  const others = (before.lent ?? []).filter((each) => each !== index)
  // In the order of the reasons: nothing says who came first.
  const all = isLent ? [...others, index].toSorted((a, b) => a - b) : others
  await sql.close.run(JSON.stringify({ ...before, lent: all }), round)
  return true
}

function lentIn({ id, outcome }: Row): readonly LentReason[] {
  const { lent: all = [] } = JSON.parse(String(outcome)) as PollOutcome
  return all.map((index) => ({ round: String(id), index }))
}
