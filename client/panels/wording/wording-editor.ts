import { standardKeymap } from '@codemirror/commands'
import {
  Compartment,
  EditorState,
  type Extension,
  type Transaction,
  type TransactionSpec,
} from '@codemirror/state'
import { EditorView, keymap } from '@codemirror/view'
import { yCollab, ySyncAnnotation } from 'y-codemirror.next'
import { wordingLimit } from '#shared/board/limits.ts'
import { cutTo } from '#shared/text/cut.ts'
import type { Wording } from '../../model/contract/statements.ts'
import { otherCarets, type NameOf } from './other-carets.ts'

export interface WordingEditorOptions {
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

export interface WordingEditor {
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
