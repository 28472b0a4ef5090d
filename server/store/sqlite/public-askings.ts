import { randomBytes } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { AskAudience } from '#shared/asking/ask.ts'
import { countedColumn, type AskedOutcome } from '#shared/asking/outcome.ts'
import { asksOf, fewestOf, publicLimits, type PublicAbout } from '#shared/asking/public.ts'
import { shuffled } from '../../basics/shuffle.ts'
import { publicDeadline, type PublicAsking, type PublicAskingStore } from '../../contracts/askings.ts'
import type { SqliteDeadlines } from './deadlines.ts'
import type { SyncStore } from './protocol.ts'

/** A public asking and its answers are rows of the tables that the questions of steps have. */
export function sqlitePublicAskings(
  db: DatabaseSync,
  deadlines: SqliteDeadlines,
): Pick<SyncStore, keyof PublicAskingStore> {
  const insert = db.prepare(`
    INSERT INTO asked (id, board, step, turn, activity, audience, asks, things, fewest, secret_key, about, opens, closes)
    VALUES (?1, ?2, 'public/' || ?1, 1, ?3, '${AskAudience.unsigned}', '{}', '[]', ?4, ?5, ?6, ?7, ?8)`)
  const find = db.prepare('SELECT * FROM asked WHERE id = ? AND about IS NOT NULL')
  const all = db.prepare('SELECT * FROM asked WHERE board = ? AND about IS NOT NULL ORDER BY opens, id')
  const move = db.prepare('UPDATE asked SET opens = ?, closes = ? WHERE id = ?')
  const put = db.prepare('INSERT INTO answers (asked, voter, item, board, value) VALUES (?, ?, ?, ?, ?)')
  const forget = db.prepare('DELETE FROM answers WHERE asked = ? AND voter = ?')
  const voters = db.prepare('SELECT count(DISTINCT voter) AS voters FROM answers WHERE asked = ?')
  const isKnown = db.prepare('SELECT 1 FROM answers WHERE asked = ? AND voter = ? LIMIT 1')
  const given = db.prepare('SELECT item, value FROM answers WHERE asked = ?')
  const destroy = db.prepare('DELETE FROM answers WHERE asked = ?')
  const show = db.prepare('UPDATE asked SET shown = ?, secret_key = NULL WHERE id = ?')
  const remove = db.prepare('DELETE FROM asked WHERE id = ?')

  const askingOf = (id: string): PublicAsking | undefined => {
    const row = find.get(id)
    return row && readAsking(row)
  }
  const ownOf = (board: string, id: string): PublicAsking | undefined => {
    const asking = askingOf(id)
    return asking?.board === board ? asking : undefined
  }
  const answeredIn = (id: string): number => Number(voters.get(id)?.['voters'])
  const closeAt = (board: string, id: string, at: number): void =>
    deadlines.set({ board, activity: publicDeadline, id, at })

  return {
    openPublic: ({ id, board, about, opens, closes, key }) => {
      const others = all.all(board).map(readAsking)
      const open = others.filter(({ shown }) => !shown)
      if (others.length >= publicLimits.all || open.length >= publicLimits.open) return false
      insert.run(id, board, about.kind, fewestOf(about.kind), key, JSON.stringify(about), opens, closes)
      closeAt(board, id, closes)
      return true
    },
    publicAsking: askingOf,
    publicAskingsOf: (board) => all.all(board).map(readAsking),
    movePublic: (board, id, { opens, closes }) => {
      const asking = ownOf(board, id)
      if (!asking || asking.shown) return false
      move.run(opens, closes, id)
      closeAt(board, id, closes)
      return true
    },
    answerPublic: ({ asked, voter, answers, now }) => {
      const asking = askingOf(asked)
      if (!asking || asking.shown || now < asking.opens || now >= asking.closes) return 'over'
      if (!isKnown.get(asked, voter) && answeredIn(asked) >= publicLimits.answers) return 'full'
      forget.run(asked, voter)
      for (const [item, value] of Object.entries(answers))
        put.run(asked, voter, item, asking.board, JSON.stringify(value))
      return 'kept'
    },
    answeredPublic: answeredIn,
    closePublic: (id, at) => {
      const asking = askingOf(id)
      if (!asking || asking.shown) return asking?.shown ?? undefined
      const voted = answeredIn(id)
      const isTold = voted >= fewestOf(asking.about.kind)
      const columns = isTold ? Object.entries(asksOf(asking.about)) : []
      // Read once: a sentence of many words has hundreds of items.
      const byItem = Map.groupBy(isTold ? given.all(id) : [], ({ item }) => String(item))
      const shown: AskedOutcome = {
        at,
        voted: isTold ? voted : 0,
        of: isTold ? voted : 0,
        columns: Object.fromEntries(
          columns.map(([item, ask]) => {
            const answers = (byItem.get(item) ?? []).map(({ value }) => ({
              value: JSON.parse(String(value)) as string | number,
              name: null,
            }))
            const rules = { audience: AskAudience.unsigned, fewest: 1 }
            return [item, countedColumn(ask, answers, rules, (items) => shuffled(items, randomBytes))]
          }),
        ),
      }
      destroy.run(id)
      show.run(JSON.stringify(shown), id)
      deadlines.clear(asking.board, id)
      return shown
    },
    removePublic: (board, id) => {
      if (!ownOf(board, id)) return false
      destroy.run(id)
      remove.run(id)
      deadlines.clear(board, id)
      return true
    },
  }
}

function readAsking(row: Readonly<Record<string, unknown>>): PublicAsking {
  const { secret_key: key, shown } = row
  return {
    id: String(row['id']),
    board: String(row['board']),
    about: JSON.parse(String(row['about'])) as PublicAbout,
    opens: Number(row['opens']),
    closes: Number(row['closes']),
    key: typeof key === 'string' ? key : null,
    shown: typeof shown === 'string' ? (JSON.parse(shown) as AskedOutcome) : null,
  }
}
