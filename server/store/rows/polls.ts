import { randomBytes } from 'node:crypto'
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
  type NamedBallot,
  type OwnReason,
  type Reason,
  type RoundRules,
  type ScoreCounts,
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
  PollRow,
  ScoreChange,
  SettleResult,
  Settling,
  StoredPoll,
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
type Dots = Record<string, number>
type StoredRules = RoundRules & Pick<StoredPoll, 'method' | 'step'>

interface RoundColumns {
  readonly id: string
  readonly board: string
  readonly number: number
  readonly opened: number
  readonly previous: string | null
  readonly rules: string
  readonly secret_key: string | null
  readonly hands: string | null
  readonly outcome: string | null
}

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

function readRound(row: RoundColumns): StoredPoll {
  return {
    // Rows of earlier versions have no method: all polls were of dots.
    method: PollMethod.dots,
    ...(JSON.parse(row.rules) as RoundRules & Partial<StoredRules>),
    id: row.id,
    board: row.board,
    number: row.number,
    openedAt: row.opened,
    previous: row.previous,
    key: row.secret_key,
    hands: readHands(row),
    outcome: row.outcome === null ? null : (JSON.parse(row.outcome) as PollOutcome),
  }
}

function storedRules(round: StoredPoll): StoredRules {
  const { method, title, target, options, about, texts, labels, budget, cap, isSecret, deadline, step } =
    round
  return {
    method,
    title,
    target,
    options,
    ...(about !== undefined && { about }),
    ...(texts && { texts }),
    ...(labels && { labels }),
    budget,
    cap,
    isSecret,
    deadline,
    ...(step !== undefined && { step }),
  }
}

function readHands({ hands }: Pick<RoundColumns, 'hands'>): Hands | null {
  return hands === null ? null : (JSON.parse(hands) as Hands)
}

function withHands(dots: Dots, hands: Hands | null): Dots {
  const totals = { ...dots }
  for (const [option, count] of Object.entries(hands?.counts ?? {})) {
    if (count > 0) totals[option] = (totals[option] ?? 0) + count
  }
  return totals
}

function asDots(rows: readonly Record<string, unknown>[]): Dots {
  return Object.fromEntries(rows.map((row) => [String(row['option']), Number(row['weight'])]))
}

function asScores(rows: readonly Record<string, unknown>[], top: number): ScoreCounts {
  const counts: Record<string, number[]> = {}
  for (const { option, weight, voters } of rows) {
    const each = (counts[String(option)] ??= Array.from({ length: top + 1 }, () => 0))
    each[Number(weight)] = Number(voters)
  }
  return counts
}

type Row = Readonly<Record<string, unknown>>

/** An answer that may have a reason, and its reason: without one the text is empty. */
function asReasonAt({ voter, option, text, name, weight, state, claim }: Row) {
  return {
    voter: String(voter),
    option: String(option),
    text: typeof text === 'string' ? text : '',
    name: typeof name === 'string' ? name : null,
    answer: Number(weight),
    state: asReasonState(state),
    claim: typeof claim === 'string' ? claim : null,
  }
}

function asReasonState(state: unknown): ReasonState | undefined {
  return Object.values(ReasonState).find((each) => each === state)
}

function asOwnReasons(rows: readonly Row[]): Readonly<Record<string, OwnReason>> {
  return Object.fromEntries(rows.map((row) => [String(row['option']), asOwnReason(row)]))
}

function asOwnReason({ text, name, state }: Row): OwnReason {
  const known = asReasonState(state)
  return { text: String(text), isSigned: name !== null, ...(known && { state: known }) }
}

function asLeftReason(row: Row): LeftReason {
  return {
    ...asOwnReason(row),
    state: asReasonState(row['state']) ?? ReasonState.unsent,
    voter: String(row['voter']),
    option: String(row['option']),
    answer: Number(row['answer']),
  }
}

function asPollRow({ id, number, voted, settled: count, left_reasons: left }: Row): PollRow {
  return {
    id: String(id),
    number: Number(number),
    voted: voted === null ? null : Number(voted),
    settled: Number(count),
    hasReasonsLeft: left === 1,
  }
}

function asBallots(rows: readonly Record<string, unknown>[]): readonly NamedBallot[] {
  const byVoter = new Map<string, NamedBallot & { readonly dots: Dots }>()
  for (const row of rows) {
    const participant = String(row['voter'])
    const { name, colour } = row
    const ballot = byVoter.get(participant) ?? {
      participant,
      name: String(name),
      // Votes from before this version have no colour.
      ...(typeof colour === 'number' && { colour }),
      dots: {},
    }
    ballot.dots[String(row['option'])] = Number(row['weight'])
    byVoter.set(participant, ballot)
  }
  return [...byVoter.values()]
}

type Statements = ReturnType<typeof prepareStatements>

