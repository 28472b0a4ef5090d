import { randomBytes } from 'node:crypto'
import { AskAudience, itemsOf, type Asks, type Thing, type Value } from '#shared/asking/ask.ts'
import { countedColumn, type AskedOutcome, type GivenAnswer } from '#shared/asking/outcome.ts'
import { shuffled } from '../../basics/shuffle.ts'
import type { AskingStore, StoredAsking, PairStore } from '../../contracts/askings.ts'
import { StoreError } from '../../contracts/store-error.ts'
import type { Sql } from './sql.ts'
import type { StoreOperations } from './protocol.ts'

type Row = Readonly<Record<string, unknown>>

/** Questions and answers. Each operation runs in the transaction of its request, so that check and write are one. */
export function askingRows(db: Sql): Pick<StoreOperations, keyof AskingStore> {
  const insert = db.prepare(`
    INSERT INTO asked (id, board, step, turn, activity, audience, asks, things, fewest, secret_key, shown)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const find = db.prepare('SELECT * FROM asked WHERE id = ? AND about IS NULL')
  const all = db.prepare('SELECT * FROM asked WHERE board = ? AND about IS NULL ORDER BY step, turn')
  const put = db.prepare(`
    INSERT INTO answers (asked, voter, item, board, value, name) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (asked, voter, item) DO UPDATE SET value = excluded.value, name = excluded.name`)
  const drop = db.prepare('DELETE FROM answers WHERE asked = ? AND voter = ? AND item = ?')
  const own = db.prepare('SELECT item, value, name FROM answers WHERE asked = ? AND voter = ?')
  const voters = db.prepare('SELECT count(DISTINCT voter) AS voters FROM answers WHERE asked = ?')
  const given = db.prepare('SELECT value, name FROM answers WHERE asked = ? AND item = ?')
  const destroy = db.prepare('DELETE FROM answers WHERE asked = ?')
  const show = db.prepare('UPDATE asked SET shown = ?, secret_key = NULL WHERE id = ?')

  const askingOf = async (id: string): Promise<StoredAsking | undefined> => {
    const row = await find.get(id)
    return row && readAsking(row)
  }
  const answeredIn = async (id: string): Promise<number> => Number((await voters.get(id))?.['voters'])

  return {
    openAsking: async ({ id, board, step, turn, activity, audience, asks, fewest, key, shown, ...about }) => {
      const outcome = shown && JSON.stringify(shown)
      await insert.run(
        id,
        board,
        step,
        turn,
        activity,
        audience,
        JSON.stringify(asks),
        aboutOf(about),
        fewest,
        key,
        outcome,
      )
    },
    askingsOf: async (board) => (await all.all(board)).map(readAsking),
    writeAnswer: async ({ asked, voter, item, value, name, reason }) => {
      const asking = await askingOf(asked)
      if (!asking || asking.shown) return false
      if (value === null) await drop.run(asked, voter, item)
      else
        await put.run(
          asked,
          voter,
          item,
          asking.board,
          JSON.stringify(reason === undefined ? value : { value, reason }),
          name,
        )
      return true
    },
    answersOf: async (asked, voter) =>
      Object.fromEntries((await own.all(asked, voter)).map((row) => [String(row['item']), readGiven(row)])),
    answeredIn,
    closeAsking: async (asked, at, of) => {
      const asking = await askingOf(asked)
      if (!asking) throw new StoreError(`nothing was asked as ${asked}`, { kind: 'rule' })
      if (asking.shown) return asking.shown
      const columns: [string, ReturnType<typeof countedColumn>][] = []
      for (const { item, ask } of itemsOf(asking)) {
        const answers = (await given.all(asked, item)).map(readGiven)
        columns.push([item, countedColumn(ask, answers, asking, (items) => shuffled(items, randomBytes))])
      }
      const voted = await answeredIn(asked)
      const shown: AskedOutcome = { at, voted, of: Math.max(of, voted), columns: Object.fromEntries(columns) }
      await destroy.run(asked)
      await show.run(JSON.stringify(shown), asked)
      return shown
    },
  }
}

function readAsking({
  id,
  board,
  step,
  turn,
  activity,
  audience,
  asks,
  things,
  fewest,
  secret_key: key,
  shown,
}: Row) {
  return {
    id: String(id),
    board: String(board),
    step: String(step),
    turn: Number(turn),
    activity: String(activity),
    // One that this version does not know is the most careful one.
    audience: Object.values(AskAudience).find((each) => each === audience) ?? AskAudience.secret,
    asks: JSON.parse(String(asks)) as Asks,
    ...readAbout(String(things)),
    fewest: Number(fewest),
    key: typeof key === 'string' ? key : null,
    shown: typeof shown === 'string' ? (JSON.parse(shown) as AskedOutcome) : null,
  } satisfies StoredAsking
}

type About = Pick<StoredAsking, 'things' | 'pairs' | 'first' | 'about' | 'hidesLabels'>

/** Things alone, or together with their pairs and their turn. */
function aboutOf({ things, pairs, first, about, hidesLabels }: About): string {
  const isPlain = !pairs && !about && !hidesLabels
  return JSON.stringify(isPlain ? things : { things, pairs, first, about, hidesLabels })
}

function readAbout(text: string): About {
  const about = JSON.parse(text) as readonly Thing[] | (Partial<About> & Pick<About, 'things'>)
  const plain = { pairs: null, first: null }
  return 'things' in about ? { ...plain, ...about } : { ...plain, things: about }
}

/** The value alone, or with the reason for it. */
function readGiven({ value, name }: Row): GivenAnswer {
  const given = JSON.parse(String(value)) as Value | { readonly value: Value; readonly reason: string }
  return {
    ...(typeof given === 'object' ? given : { value: given }),
    name: typeof name === 'string' ? name : null,
  }
}

/** Yeses to "same idea?". Each operation runs in the transaction of its request. */
export function pairRows(db: Sql): Pick<StoreOperations, keyof PairStore> {
  const findKey = db.prepare('SELECT key FROM pair_keys WHERE board = ?')
  const addKey = db.prepare('INSERT INTO pair_keys (board, key) VALUES (?, ?) ON CONFLICT DO NOTHING')
  const add = db.prepare(
    'INSERT INTO pair_yeses (board, pair, voter) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const remove = db.prepare('DELETE FROM pair_yeses WHERE board = ? AND pair = ? AND voter = ?')
  const count = db.prepare('SELECT count(*) AS yeses FROM pair_yeses WHERE board = ? AND pair = ?')
  const find = db.prepare('SELECT 1 FROM pair_yeses WHERE board = ? AND pair = ? AND voter = ?')
  const counts = db.prepare(
    'SELECT pair, count(*) AS yes FROM pair_yeses WHERE board = ? GROUP BY pair ORDER BY pair',
  )
  const forget = db.prepare('DELETE FROM pair_yeses WHERE board = ? AND pair = ?')
  const forgetAll = ['pair_yeses', 'pair_keys'].map((table) =>
    db.prepare(`DELETE FROM ${table} WHERE board = ?`),
  )
  return {
    pairKeyOf: async (board) => {
      const key = (await findKey.get(board))?.['key']
      return typeof key === 'string' ? key : undefined
    },
    pairCountsOf: async (board) =>
      (await counts.all(board)).map(({ pair, yes }) => ({ pair: String(pair), yes: Number(yes) })),
    setPairYes: async ({ board, key, pair, voter, isYes }) => {
      await addKey.run(board, key)
      if (isYes) await add.run(board, pair, voter)
      else await remove.run(board, pair, voter)
      return Number((await count.get(board, pair))?.['yeses'])
    },
    ownPairs: async (board, asked) => {
      const pairs: string[] = []
      for (const { pair, voter } of asked) if (await find.get(board, pair, voter)) pairs.push(pair)
      return pairs
    },
    forgetPairs: async (board, pair) => {
      if (pair === undefined) for (const statement of forgetAll) await statement.run(board)
      else await forget.run(board, pair)
    },
  }
}
