import type { Sql } from './sql.ts'
import type {
  DayOfViews,
  PurposeEmblem,
  PurposeFile,
  PurposePageStore,
  PurposeVersion,
} from '../../contracts/purpose-pages.ts'
import type { StoreOperations } from './protocol.ts'

/** A page that a deleted board had leaves its id alone (`withdrawn_pages`), by a trigger. */
export function purposePageRows(db: Sql): Pick<StoreOperations, keyof PurposePageStore> {
  const sql = prepareStatements(db)
  /** The board under which the page of this one is kept: that of the first workshop. */
  const rootOf = async (board: string): Promise<string> =>
    String((await sql.root.get(board))?.['root'] ?? board)
  const versionsOf = async (board: string): Promise<readonly PurposeVersion[]> =>
    (await sql.versions.all(board)).map(({ number, at }) => ({ number: Number(number), at: Number(at) }))

  /** The board of a page that is to be seen, and the last version that was withdrawn; null for one that is not seen any more. */
  const seenPage = async (
    id: string,
  ): Promise<{ readonly board: string; readonly goneTo: number } | null | undefined> => {
    const row = await sql.find.get(id)
    if (!row) return (await sql.isWithdrawn.get(id)) ? null : undefined
    if (row['published'] === 0) return undefined
    if (row['withdrawn'] !== null || row['is_going'] !== 0) return null
    return { board: String(row['board']), goneTo: Number(row['gone_to']) }
  }

  return {
    sharePurpose: async (board, first) => void (await sql.share.run(board, await rootOf(first))),

    purposePage: async (own) => {
      const board = await rootOf(own)
      const row = await sql.page.get(board)
      if (!row) return undefined
      return {
        id: String(row['id']),
        draft: textOrNull(row['draft']),
        emblem: textOrNull(row['emblem']),
        withdrawn: row['withdrawn'] === null ? null : Number(row['withdrawn']),
        versions: await versionsOf(board),
      }
    },

    savePurposeDraft: async (own, id, draft, before) => {
      const board = await rootOf(own)
      await sql.begin.run(board, id)
      return (await sql.draft.run(draft, board, before)).changes > 0
    },

    putPurposeEmblem: async (own, id, emblem) => {
      const board = await rootOf(own)
      await sql.begin.run(board, id)
      await sql.emblem.run(
        emblem?.hash ?? null,
        emblem?.type ?? null,
        emblem?.width ?? null,
        emblem?.height ?? null,
        emblem?.data ?? null,
        board,
      )
    },

    draftEmblem: async (board) => {
      const row = await sql.draftEmblem.get(await rootOf(board))
      return row ? ({ ...row } as unknown as PurposeEmblem) : undefined
    },

    publishPurpose: async (own, { number, at, content, files, withdrawn }) => {
      const board = await rootOf(own)
      if (number !== ((await versionsOf(board)).at(-1)?.number ?? 0) + 1) return false
      if (((await sql.page.get(board))?.['withdrawn'] ?? null) !== withdrawn) return false
      await sql.publish.run(board, number, at, content)
      for (const { name, type, data } of files) await sql.addFile.run(board, number, name, type, data)
      await sql.show.run(number - 1, board)
      return true
    },

    withdrawPurpose: async (board, at) => (await sql.withdraw.run(at, await rootOf(board))).changes > 0,

    findPurpose: async (id, wanted) => {
      const page = await seenPage(id)
      if (!page) return page
      const versions = (await versionsOf(page.board)).filter(({ number: each }) => each > page.goneTo)
      const number = wanted ?? versions.at(-1)?.number ?? 0
      const row = await sql.version.get(page.board, number)
      if (!row) return undefined
      if (number <= page.goneTo) return null
      return { number, at: Number(row['at']), content: String(row['content']), versions }
    },

    purposeFile: async (id, wanted, name) => {
      const page = await seenPage(id)
      if (!page) return page
      const number = wanted ?? (await versionsOf(page.board)).at(-1)?.number ?? 0
      const row = await sql.file.get(page.board, number, name)
      if (row && number <= page.goneTo) return null
      return row ? ({ ...row } as unknown as PurposeFile) : undefined
    },

    addPurposeViews: async (views) => {
      for (const { page, day, count } of views) await sql.addViews.run(day, count, page)
    },

    purposeViews: async (board) =>
      (await sql.views.all(await rootOf(board))) as unknown as readonly DayOfViews[],
  }
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function prepareStatements(db: Sql) {
  return {
    root: db.prepare('SELECT root FROM purpose_of WHERE board = ?'),
    share: db.prepare(`
      INSERT INTO purpose_of (board, root) SELECT ?1, ?2 WHERE EXISTS (SELECT 1 FROM boards WHERE id = ?2)
      ON CONFLICT DO NOTHING`),
    page: db.prepare('SELECT id, draft, emblem, withdrawn FROM purpose_pages WHERE board = ?'),
    begin: db.prepare('INSERT INTO purpose_pages (board, id) VALUES (?, ?) ON CONFLICT DO NOTHING'),
    draft: db.prepare('UPDATE purpose_pages SET draft = ? WHERE board = ? AND draft IS NOT DISTINCT FROM ?'),
    emblem: db.prepare(`
      UPDATE purpose_pages SET emblem = ?, emblem_type = ?, emblem_width = ?, emblem_height = ?, emblem_data = ?
      WHERE board = ?`),
    draftEmblem: db.prepare(`
      SELECT emblem AS hash, emblem_type AS type, emblem_width AS width, emblem_height AS height, emblem_data AS data
      FROM purpose_pages WHERE board = ? AND emblem IS NOT NULL`),
    versions: db.prepare('SELECT number, at FROM purpose_versions WHERE board = ? ORDER BY number'),
    publish: db.prepare('INSERT INTO purpose_versions (board, number, at, content) VALUES (?, ?, ?, ?)'),
    addFile: db.prepare('INSERT INTO purpose_files (board, number, name, type, data) VALUES (?, ?, ?, ?, ?)'),
    // What was withdrawn stays so: a newer version takes the address, and not the older ones with it.
    show: db.prepare(`
      UPDATE purpose_pages SET published = 1, withdrawn = NULL,
        gone_to = CASE WHEN withdrawn IS NULL THEN gone_to ELSE ? END
      WHERE board = ?`),
    withdraw: db.prepare(`
      UPDATE purpose_pages SET withdrawn = ? WHERE board = ? AND published = 1 AND withdrawn IS NULL`),
    find: db.prepare(`
      SELECT board, published, withdrawn, gone_to, board IN (SELECT board FROM unfinished) AS is_going
      FROM purpose_pages WHERE id = ?`),
    isWithdrawn: db.prepare('SELECT 1 FROM withdrawn_pages WHERE id = ?'),
    version: db.prepare('SELECT at, content FROM purpose_versions WHERE board = ? AND number = ?'),
    file: db.prepare(
      'SELECT name, type, data FROM purpose_files WHERE board = ? AND number = ? AND name = ?',
    ),
    addViews: db.prepare(`
      INSERT INTO purpose_views (board, day, count) SELECT board, ?1, CAST(?2 AS BIGINT) FROM purpose_pages WHERE id = ?3
      ON CONFLICT (board, day) DO UPDATE SET count = purpose_views.count + excluded.count`),
    views: db.prepare('SELECT day, count FROM purpose_views WHERE board = ? ORDER BY day'),
  }
}
