import type * as Y from 'yjs'
import type { StepPath } from '#shared/agenda/template.ts'
import { versionLimit } from '#shared/board/limits.ts'
import { newId } from '#shared/board/note.ts'
import { graftsInVersion } from '#shared/board/grafts.ts'
import { readStatement, type Statement } from '#shared/board/statements.ts'
import { addVersion, lastVersionOf, readVersion, versionsOf, type Version } from '#shared/board/versions.ts'
import { oneLine } from '#shared/text/clean-line.ts'
import { Role } from '#shared/workshop/role.ts'
import { hashOfText } from '../basics/hashes.ts'

export type KeepProblem = 'unknown_item' | 'nothing_to_keep' | 'too_large'

export interface NewVersion {
  readonly statement: string
  /** Its id. */
  readonly version: string
  readonly step: StepPath | null
  readonly at: number
  /** Places for versions that stay free. */
  readonly spare?: number
}

/** What participants leave to the ends of steps and to facilitators. Not measured. */
const spareVersions = 100

export function spareVersionsFor(role: Role): number {
  return role === Role.facilitator ? 0 : spareVersions
}

/** Keeps the words of a statement as its next version. A version with this id was kept before. */
export function keepWords(
  doc: Y.Doc,
  { statement: id, version, step, at, spare = 0 }: NewVersion,
): KeepProblem | undefined {
  if (readVersion(doc, version)) return undefined
  const statement = readStatement(doc, id)
  if (!statement) return 'unknown_item'
  const text = oneLine(statement.text)
  const last = lastVersionOf(doc, id)
  if (text === '' || last?.text === text) return 'nothing_to_keep'
  if (versionsOf(doc).length >= versionLimit - spare) return 'too_large'
  const grafts = graftsInVersion(doc, id, text)
  addVersion(doc, {
    id: version,
    statement: id,
    number: (last?.number ?? 0) + 1,
    text,
    at,
    hash: hashOfText(text),
    ...(step !== null && { step }),
    ...(grafts.length > 0 && { grafts }),
    parents: last ? [last.id] : statement.from.filter((source) => readVersion(doc, source)),
  })
  return undefined
}

/** Keeps the words of each of these that has changed since its last version, or has none. */
export function keepChanged(
  doc: Y.Doc,
  statements: readonly Statement[],
  { step, at }: Pick<NewVersion, 'step' | 'at'>,
): void {
  for (const { id } of statements) keepWords(doc, { statement: id, version: newId(), step, at })
}

/** The latest version of each of these statements. The words of one without a version become its first one. */
export function latestVersions(
  doc: Y.Doc,
  statements: readonly Statement[],
  kept: Pick<NewVersion, 'step' | 'at'>,
): readonly { readonly statement: Statement; readonly version: Version }[] {
  keepChanged(
    doc,
    statements.filter(({ id }) => !lastVersionOf(doc, id)),
    kept,
  )
  return statements.flatMap((statement) => {
    const version = lastVersionOf(doc, statement.id)
    return version ? [{ statement, version }] : []
  })
}
