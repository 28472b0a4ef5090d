import { useStore } from '@nanostores/react'
import { atom, type ReadableAtom } from 'nanostores'
import type { Blanks } from '#shared/board/note.ts'
import type { StepPath } from '#shared/agenda/template.ts'
import type { NoteKind } from '#shared/workshop/note-kind.ts'
import { t } from '../../i18n/i18n.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import type { BegunTask } from './scenes.ts'

export interface BegunNote {
  readonly text: string
  readonly blanks: Blanks
  /** The things beside the task that it grows from. */
  readonly from: readonly string[]
  /** Undefined while nothing is written or chosen: the first kind of the field. */
  readonly kind?: NoteKind | undefined
}

export const nothingBegun: BegunNote = { text: '', blanks: {}, from: [] }

/** The words that are begun in the fields of steps, by `board phase/step/field`. They outlive a change of view. */
const begun = atom<Readonly<Record<string, BegunNote>>>({})
export const begunNotes: ReadableAtom<Readonly<Record<string, BegunNote>>> = begun

export function keyOf(board: string, path: StepPath, field: string): string {
  return `${board} ${path}/${field}`
}

export function keepBegun(key: string, note: BegunNote): void {
  const { [key]: _, ...others } = begun.get()
  const isNothing = isEmpty(note) && note.from.length === 0 && note.kind === undefined
  begun.set(isNothing ? others : { ...others, [key]: note })
}

export function isEmpty({ text, blanks }: BegunNote): boolean {
  return [text, ...Object.values(blanks)].every((words) => words.trim() === '')
}

/** The words of a field of a step, as they are begun, and the way to change them. */
export function useBegunWords(
  board: string,
  path: StepPath,
  field: string,
): readonly [string, (text: string) => void] {
  const key = keyOf(board, path, field)
  const { text } = useStore(begunNotes)[key] ?? nothingBegun
  return [text, (said) => keepBegun(key, { ...nothingBegun, text: said })]
}

function fieldsOf(board: string, path: StepPath): readonly string[] {
  return Object.entries(begun.get()).flatMap(([key, note]) =>
    key.startsWith(`${board} ${path}/`) && !isEmpty(note) ? [key] : [],
  )
}

/** The task stays until the person goes on. Then the words become a draft that only their author sees. */
export const begunInStep: BegunTask = {
  has: (board, path) => fieldsOf(board, path).length > 0,
  keep: keepAsDrafts,
}

/** The step is over: no task waits, and the words become a draft at once. */
export const begunUntilOver: BegunTask = {
  has: () => false,
  keep: (model, path) => {
    const [before] = fieldsOf(model.id, path)
    keepAsDrafts(model, path)
    const [after] = fieldsOf(model.id, path)
    if (before !== after) model.notices.show({ tone: 'plain', text: t('notices.typedAtReveal') })
  },
}

function keepAsDrafts({ id, desk }: BoardModel, path: StepPath): void {
  for (const key of fieldsOf(id, path)) {
    const note = begun.get()[key] ?? nothingBegun
    const field = key.slice(key.lastIndexOf('/') + 1)
    const [draft] = desk.isKept
      ? desk.add([
          {
            text: note.text,
            kind: note.kind,
            origin: { step: path, field, blanks: note.blanks, from: note.from },
          },
        ])
      : []
    if (draft === undefined) continue
    desk.hold(draft, true)
    keepBegun(key, nothingBegun)
  }
}
