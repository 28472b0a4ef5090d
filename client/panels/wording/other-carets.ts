import { RangeSetBuilder, StateEffect, type Extension } from '@codemirror/state'
import {
  Decoration,
  ViewPlugin,
  WidgetType,
  type DecorationSet,
  type EditorView,
  type ViewUpdate,
} from '@codemirror/view'
import type { Wording, WordingCaret } from '../../model/contract/statements.ts'

/** The name that this screen shows for a person. */
export type NameOf = (person: WordingCaret) => string

const moved = StateEffect.define()

/** The carets and selections of others in the same words, each with its name and colour. */
export function otherCarets(wording: Wording, nameOf: NameOf): Extension {
  return ViewPlugin.fromClass(
    class {
      decorations: DecorationSet
      readonly #stop: () => void

      constructor(view: EditorView) {
        this.decorations = decorationsOf(wording, nameOf, view.state.doc.length)
        this.#stop = wording.onCarets(() => view.dispatch({ effects: moved.of(null) }))
      }

      update({ docChanged, state, transactions }: ViewUpdate): void {
        const isMoved = transactions.some(({ effects }) => effects.some((effect) => effect.is(moved)))
        // Their places are known by the letters around them, so a change of the words moves them rightly.
        if (docChanged || isMoved) this.decorations = decorationsOf(wording, nameOf, state.doc.length)
      }

      destroy(): void {
        this.#stop()
      }
    },
    { decorations: ({ decorations }) => decorations },
  )
}

function decorationsOf(wording: Wording, nameOf: NameOf, length: number): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>()
  const ranges = wording.carets().flatMap((caret) => {
    const [anchor, head] = [Math.min(caret.anchor, length), Math.min(caret.head, length)]
    const [from, to] = [Math.min(anchor, head), Math.max(anchor, head)]
    const widget = new CaretWidget(head, caret.colour, nameOf(caret))
    const drawn = { from: head, to: head, decoration: Decoration.widget({ widget, side: 1 }) }
    if (from === to) return [drawn]
    const mark = Decoration.mark({
      class: 'other-selection',
      attributes: { 'data-colour': String(caret.colour) },
    })
    return [{ from, to, decoration: mark }, drawn]
  })
  const inOrder = ranges.toSorted(
    (a, b) => a.from - b.from || a.decoration.startSide - b.decoration.startSide,
  )
  for (const { from, to, decoration } of inOrder) builder.add(from, to, decoration)
  return builder.finish()
}

class CaretWidget extends WidgetType {
  readonly #at: number
  readonly #colour: number
  readonly #name: string

  constructor(at: number, colour: number, name: string) {
    super()
    this.#at = at
    this.#colour = colour
    this.#name = name
  }

  /** A caret that moved is drawn again: it shows its name for a while, and then only the words below it. */
  override eq(other: CaretWidget): boolean {
    return other.#at === this.#at && other.#colour === this.#colour && other.#name === this.#name
  }

  override toDOM(): HTMLElement {
    const caret = document.createElement('span')
    caret.className = 'other-caret'
    caret.dataset['colour'] = String(this.#colour)
    // The style draws it: it is none of the words, for a screen reader and for a copy.
    caret.dataset['name'] = this.#name
    caret.setAttribute('aria-hidden', 'true')
    return caret
  }

  override ignoreEvent(): boolean {
    return true
  }
}
