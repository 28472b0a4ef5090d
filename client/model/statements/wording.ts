import { atom } from 'nanostores'
import * as Y from 'yjs'
import { wordingOf } from '#shared/board/statements.ts'
import { indexAt, positionAt } from '#shared/board/text-position.ts'
import type { PresenceState } from '#shared/wire/presence.ts'
import type { Presence } from '../contract/board-model.ts'
import type { Wording, WordingCaret } from '../contract/statements.ts'

/** One person's editor of a statement: their own undo, their caret, and those of others. */
export function openWording(
  doc: Y.Doc,
  id: string,
  { others, caret }: Pick<Presence, 'others' | 'caret'>,
  keepCaret: (position: string) => void,
): Wording | undefined {
  const text = wordingOf(doc, id)
  if (!text) return undefined
  // The editor's binding adds its own origin: only what was typed in it is undone.
  const undo = new Y.UndoManager(text, { trackedOrigins: new Set() })
  const canUndo = atom(false)
  const canRedo = atom(false)
  const readStacks = () => {
    canUndo.set(undo.canUndo())
    canRedo.set(undo.canRedo())
  }
  for (const event of ['stack-item-added', 'stack-item-popped', 'stack-cleared'] as const)
    undo.on(event, readStacks)
  const hide = () => {
    if (caret.get()?.statement === id) caret.set(null)
  }
  return {
    text,
    undo,
    canUndo,
    canRedo,
    carets: () =>
      others.get().flatMap(({ participant, name, colour, caret: place }): readonly WordingCaret[] => {
        if (place?.statement !== id) return []
        const anchor = indexAt(doc, text, place.anchor)
        const head = indexAt(doc, text, place.head)
        return anchor === undefined || head === undefined ? [] : [{ participant, name, colour, anchor, head }]
      }),
    onCarets: (listener) => {
      const here = (): string =>
        JSON.stringify(
          others.get().flatMap((state) => (state.caret?.statement === id ? [placeOf(state)] : [])),
        )
      let before = here()
      return others.listen(() => {
        // Most news of others are about pointers and views elsewhere.
        const now = here()
        if (now === before) return
        before = now
        listener()
      })
    },
    showCaret: (range) => {
      if (!range) return hide()
      const head = positionAt(text, range.head)
      caret.set({ statement: id, anchor: positionAt(text, range.anchor), head })
      keepCaret(head)
    },
    close: () => {
      hide()
      undo.destroy()
    },
  }
}

function placeOf({ participant, name, colour, caret }: PresenceState): unknown {
  return [participant, name, colour, caret]
}
