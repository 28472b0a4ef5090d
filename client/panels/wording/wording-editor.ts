import { standardKeymap } from '@codemirror/commands'
import {
  Compartment,
  EditorState,
  type Extension,
  type Transaction,
  type TransactionSpec,
  RangeSetBuilder,
  StateEffect,
} from '@codemirror/state'
import {
  EditorView,
  keymap,
  Decoration,
  ViewPlugin,
  WidgetType,
  type DecorationSet,
  type ViewUpdate,
} from '@codemirror/view'
import { yCollab, ySyncAnnotation } from 'y-codemirror.next'
import { wordingLimit } from '#shared/board/limits.ts'
import { cutTo } from '#shared/text/letters.ts'
import type { Wording, WordingCaret } from '../../model/contract/statements.ts'

/** The name that this screen shows for a person. */
type NameOf = (person: WordingCaret) => string

const moved = StateEffect.define()

/** The carets and selections of others in the same words, each with its name and colour. */
function otherCarets(wording: Wording, nameOf: NameOf): Extension {
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

interface WordingEditorOptions {
  readonly wording: Wording
  readonly parent: HTMLElement
  /** Attributes of the field: its accessible name, its language. */
  readonly attributes: Readonly<Record<string, string>>
  readonly nameOf: NameOf
  /** Ctrl or ⌘ and Enter. */
  readonly onKeep: () => void
  /** Further marks that a part of the card shows in the words. */
  readonly extensions?: readonly Extension[]
}

interface WordingEditor {
  readonly view: EditorView
  readonly setAttributes: (attributes: Readonly<Record<string, string>>) => void
  readonly close: () => void
}

/** An editor of one sentence that several people write at once. */
export function openWordingEditor({
  wording,
  parent,
  attributes,
  nameOf,
  onKeep,
  extensions = [],
}: WordingEditorOptions): WordingEditor {
  const field = new Compartment()
  const view = new EditorView({
    parent,
    root: withoutHead(document),
    state: EditorState.create({
      doc: wording.text.toString(),
      extensions: [
        keymap.of([
          { key: 'Mod-Enter', run: () => (onKeep(), true) },
          // A statement is one sentence: there is no second paragraph.
          { key: 'Enter', run: () => true, shift: () => true },
          { key: 'Escape', run: () => leaveFor(parent) },
          ...standardKeymap,
        ]),
        undoKeys(wording),
        EditorView.lineWrapping,
        EditorView.clipboardInputFilter.of((text) => text.replaceAll(/\s*[\r\n]+\s*/gu, ' ')),
        EditorState.transactionFilter.of((transaction) =>
          transaction.docChanged && !transaction.annotation(ySyncAnnotation)
            ? withinLimits(transaction)
            : transaction,
        ),
        yCollab(wording.text, null, { undoManager: wording.undo }),
        otherCarets(wording, nameOf),
        ownCaret(wording),
        ...extensions,
        field.of(EditorView.contentAttributes.of(fieldAttributes(attributes))),
      ],
    }),
  })
  return {
    view,
    setAttributes: (next) =>
      view.dispatch({ effects: field.reconfigure(EditorView.contentAttributes.of(fieldAttributes(next))) }),
    close: () => {
      view.destroy()
      wording.close()
    },
  }
}

function fieldAttributes(attributes: Readonly<Record<string, string>>): Record<string, string> {
  return {
    'aria-multiline': 'false',
    spellcheck: 'true',
    autocapitalize: 'sentences',
    dir: 'auto',
    ...attributes,
  }
}

/** From the words to what one may do with them. */
function leaveFor(field: Element): boolean {
  const action = field.closest('.wording')?.querySelector<HTMLElement>('.wording__actions button')
  action?.focus()
  return Boolean(action)
}

/** By hand: for a keymap, Z with Shift and the capitals lock is the key of undo. */
function undoKeys({ undo }: Wording): Extension {
  return EditorView.domEventHandlers({
    keydown: ({ ctrlKey, metaKey, altKey, shiftKey, key }) => {
      const letter = key.toLowerCase()
      if (altKey || !(ctrlKey || metaKey) || (letter !== 'z' && letter !== 'y')) return false
      if (letter === 'z' && !shiftKey) undo.undo()
      else undo.redo()
      return true
    },
  })
}

/** Shows others where this person writes, while the field has the focus. */
function ownCaret(wording: Wording): Extension {
  return EditorView.updateListener.of(({ view, state, selectionSet, docChanged, focusChanged }) => {
    if (!selectionSet && !docChanged && !focusChanged) return
    const { anchor, head } = state.selection.main
    wording.showCaret(view.hasFocus ? { anchor, head } : null)
  })
}

/**
 * The change on one line, cut to the longest statement. What others write is never cut here: every screen must show the
 * same.
 */
function withinLimits(transaction: Transaction): TransactionSpec {
  const { newDoc, startState } = transaction
  if (newDoc.lines === 1 && newDoc.length <= wordingLimit) return transaction
  const parts: { readonly from: number; readonly to: number; readonly insert: string }[] = []
  transaction.changes.iterChanges((from, to, _from, _to, inserted) =>
    parts.push({ from, to, insert: inserted.toString().replaceAll(/\s*\n\s*/gu, ' ') }),
  )
  const kept = parts.reduce((length, { from, to }) => length - (to - from), startState.doc.length)
  let room = Math.max(0, wordingLimit - kept)
  let shift = 0
  let end = 0
  const changes = parts.map(({ from, to, insert }) => {
    const words = cutTo(insert, room)
    room -= words.length
    end = from + shift + words.length
    shift += words.length - (to - from)
    return { from, to, insert: words }
  })
  return { changes, selection: { anchor: end }, scrollIntoView: true }
}

/**
 * The document, for CodeMirror, as a root without a head. For a root with one CodeMirror writes a style element, which the
 * page's Content Security Policy refuses. For a root without one it adopts a style sheet.
 */
function withoutHead(page: Document): Document {
  return new Proxy(page, {
    get: (target, name) => {
      if (name === 'head') return undefined
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
    set: (target, name, value) => Reflect.set(target, name, value),
  })
}
