import type { StepAnswer } from '#shared/agenda/activity.ts'
import { kindsOf } from '#shared/agenda/field-parts.ts'
import { takersOf } from '#shared/agenda/own-pace.ts'
import { findStep } from '#shared/agenda/steps.ts'
import type { Field, Step, StepPath } from '#shared/agenda/template.ts'
import { photoBlank, sharedAnswersOf, takeAnswer, type Draft } from '#shared/board/draft.ts'
import { addNote, kindTints, tintOfField, type Tint } from '#shared/board/note.ts'
import type { Photo } from '#shared/board/photo.ts'
import type { NoteKind } from '#shared/workshop/note-kind.ts'
import { inGroups } from '../basics/shuffle.ts'
import type { ActivityTools, RunningStep } from '../contracts/activity.ts'
import type { DraftKey } from '../contracts/drafts.ts'
import type * as Y from 'yjs'
import { StoreError } from '../contracts/store-error.ts'

export type PourTools = Pick<ActivityTools, 'draftRows' | 'drafts' | 'answersIn' | 'now' | 'log'>

interface TakingField {
  readonly field: string
  /** An answer of another kind becomes one of the first: nobody who writes in the step can choose another, so it would tell who had prepared. */
  readonly kinds: readonly [NoteKind, ...NoteKind[]]
  readonly tint: Tint | undefined
}

interface Pouring {
  readonly from: StepPath
  readonly to: StepPath
  /** The field of the step by question. */
  readonly fields: ReadonlyMap<string, TakingField>
}

/**
 * Copies the answers that a private writing step takes into the drafts of their authors, who see them among their notes.
 * Each is taken once: doing it again takes what is missing.
 */
export async function pourAnswers(
  board: string,
  running: RunningStep,
  fields: readonly Field[],
  tools: PourTools,
): Promise<void> {
  const pourings = pouringsOf(running, fields, tools.answersIn)
  if (pourings.length === 0) return
  const keys = await desksOf(board, tools)
  await inGroups(keys, desksAtOnce, async (key) => pourDesk(key, pourings, tools))
}

function pouringsOf(
  { step, path, template }: RunningStep,
  fields: readonly Field[],
  answersIn: (step: Step) => readonly StepAnswer[],
): readonly Pouring[] {
  const [firstField] = fields
  const ids = fields.map(({ id }) => id)
  if (step.writing !== 'private' || firstField === undefined) return []
  return (step.input ?? []).flatMap(({ from, show }) => {
    const source = show === 'pour' ? findStep(template, from)?.step : undefined
    const isOnlyTaker = takersOf(template, from).length === 1
    const taken = (source ? answersIn(source) : []).flatMap(({ id, field }) => {
      const own = fields.find((one) => one.id === field)
      if (field === undefined || !(isOnlyTaker || own)) return []
      const into = own ?? firstField
      const taking = { field: into.id, kinds: kindsOf(step, into), tint: tintOfField(ids, into.id) }
      return [[id, taking] as const]
    })
    return taken.length > 0 ? [{ from, to: path, fields: new Map(taken) }] : []
  })
}

async function pourDesk(
  key: DraftKey,
  pourings: readonly Pouring[],
  { drafts, now, log }: PourTools,
): Promise<void> {
  try {
    await drafts.withDrafts(key, async (desk) => {
      if (!desk.read((doc) => pourings.some(({ from }) => sharedAnswersOf(doc, from).length > 0))) return
      await desk.write((doc) => {
        for (const { from, to, fields } of pourings) {
          for (const answer of sharedAnswersOf(doc, from)) {
            const into = fields.get(answer.field ?? '')
            if (!into) continue
            const { id, author, text } = answer
            const kind = into.kinds.includes(answer.kind) ? answer.kind : into.kinds[0]
            // It stays on the desk: on the board it would tell who had prepared.
            const origin = { step: to, field: into.field, from: [id] }
            const photo = photoFor(answer)
            const place = { x: 0, y: 0, created: now() }
            addNote(doc, {
              ...place,
              ...origin,
              kind,
              author,
              tint: into.tint ?? kindTints[kind] ?? answer.tint,
              text,
              ...(photo && { photo }),
            })
            takeAnswer(doc, id, to)
          }
        }
      })
    })
  } catch (cause) {
    // The answers stay on the desk, and the step of all others goes on.
    log.error({ board: key.board, err: cause }, 'the answers of a desk could not be poured')
  }
}

/** As its owner allows it: without their tick no report shows it. */
function photoFor({ photo, blanks }: Draft): Photo | undefined {
  if (!photo || blanks?.[photoBlank] !== undefined) return photo
  return { ...photo, isPrivate: true }
}

/** Number of desks opened at a time. Each is a request to the store, and those of a group share its transactions. */
export const desksAtOnce = 64

/** Everybody with a desk, present or not. */
export async function desksOf(
  board: string,
  { draftRows, drafts }: Pick<ActivityTools, 'draftRows' | 'drafts'>,
): Promise<readonly DraftKey[]> {
  const stored = await draftRows.draftOwnersOf(board)
  const inMemory = drafts.inMemory().filter((key) => key.board === board)
  const participants = new Set([...stored, ...inMemory].map(({ participant }) => participant))
  return [...participants].map((participant) => ({ board, participant }))
}

/** Undefined for a desk that cannot be read: it does not stop the others. The log says what it goes without. */
export async function readDesk<Result>(
  key: DraftKey,
  read: (desk: Y.Doc) => Result,
  without: string,
  { drafts, log }: Pick<ActivityTools, 'drafts' | 'log'>,
): Promise<Result | undefined> {
  try {
    return await drafts.withDrafts(key, async (desk) => desk.read(read))
  } catch (cause) {
    if (cause instanceof StoreError) throw cause
    log.error({ board: key.board, err: cause }, `a desk could not be opened; ${without}`)
    return undefined
  }
}
