import { Compartment, StateEffect, StateField, type Extension } from '@codemirror/state'
import { Decoration, EditorView, ViewPlugin, type DecorationSet } from '@codemirror/view'
import { atom } from 'nanostores'
import { useStore } from '@nanostores/react'
import { useEffect, useState } from 'react'
import type { Span } from '#shared/board/text-place.ts'
import type { BoardComment } from '#shared/board/comments.ts'
import { evidenceWordsOf } from '#shared/statements/evidence-words.ts'
import { useReader } from '../../i18n/use-words.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useStatements } from '../../panels/host/use-statements.ts'

const marked = StateEffect.define<readonly Span[]>()
const nothing: Extension = []
const commentMark = Decoration.mark({ class: 'comment-mark' })

/** The marks of this screen in the editor of a statement, and the selection there. It outlives an editor that begins again. */
export class WordMarks {
  readonly extension: Extension
  readonly #wornPart = new Compartment()
  #worn: Extension = nothing
  #comments: readonly Span[] = []
  #view: EditorView | undefined

  constructor() {
    this.extension = [
      StateField.define<DecorationSet>({
        create: ({ doc }) => commentMarks(this.#comments, doc.length),
        // Between two calls of `showComments` the marks move with their words, as the comments do.
        update: (marks, { changes, effects, newDoc }) =>
          effects
            .filter((effect) => effect.is(marked))
            .reduce((_, { value }) => commentMarks(value, newDoc.length), marks.map(changes)),
        provide: (field) => EditorView.decorations.from(field),
      }),
      this.#wornPart.of([]),
      ViewPlugin.define((view) => {
        this.#view = view
        if (this.#worn !== nothing) queueMicrotask(() => this.showWorn(this.#worn))
        return {
          destroy: () => {
            if (this.#view === view) this.#view = undefined
          },
        }
      }),
    ]
  }

  /** The words that open comments are on. */
  showComments(spans: readonly Span[]): void {
    this.#comments = spans
    this.#view?.dispatch({ effects: marked.of(spans) })
  }

  showWorn(worn: Extension | null): void {
    this.#worn = worn ?? nothing
    this.#view?.dispatch({ effects: this.#wornPart.reconfigure(this.#worn) })
  }

  /** Null where nothing is selected. */
  selection(): Span | null {
    const { from, to, empty } = this.#view?.state.selection.main ?? { from: 0, to: 0, empty: true }
    return empty ? null : { start: from, end: to }
  }

  select({ start, end }: Span): void {
    this.#view?.focus()
    this.#view?.dispatch({ selection: { anchor: start, head: end }, scrollIntoView: true })
  }
}

function commentMarks(spans: readonly Span[], length: number): DecorationSet {
  const inside = spans
    .map(({ start, end }) => ({ start: Math.min(start, length), end: Math.min(end, length) }))
    .filter(({ start, end }) => start < end)
  return Decoration.set(
    inside.map(({ start, end }) => commentMark.range(start, end)),
    true,
  )
}

/** Underlines worn words for the person who asks, on this screen alone. */
export const isWornShown = atom(false)

/** The marks in the editor of a statement: words with comments and, for those who asked, worn words. */
export function useWordMarks(statement: string): WordMarks {
  const [marks] = useState(() => new WordMarks())
  const { questions } = evidenceWordsOf(useReader().language)
  const { model } = useBoard()
  const { language } = useStore(model.meta)
  const statements = useStatements()
  const isAsked = useStore(isWornShown)
  useEffect(() => {
    const show = () => {
      const isOpen = (comment: BoardComment) => comment.statement === statement && !comment.isDone
      const open = statements.comments.get().filter(isOpen)
      marks.showComments(open.flatMap((comment) => statements.spanOfComment(comment) ?? []))
    }
    // The editor hears of a change of the words in the same turn: it comes first.
    const later = () => queueMicrotask(show)
    const stops = [statements.comments.subscribe(later), statements.goneComments.listen(later)]
    return () => stops.forEach((stop) => stop())
  }, [marks, statements, statement])
  useEffect(() => {
    if (!isAsked) {
      marks.showWorn(null)
      return
    }
    let isOver = false
    // The lists of words are downloaded for those who ask.
    void (async () => {
      const { wornMarks } = await import('./worn-marks.ts')
      if (!isOver) marks.showWorn(wornMarks(language, (question) => questions[question]))
    })()
    return () => {
      isOver = true
    }
  }, [marks, isAsked, language, questions])
  return marks
}
