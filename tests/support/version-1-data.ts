import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { BoardMeta } from '#shared/board/document.ts'
import type { Cluster } from '#shared/board/cluster.ts'
import type { Note } from '#shared/board/note.ts'
import type { CreatedSession } from '#shared/wire/http.ts'
import type { Role } from '#shared/workshop/role.ts'
import type { Round } from '#shared/workshop/round.ts'
import { newDataDir } from './server.ts'

/** The board of the first version as its people saw it at the end; see tests/fixtures/README.md. */
export interface Version1Board {
  readonly board: string
  readonly secrets: Readonly<Record<Role, string>>
  readonly joinCode: string
  readonly people: Readonly<
    Record<'fay' | 'ana' | 'bo' | 'cy' | 'vi', Pick<CreatedSession, 'session' | 'participant'>>
  >
  readonly meta: BoardMeta
  /** Sorted by id, as the clusters are. */
  readonly notes: readonly Note[]
  readonly clusters: readonly Cluster[]
  readonly rounds: readonly Round[]
  readonly openRound: string
  /** Fields that no version knows: the facts of the note `empty`, and `later` of the cluster `people`. */
  readonly unknown: { readonly note: object; readonly clusterPeopleLater: unknown }
}

const fixtures = join(import.meta.dirname, '..', 'fixtures')

/** A data folder as the first version left it; removed with the test. */
export async function newVersion1Data(): Promise<{
  readonly dataDir: string
  readonly expected: Version1Board
}> {
  const dataDir = await newDataDir()
  const packed = await readFile(join(fixtures, 'version-1-board.sqlite.gz'))
  await writeFile(join(dataDir, 'boussole.sqlite'), gunzipSync(packed))
  const expected = JSON.parse(await readFile(join(fixtures, 'version-1-board.json'), 'utf8')) as Version1Board
  // Boards of that version had no areas.
  return {
    dataDir,
    expected: { ...expected, notes: expected.notes.map((note) => ({ ...note, area: null })) },
  }
}
