import { atom, onMount, type ReadableAtom } from 'nanostores'
import { AgendaState, visitedSteps, type Agenda } from '#shared/agenda/agenda.ts'
import { findStep, stepsOf, type PlacedStep } from '#shared/agenda/steps.ts'
import { isLeft, isTakingNotes } from '#shared/activities/steps-over.ts'
import type { StepPath } from '#shared/agenda/template.ts'
import { isWritten, type Draft } from '#shared/board/draft.ts'
import { isLate, type DraftToShow } from '#shared/board/revealed-steps.ts'
import { audienceOfDraft, isOpen, type Audience } from '#shared/workshop/audience.ts'
import { WritingMode, type Writing } from '#shared/workshop/writing.ts'
import { SavingState, type BoardModel } from '../../model/contract/board-model.ts'
import {
  begunOf,
  hasWords,
  isReason,
  isUnsent,
  type BegunTexts,
  type PlacedText,
} from '../../model/memory/begun.ts'

/** A text of this person that the group went on without: on their desk, or begun in a field. */
export interface LateText {
  readonly id: string
  readonly text: string
  readonly blanks: readonly string[]
  readonly audience: Audience
  readonly step: StepPath | undefined
  readonly draft?: Draft
  readonly begun?: PlacedText
  /** It can become a note of its step. */
  readonly mayShow: boolean
  /** Where it can wait. Absent: nothing of its kind is to come. */
  readonly next?: NextOfKind
}

/** With notes of its kind, which are still to be shown, or in the field of a later step of its kind. */
export type NextOfKind =
  | { readonly kind: 'notes' }
  | { readonly kind: 'field'; readonly step: StepPath; readonly place: string }

/** A reveal reaches the board and the desk through two connections: a draft may be gone a little later. Not measured. */
const settleMs = 2_000

const stores = new WeakMap<BoardModel, ReadableAtom<readonly LateText[]>>()

/** The texts that their author has to decide about. */
export function lateTextsOf(model: BoardModel): ReadableAtom<readonly LateText[]> {
  const known = stores.get(model)
  if (known) return known
  const store = createLateTexts(model)
  stores.set(model, store)
  return store
}

function createLateTexts({ id, me, agenda, writing, desk }: BoardModel): ReadableAtom<readonly LateText[]> {
  const all = atom<readonly LateText[]>([])
  onMount(all, () => {
    const begun = begunOf(id, me.get().id)
    const settled = new SettledIds(() => look())
    const look = () => {
      const [now, how] = [agenda.get(), writing.get()]
      const drafts = desk.drafts.get().flatMap((draft) => lateDraft(draft, now, how))
      const ids = settled.of(
        drafts.map((late) => late.id),
        desk.saving.get() === SavingState.saved,
      )
      const texts = begun.get()
      const words = Object.entries(texts).flatMap(([place, text]) =>
        now ? lateBegun({ ...text, place }, texts, now, how) : [],
      )
      all.set([...drafts.filter((late) => ids.has(late.id)), ...words])
    }
    const stops = [agenda, writing, desk.drafts, desk.saving, begun].map((store) => store.listen(look))
    look()
    return () => {
      settled.close()
      for (const stop of stops) stop()
    }
  })
  return all
}

/** The drafts that were late for a while, while the desk was as the server has it. */
class SettledIds {
  readonly #again: () => void
  readonly #settled = new Set<string>()
  readonly #waiting = new Map<string, ReturnType<typeof setTimeout>>()

  constructor(again: () => void) {
    this.#again = again
  }

  of(ids: readonly string[], isSaved: boolean): ReadonlySet<string> {
    const all = new Set(ids)
    for (const id of this.#settled) if (!all.has(id)) this.#settled.delete(id)
    for (const id of this.#waiting.keys()) if (!isSaved || !all.has(id)) this.#stop(id)
    for (const id of all) if (isSaved && !this.#settled.has(id) && !this.#waiting.has(id)) this.#wait(id)
    return this.#settled
  }

  close(): void {
    for (const id of this.#waiting.keys()) this.#stop(id)
  }

  #wait(id: string): void {
    const settle = () => {
      this.#waiting.delete(id)
      this.#settled.add(id)
      this.#again()
    }
    this.#waiting.set(id, setTimeout(settle, settleMs))
  }

  #stop(id: string): void {
    clearTimeout(this.#waiting.get(id))
    this.#waiting.delete(id)
  }
}

function lateDraft(draft: Draft, agenda: Agenda | null, writing: Writing): readonly LateText[] {
  if (!isWritten(draft) || draft.isHeld || !isLate(draft, agenda, writing)) return []
  const { id, text, blanks = {}, step } = draft
  return [
    {
      id,
      text,
      blanks: Object.values(blanks),
      audience: audienceOfDraft(draft),
      step,
      draft,
      mayShow: writing.mode === WritingMode.shared,
      ...(comesWithNext(draft, agenda, writing) && withNotes),
    },
  ]
}

/**
 * Words of a field become its note, those with a late command go where that takes them. All others would change something
 * with which the group has gone on, as the name of a group or a remark about a wording: they are not shown late.
 */
function lateBegun(
  begun: PlacedText,
  texts: BegunTexts,
  agenda: Agenda,
  writing: Writing,
): readonly LateText[] {
  const { place, text, blanks = {}, audience, step, field, kind = 'idea', late } = begun
  // The question itself asks its author about a reason.
  if (step === null || !isUnsent(begun) || isReason(place)) return []
  const placed = findStep(agenda.template, step)
  if (!placed || isTakingNotes(agenda, step)) return []
  // Words may wait in the field of a step that never came.
  if (agenda.now.state !== AgendaState.ended && !visitedSteps(agenda).has(step)) return []
  const fields = 'fields' in placed.step ? placed.step.fields : []
  const isOfField = fields.some((one) => one.id === field)
  const draft = { step, ...(field !== undefined && { field }), kind, isHeld: false, isForNext: false }
  const isOver = isOpen(audience) || isLate(draft, agenda, writing)
  const goes = isOfField ? isOver : late !== undefined && isLeft(agenda, late.step)
  const next = isOfField
    ? comesWithNext(draft, agenda, writing) && withNotes.next
    : nextField(begun, placed, texts, agenda)
  return [
    {
      id: place,
      text,
      blanks: Object.values(blanks),
      audience,
      step,
      begun,
      mayShow: goes && writing.mode === WritingMode.shared,
      ...(next && { next }),
    },
  ]
}

const withNotes = { next: { kind: 'notes' } } as const

/** The same field, while it is empty, in the first step of the same kind that runs or is to come. */
function nextField(
  { place }: PlacedText,
  { path, step }: PlacedStep,
  texts: BegunTexts,
  { now, template }: Agenda,
): NextOfKind | undefined {
  const running = now.state === AgendaState.running ? findStep(template, now.step) : undefined
  if (!running) return undefined
  const coming = stepsOf(template).find(
    (one) => one.index >= running.index && one.path !== path && one.step.activity === step.activity,
  )
  if (!coming) return undefined
  const there = `${coming.path}${place.slice(path.length)}`
  const taken = texts[there]
  return taken && hasWords(taken) ? undefined : { kind: 'field', step: coming.path, place: there }
}

function comesWithNext(draft: DraftToShow, agenda: Agenda | null, writing: Writing): boolean {
  return agenda !== null && !isLate({ ...draft, isForNext: true }, agenda, writing)
}
