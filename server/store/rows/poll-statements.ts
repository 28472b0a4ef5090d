import type { Sql } from './sql.ts'
import {
  PollMethod,
  ReasonState,
  type Hands,
  type NamedBallot,
  type OwnReason,
  type RoundRules,
  type ScoreCounts,
} from '#shared/workshop/round.ts'
import type { LeftReason, PollOutcome, PollRow, StoredPoll } from '../../contracts/polls.ts'

export type Dots = Record<string, number>
type StoredRules = RoundRules & Pick<StoredPoll, 'method' | 'step'>
export type Row = Readonly<Record<string, unknown>>

export interface RoundColumns {
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

export function readRound(row: RoundColumns): StoredPoll {
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

export function storedRules(round: StoredPoll): StoredRules {
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

export function readHands({ hands }: Pick<RoundColumns, 'hands'>): Hands | null {
  return hands === null ? null : (JSON.parse(hands) as Hands)
}

export function asDots(rows: readonly Row[]): Dots {
  return Object.fromEntries(rows.map((row) => [String(row['option']), Number(row['weight'])]))
}

export function asScores(rows: readonly Row[], top: number): ScoreCounts {
  const counts: Record<string, number[]> = {}
  for (const { option, weight, voters } of rows) {
    const each = (counts[String(option)] ??= Array.from({ length: top + 1 }, () => 0))
    each[Number(weight)] = Number(voters)
  }
  return counts
}

/** An answer that may have a reason, and its reason: without one the text is empty. */
export function asReasonAt({ voter, option, text, name, weight, state, claim }: Row) {
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

export function asOwnReasons(rows: readonly Row[]): Readonly<Record<string, OwnReason>> {
  return Object.fromEntries(rows.map((row) => [String(row['option']), asOwnReason(row)]))
}

function asOwnReason({ text, name, state }: Row): OwnReason {
  const known = asReasonState(state)
  return { text: String(text), isSigned: name !== null, ...(known && { state: known }) }
}

export function asLeftReason(row: Row): LeftReason {
  return {
    ...asOwnReason(row),
    state: asReasonState(row['state']) ?? ReasonState.unsent,
    voter: String(row['voter']),
    option: String(row['option']),
    answer: Number(row['answer']),
  }
}

export function asPollRow({ id, number, voted, settled: count, left_reasons: left }: Row): PollRow {
  return {
    id: String(id),
    number: Number(number),
    voted: voted === null ? null : Number(voted),
    settled: Number(count),
    hasReasonsLeft: left === 1,
  }
}

export function asBallots(rows: readonly Row[]): readonly NamedBallot[] {
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

export type Statements = ReturnType<typeof prepareStatements>

export function prepareStatements(db: Sql) {
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
