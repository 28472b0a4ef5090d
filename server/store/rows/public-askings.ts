import { randomBytes } from 'node:crypto'
import { AskAudience } from '#shared/asking/ask.ts'
import { countedColumn, type AskedOutcome } from '#shared/asking/outcome.ts'
import { asksOf, fewestOf, publicLimits, type PublicAbout } from '#shared/asking/public.ts'
import { shuffled } from '../../basics/shuffle.ts'
import { publicDeadline, type PublicAsking, type PublicAskingStore } from '../../contracts/askings.ts'
import type { DeadlineRows } from './deadlines.ts'
import type { StoreOperations } from './protocol.ts'
import type { Sql } from './sql.ts'

/** A public asking and its answers are rows of the tables that the questions of steps have. */
export function publicAskingRows(
  db: Sql,
  deadlines: DeadlineRows,
): Pick<StoreOperations, keyof PublicAskingStore> {
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

  const askingOf = async (id: string): Promise<PublicAsking | undefined> => {
    const row = await find.get(id)
    return row && readAsking(row)
  }
  const ownOf = async (board: string, id: string): Promise<PublicAsking | undefined> => {
    const asking = await askingOf(id)
    return asking?.board === board ? asking : undefined
  }
  const answeredIn = async (id: string): Promise<number> => Number((await voters.get(id))?.['voters'])
  const closeAt = async (board: string, id: string, at: number): Promise<void> =>
    await deadlines.set({ board, activity: publicDeadline, id, at })

  return {
    openPublic: async ({ id, board, about, opens, closes, key }) => {
      const others = (await all.all(board)).map(readAsking)
      const open = others.filter(({ shown }) => !shown)
      if (others.length >= publicLimits.all || open.length >= publicLimits.open) return false
      await insert.run(id, board, about.kind, fewestOf(about.kind), key, JSON.stringify(about), opens, closes)
      await closeAt(board, id, closes)
      return true
    },
    publicAsking: askingOf,
    publicAskingsOf: async (board) => (await all.all(board)).map(readAsking),
    movePublic: async (board, id, { opens, closes }) => {
      const asking = await ownOf(board, id)
      if (!asking || asking.shown) return false
      await move.run(opens, closes, id)
      await closeAt(board, id, closes)
      return true
    },
    answerPublic: async ({ asked, voter, answers, now }) => {
      const asking = await askingOf(asked)
      if (!asking || asking.shown || now < asking.opens || now >= asking.closes) return 'over'
      if (!(await isKnown.get(asked, voter)) && (await answeredIn(asked)) >= publicLimits.answers)
        return 'full'
      await forget.run(asked, voter)
      for (const [item, value] of Object.entries(answers))
        await put.run(asked, voter, item, asking.board, JSON.stringify(value))
      return 'kept'
    },
    answeredPublic: answeredIn,
    closePublic: async (id, at) => {
      const asking = await askingOf(id)
      if (!asking || asking.shown) return asking?.shown ?? undefined
      const voted = await answeredIn(id)
      const isTold = voted >= fewestOf(asking.about.kind)
      const columns = isTold ? Object.entries(asksOf(asking.about)) : []
      // Read once: a sentence of many words has hundreds of items.
      const byItem = Map.groupBy(isTold ? await given.all(id) : [], ({ item }) => String(item))
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
      await destroy.run(id)
      await show.run(JSON.stringify(shown), id)
      await deadlines.clear(asking.board, id)
      return shown
    },
    removePublic: async (board, id) => {
      if (!(await ownOf(board, id))) return false
      await destroy.run(id)
      await remove.run(id)
      await deadlines.clear(board, id)
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
