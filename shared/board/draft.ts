import * as Y from 'yjs'
import type { StepPath } from '../agenda/template.ts'
import { hasWords } from '../text/letters.ts'
import { Audience, isSigned } from '../workshop/audience.ts'
import { act, notesRoot, textRoot } from './document.ts'
import { isStepPath } from './id.ts'
import { addNote, notesOf, readFacts, type NewNote, type Note } from './note.ts'
import type { Photo } from './photo.ts'

/**
 * A note on a desk. A desk is one participant's private Yjs document on one board. Only its owner's connections sync it,
 * at `/ws/:board/desk`, with the board's protocol but without commands and presence. It has the roots of the board
 * that `boardSchema` marks with `isOnDesk`, so that the commands for notes work on it unchanged. Its Yjs client id is
 * never the board document's.
 *
 * A draft's `author` is its owner's participant id when the reveal shall sign it, else null. The owner may change that
 * at any time. Its place stays on the desk: the reveal finds new places.
 */
export interface Draft extends Note {
  /** The reveal leaves it on the desk. An answer that is not held may be shared. */
  readonly isHeld: boolean
  /** It answers a question of a step. No reveal takes it: a later step does. */
  readonly isAnswer: boolean
  /** The step that has taken this answer. */
  readonly taken?: StepPath
  /** Its own step was shown without it. Its author wants it to come with the next notes of its kind. */
  readonly isForNext: boolean
}

export function draftsOf(desk: Y.Doc): readonly Draft[] {
  return notesOf(desk).map((note) => ({ ...note, ...draftMarksOf(notesRoot(desk).get(note.id)) }))
}

/** The marks of a draft in its facts. */
export function draftMarksOf(entry: unknown): Pick<Draft, 'isHeld' | 'isAnswer' | 'taken' | 'isForNext'> {
  const { isHeld, isAnswer, taken, isForNext } = (
    typeof entry === 'object' && entry !== null ? entry : {}
  ) as Record<string, unknown>
  return {
    isHeld: isHeld === true,
    isAnswer: isAnswer === true,
    isForNext: isForNext === true,
    ...(isStepPath(taken) && { taken }),
  }
}

/** Adds an answer that its owner keeps, and returns its id. */
export function addAnswer(desk: Y.Doc, answer: NewNote): string {
  return act(desk, () => {
    const id = addNote(desk, answer)
    changeDrafts(desk, [id], { isHeld: true, isAnswer: true })
    return id
  })
}

/** Keeps drafts back from the reveal, or releases them. */
export function holdDrafts(desk: Y.Doc, ids: readonly string[], isHeld: boolean): void {
  changeDrafts(desk, ids, { isHeld })
}

/** Gives drafts or answers an audience. `owner` is named where it is signed. */
export function setAudience(desk: Y.Doc, ids: readonly string[], audience: Audience, owner: string): void {
  changeDrafts(desk, ids, {
    isHeld: audience === Audience.onlyMe,
    author: isSigned(audience) ? owner : null,
  })
}

/** The next reveal of notes of their kind takes these drafts. */
export function bringWithNext(desk: Y.Doc, ids: readonly string[]): void {
  changeDrafts(desk, ids, { isForNext: true, isHeld: false })
}

/** Signs drafts with their owner's participant id. Null removes the signature. */
export function signDrafts(desk: Y.Doc, ids: readonly string[], author: string | null): void {
  changeDrafts(desk, ids, { author })
}

/** True for a draft with words or a photo. The reveal leaves others out. */
export function isWritten({
  text,
  photo,
}: Pick<Draft, 'text'> & { readonly photo?: Photo | undefined }): boolean {
  return photo !== undefined || hasWords(text)
}

/** A desk as far as others may know it: for "n of m have written". */
export interface DraftFacts {
  /** At least one draft has words or a photo. */
  readonly hasDrafts: boolean
  /** All of these are held back, and the newest was begun then. Null when a reveal would show one. */
  readonly heldSince: number | null
}

/** The notes of a desk that a reveal would show, by the step in which they were written. */
export type WrittenBySteps = ReadonlyMap<StepPath, number>

export function writtenOn(drafts: readonly Draft[]): WrittenBySteps {
  const counts = new Map<StepPath, number>()
  for (const { isHeld, isAnswer, step, ...draft } of drafts)
    if (!isHeld && !isAnswer && step !== undefined && isWritten(draft))
      counts.set(step, (counts.get(step) ?? 0) + 1)
  return counts
}

/** A person's answers in one step, as far as the server counts them. */
export interface StepAnswers {
  readonly step: StepPath
  /** Questions that have an answer. */
  readonly count: number
  /** The person has said to be done. */
  readonly isDone: boolean
  /** The role group that the person has named. */
  readonly group: string | null
}

/** The answer without a field is about the person: its blanks hold these. */
export const PersonBlank = { group: 'group', done: 'done' } as const

/** The photo of an answer may be in the report, once its owner has made their card of it. */
export const photoBlank = 'report'

export function answersOf(drafts: readonly Draft[]): readonly StepAnswers[] {
  const bySteps = Map.groupBy(
    drafts.filter(({ isAnswer }) => isAnswer),
    ({ step }) => step,
  )
  return [...bySteps].flatMap(([step, answers]) => (step === undefined ? [] : [countedIn(step, answers)]))
}

function countedIn(step: StepPath, answers: readonly Draft[]): StepAnswers {
  const written = answers.filter(({ field, ...answer }) => field !== undefined && isWritten(answer))
  const { blanks = {} } = answers.find(({ field }) => field === undefined) ?? {}
  return {
    step,
    count: new Set(written.map(({ field }) => field)).size,
    isDone: blanks[PersonBlank.done] !== undefined,
    group: blanks[PersonBlank.group] ?? null,
  }
}

/** The answers of a step that their owner shares and no step has taken, the first for each question first. */
export function sharedAnswersOf(desk: Y.Doc, step: StepPath): readonly Draft[] {
  return draftsOf(desk)
    .filter(
      (draft) =>
        draft.isAnswer &&
        draft.step === step &&
        !draft.isHeld &&
        draft.taken === undefined &&
        isWritten(draft),
    )
    .toSorted((a, b) => a.created - b.created)
}

/** Server only. Says that a step has taken this answer: nobody changes it any more. */
export function takeAnswer(desk: Y.Doc, id: string, taken: StepPath): void {
  changeDrafts(desk, [id], { taken })
}

/** Stops at the first draft that a reveal would show. */
export function draftFactsOf(desk: Y.Doc): DraftFacts {
  let heldSince: number | null = null
  for (const [id, entry] of notesRoot(desk)) {
    const { isHeld, isAnswer } = draftMarksOf(entry)
    if (isAnswer) continue
    const text = textRoot(desk).get(id)
    const facts = readFacts(entry)
    if (!(text instanceof Y.Text) || !isWritten({ text: text.toString(), photo: facts?.photo })) continue
    if (!isHeld) return { hasDrafts: true, heldSince: null }
    heldSince = Math.max(heldSince ?? 0, facts?.created ?? 0)
  }
  return { hasDrafts: heldSince !== null, heldSince }
}

function changeDrafts(
  desk: Y.Doc,
  ids: readonly string[],
  change: Partial<Pick<Draft, 'isHeld' | 'isAnswer' | 'author' | 'taken' | 'isForNext'>>,
): void {
  act(desk, () => {
    for (const id of ids) {
      const entry = notesRoot(desk).get(id)
      if (readFacts(entry)) notesRoot(desk).set(id, { ...(entry as object), ...change })
    }
  })
}
