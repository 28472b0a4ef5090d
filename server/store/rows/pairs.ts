import type { Sql } from './sql.ts'
import type { PairStore } from '../../contracts/pairs.ts'
import type { StoreOperations } from './protocol.ts'

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
