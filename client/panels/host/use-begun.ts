import { useStore } from '@nanostores/react'
import { useMemo } from 'react'
import type { StepPath } from '#shared/agenda/template.ts'
import type { Audience } from '#shared/workshop/audience.ts'
import { begunOf, hasWords, keepBegun, type Begun, type LateCommand } from '../../model/memory/begun.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { useBoard } from './board-context.tsx'

export { begunOf } from '../../model/memory/begun.ts'

/** A field in which words are begun. */
export interface BegunPlace {
  /** The words stay with their step. Null: with the board. */
  readonly step: StepPath | null
  /** Tells the fields of a step apart. */
  readonly name: string
  /** The words become a note in this field of the step. */
  readonly field?: string | undefined
  readonly late?: LateCommand
  /** The audience of new words. */
  readonly audience: Audience
  /** The words of the field before anything is begun. */
  readonly text?: string
}

type BegunChange = Partial<Pick<Begun, 'text' | 'blanks' | 'from' | 'kind' | 'audience' | 'field' | 'photo'>>

export { hasWords } from '../../model/memory/begun.ts'

interface BegunField {
  /** The name of the place. Its form has it as `data-begun`, so that "I am done" can send it. */
  readonly place: string
  readonly begun: Begun
  readonly write: (change: BegunChange) => void
  readonly clear: () => void
}

/** The words that this person has begun in a field, kept in this browser with their step and audience. */
export function useBegun({ step, name, field, late, audience, text = '' }: BegunPlace): BegunField {
  const { model } = useBoard()
  const { id } = useStore(model.me)
  const store = useMemo(() => begunOf(model.id, id), [model.id, id])
  const place = placeOf(step, name)
  const empty: Begun = { step, ...(field !== undefined && { field }), audience, text }
  const begun = useStore(store)[place] ?? empty
  const keep = (next: Begun | null) => keepBegun(model.id, id, place, next)
  return {
    place,
    begun,
    write: (change) => {
      const next = { ...(store.get()[place] ?? empty), ...(late && { late }), ...change }
      keep(isOther(next, empty) ? next : null)
    },
    clear: () => keep(null),
  }
}

/** True while this person has begun words in a step, or in any. */
export function hasBegun({ id, me }: Pick<BoardModel, 'id' | 'me'>, step?: StepPath): boolean {
  return Object.values(begunOf(id, me.get().id).get()).some(
    (begun) => begun.secret === undefined && (step === undefined || begun.step === step) && hasWords(begun),
  )
}

function placeOf(step: StepPath | null, name: string): string {
  return `${step ?? ''}/${name}`
}

function isOther(begun: Begun, empty: Begun): boolean {
  const { text, blanks = {}, from = [], kind, audience, field, photo = null } = begun
  const isTyped = text !== empty.text || Object.values(blanks).some((words) => words !== '')
  const isChosen =
    photo !== null ||
    from.length > 0 ||
    kind !== undefined ||
    audience !== empty.audience ||
    field !== empty.field
  return isTyped || isChosen
}
