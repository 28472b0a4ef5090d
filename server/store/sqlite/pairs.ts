import type { DatabaseSync } from 'node:sqlite'
import type { PairStore } from '../../contracts/pairs.ts'
import type { SyncStore } from './protocol.ts'

/** Yeses to "same idea?". Each operation runs in the transaction of its request. */
export function sqlitePairs(db: DatabaseSync): Pick<SyncStore, keyof PairStore> {
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
    pairKeyOf: (board) => {
      const key = findKey.get(board)?.['key']
      return typeof key === 'string' ? key : undefined
    },
    pairCountsOf: (board) =>
      counts.all(board).map(({ pair, yes }) => ({ pair: String(pair), yes: Number(yes) })),
    setPairYes: ({ board, key, pair, voter, isYes }) => {
      addKey.run(board, key)
      if (isYes) add.run(board, pair, voter)
      else remove.run(board, pair, voter)
      return Number(count.get(board, pair)?.['yeses'])
    },
    ownPairs: (board, asked) =>
      asked.filter(({ pair, voter }) => find.get(board, pair, voter) !== undefined).map(({ pair }) => pair),
    forgetPairs: (board, pair) => {
      if (pair === undefined) for (const statement of forgetAll) statement.run(board)
      else forget.run(board, pair)
    },
  }
}