function prepareStatements(db: Sql) {
  return {
    insert: db.prepare(`
      INSERT INTO rounds (id, board, number, opened, previous, rules, secret_key, outcome)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)`),
    find: db.prepare('SELECT * FROM rounds WHERE id = ?'),
    pollsOf: db.prepare(`
      SELECT id, number, CAST(outcome ->> 'voted' AS BIGINT) AS voted,
        coalesce(CAST(outcome ->> 'settled' AS BIGINT), 0) AS settled,
        outcome IS NOT NULL AND EXISTS (SELECT 1 FROM reasons WHERE reasons.round = rounds.id) AS left_reasons
      FROM rounds WHERE board = ? ORDER BY number`),
    outcomesOf: db.prepare(
      'SELECT id, outcome FROM rounds WHERE board = ? AND outcome IS NOT NULL ORDER BY number',
    ),
    dotsOf: db.prepare('SELECT option, weight FROM dots WHERE round = ? AND voter = ?'),
    addDot: db.prepare(`
      INSERT INTO dots (round, voter, option, weight) VALUES (?, ?, ?, 1)
      ON CONFLICT (round, voter, option) DO UPDATE SET weight = dots.weight + 1`),
    takeDot: db.prepare('UPDATE dots SET weight = weight - 1 WHERE round = ? AND voter = ? AND option = ?'),
    sweep: db.prepare('DELETE FROM dots WHERE round = ? AND voter = ? AND option = ? AND weight <= 0'),
    putScore: db.prepare(`
      INSERT INTO dots (round, voter, option, weight) VALUES (?, ?, ?, ?)
      ON CONFLICT (round, voter, option) DO UPDATE SET weight = excluded.weight`),
    dropScore: db.prepare('DELETE FROM dots WHERE round = ? AND voter = ? AND option = ?'),
    scores: db.prepare(`
      SELECT option, weight, count(*) AS voters FROM dots WHERE round = ? AND weight >= 0 GROUP BY option, weight`),
    passes: db.prepare(`
      SELECT option, count(*) AS weight FROM dots WHERE round = ? AND weight < 0 GROUP BY option`),
    answers: db.prepare('SELECT option, count(*) AS weight FROM dots WHERE round = ? GROUP BY option'),
    putReason: db.prepare(
      'INSERT INTO reasons (round, voter, option, text, name, state, claim) VALUES (?, ?, ?, ?, ?, ?, ?)',
    ),
    putLeftReason: db.prepare(
      'INSERT INTO reasons (round, voter, option, text, name, state, answer) VALUES (?, ?, ?, ?, ?, ?, ?)',
    ),
    dropReasons: db.prepare('DELETE FROM reasons WHERE round = ?'),
    dropReason: db.prepare('DELETE FROM reasons WHERE round = ? AND voter = ? AND option = ?'),
    countReasons: db.prepare('SELECT count(*) AS reasons FROM reasons WHERE round = ?'),
    hasReason: db.prepare(
      'SELECT count(*) AS reasons FROM reasons WHERE round = ? AND voter = ? AND option = ?',
    ),
    // Answers of 0 without a reason are among them.
    reasonsAt: db.prepare(`
      SELECT dots.voter, dots.option, text, name, weight, state, claim FROM dots
      LEFT JOIN reasons USING (round, voter, option)
      WHERE dots.round = ? AND (text IS NOT NULL OR weight = 0)`),
    reasonsOf: db.prepare('SELECT option, text, name, state FROM reasons WHERE round = ? AND voter = ?'),
    reasonsLeft: db.prepare('SELECT voter, option, text, name, state, answer FROM reasons WHERE round = ?'),
    putVoter: db.prepare(`
      INSERT INTO voters (round, voter, name, colour) VALUES (?, ?, ?, ?)
      ON CONFLICT (round, voter) DO UPDATE SET name = excluded.name, colour = excluded.colour`),
    findKey: db.prepare('SELECT 1 FROM dot_keys WHERE round = ? AND voter = ? AND key = ?'),
    addKey: db.prepare('INSERT INTO dot_keys (round, voter, key) VALUES (?, ?, ?)'),
    countVoters: db.prepare(`
      SELECT (SELECT count(DISTINCT voter) FROM dots WHERE dots.round = rounds.id)
        + coalesce(CAST(hands ->> 'voters' AS BIGINT), 0) AS voters FROM rounds WHERE id = ?`),
    putHands: db.prepare('UPDATE rounds SET hands = ? WHERE id = ?'),
    totals: db.prepare(
      'SELECT option, sum(weight) AS weight FROM dots WHERE round = ? AND weight >= 0 GROUP BY option',
    ),
    ballots: db.prepare(`
      SELECT dots.voter, option, weight, coalesce(name, '') AS name, colour FROM dots
      LEFT JOIN voters ON voters.round = dots.round AND voters.voter = dots.voter
      WHERE dots.round = ? ORDER BY dots.voter, option`),
    // Authors of reasons that are left are found by the key.
    close: db.prepare(`
      UPDATE rounds SET outcome = ?,
        secret_key = CASE WHEN EXISTS (SELECT 1 FROM reasons WHERE reasons.round = rounds.id) THEN secret_key END
      WHERE id = ?`),
    destroy: ['dots', 'voters', 'dot_keys'].map((table) =>
      db.prepare(`DELETE FROM ${table} WHERE round = ?`),
    ),
  }
}
