import type * as Y from 'yjs'
import type { Step, Template } from '#shared/agenda/template.ts'
import { readMeta } from '#shared/board/document.ts'
import { blanksInLine } from '#shared/board/blanks.ts'
import { clustersOf } from '#shared/board/cluster.ts'
import { statementLimit, wordingLimit } from '#shared/board/limits.ts'
import { newId, notesOf } from '#shared/board/note.ts'
import { allStatementsInStep, inputsOf } from '#shared/board/step-inputs.ts'
import { addStatement, statementsOf } from '#shared/board/statements.ts'
import { cutTo } from '#shared/text/cut.ts'
import { oneLine } from '#shared/text/one-line.ts'

export type RewriteStep = Extract<Step, { readonly activity: 'rewrite' }>

/** Something on the board that becomes a statement. */
interface Seed {
  readonly text: string
  /** Ids of the notes that it stands for. */
  readonly from: readonly string[]
}

/**
 * Makes the statements of a step out of the things that it takes: each becomes one, and none is left out by its order.
 * Statements of an earlier step go on. People who come back to the step find those that it made.
 */
export function makeStatements(
  doc: Y.Doc,
  {
    template,
    step,
    path,
  }: { readonly template: Template; readonly step: RewriteStep; readonly path: string },
  at: number,
): void {
  const known = allStatementsInStep(doc, template, path)
  if (known.some((statement) => statement.step === path)) return
  const all = statementsOf(doc)
  const used = new Set(known.flatMap(({ from }) => from))
  const room = statementLimit - all.length
  const seeds = seedsOf(doc, template, step)
    .filter(({ from }) => !from.some((id) => used.has(id)))
    .slice(0, Math.max(0, room))
  const first = (all.at(-1)?.number ?? 0) + 1
  for (const [index, { text, from }] of seeds.entries())
    addStatement(doc, { id: newId(), step: path, number: first + index, from, at, text })
}

/** Groups by their titles, and notes by their words, as a vote chose them. Only what is poured in: pinned things are read beside the step. */
function seedsOf(doc: Y.Doc, template: Template, { input = [] }: RewriteStep): readonly Seed[] {
  const { language } = readMeta(doc)
  const taken = inputsOf(doc, template, { input: input.filter(({ show }) => show === 'pour') })
  const notes = new Map(notesOf(doc).map((note) => [note.id, note]))
  const titles = new Map(clustersOf(doc).map(({ id, title }) => [id, title]))
  const members = Map.groupBy(notes.values(), ({ cluster }) => cluster)
  const ofGroups = taken.clusters.map((id) => ({
    text: taken.words?.[id] ?? titles.get(id) ?? '',
    from: (members.get(id) ?? []).map((note) => note.id),
  }))
  const ofNotes = taken.notes.map((id) => {
    const note = notes.get(id)
    const text = taken.words?.[id] ?? note?.text ?? ''
    // A family goes on once, and its others are in the file of the best.
    const from = [id, ...(taken.kin?.[id] ?? [])]
    return { text: `${text} ${blanksInLine(note?.blanks, language)}`, from }
  })
  return [...ofGroups, ...ofNotes]
    .map(({ text, from }) => ({ text: cutTo(oneLine(text), wordingLimit), from }))
    .filter(({ text }) => text !== '')
}
