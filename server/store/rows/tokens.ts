import { tokenScopes } from '#shared/workshop/token-scope.ts'
import type { TokenRow, TokenStore } from '../../contracts/tokens.ts'
import type { StoreOperations } from './protocol.ts'
import type { Sql } from './sql.ts'

/** Tokens of programs. */
export function tokenRows(db: Sql): Pick<StoreOperations, keyof TokenStore> {
  const columns = 'hash, board, id, name, scopes, maker, created'
  const put = db.prepare(`
    INSERT INTO tokens (${columns}) SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 WHERE (SELECT count(*) FROM tokens WHERE board = ?2) < ?8`)
  const ofBoard = db.prepare(`SELECT ${columns}, used FROM tokens WHERE board = ? ORDER BY created, id`)
  const find = db.prepare(`
    SELECT ${columns}, used FROM tokens
    WHERE hash = ? AND NOT EXISTS (SELECT 1 FROM unfinished WHERE board = tokens.board)`)
  const use = db.prepare('UPDATE tokens SET used = ? WHERE hash = ?')
  const remove = db.prepare('DELETE FROM tokens WHERE board = ? AND id = ?')
  return {
    putToken: async ({ hash, board, id, name, scopes, maker, created }, max) =>
      (await put.run(hash, board, id, name, scopes.join(), maker, created, max)).changes > 0,
    tokensOf: async (board) => (await ofBoard.all(board)).map(asToken),
    findToken: async (hash) => {
      const row = await find.get(hash)
      return row && asToken(row)
    },
    tokenUsed: async (hash, at) => void (await use.run(at, hash)),
    withdrawToken: async (board, id) => (await remove.run(board, id)).changes > 0,
  }
}

function asToken(row: Readonly<Record<string, unknown>>): TokenRow {
  const { scopes, ...others } = row as unknown as Omit<TokenRow, 'scopes'> & { readonly scopes: string }
  const named = scopes.split(',')
  return { ...others, scopes: tokenScopes.filter((scope) => named.includes(scope)) }
}
