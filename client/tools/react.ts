import type { ReactionSign } from '#shared/wire/mark.ts'
import { ToolName, type BoardModel } from '../model/contract/board-model.ts'
import { isFreeBoard } from './free.ts'

/** So long a reaction stays with its sender, and no sooner comes the next. Milliseconds. Taste. */
const shownMs = 2_500
const restMs = 900

/** The number of the last reaction of this page, and its time. */
const last = { number: 0, at: -Infinity }

/** Reacts to a note. Everybody sees it for a moment, and nothing keeps it. Too soon after another one nothing happens. */
export function react(model: BoardModel, sign: ReactionSign, on: string): void {
  const now = performance.now()
  if (!mayReact(model) || now - last.at < restMs) return
  last.at = now
  last.number += 1
  const { number } = last
  const { mark } = model.presence
  mark.set({ kind: 'reaction', sign, on, number })
  setTimeout(() => {
    const shown = mark.get()
    if (shown?.kind === 'reaction' && shown.number === number) mark.set(restingMark(model))
  }, shownMs)
}

/** Nobody reacts where nobody may see what others do. */
function mayReact(model: BoardModel): boolean {
  return isFreeBoard(model) && model.presence.place.isShown.get()
}

/** The one selected note, if this person may react to it. */
export function noteToReactTo(model: BoardModel): string | undefined {
  const [only, more] = model.ui.selection.get()
  const isNote = more === undefined && model.scene.notes.has(only ?? '')
  return isNote && mayReact(model) ? only : undefined
}

/** The mark of the tool in hand. */
export function restingMark({ ui }: Pick<BoardModel, 'ui'>): { readonly kind: 'laser' } | null {
  return ui.tool.get() === ToolName.laser ? { kind: 'laser' } : null
}
