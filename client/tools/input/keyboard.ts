import type { BoardModel } from '../../model/contract/board-model.ts'
import { isComposing } from './composing.ts'
import type { Gesture } from '../gesture.ts'
import { pressAnywhere, pressKey } from './keys.ts'
import { isBoard, isNowhere } from './clipboard.ts'
import { isField, modifiersOf } from './pointer.ts'

interface Board {
  readonly root: HTMLElement
  readonly model: BoardModel
  readonly gesture: () => Gesture
  readonly cancel: () => void
  /** Space went down or up. */
  readonly holdPan: (isHeld: boolean) => void
}

/** Elements that handle keys themselves: menus, dialogs, lists, tabs. */
const ownKeys = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="menubar"], [role="listbox"]'

/** Keys of the board. Never while somebody types, never in a dialog or menu. */
export function listenToKeys({ root, model, gesture, cancel, holdPan }: Board): () => void {
  let isLeaving = false
  const isOnList = (target: EventTarget | null) =>
    target instanceof Element && target.matches('[data-board-list]')

  const down = (event: KeyboardEvent) => {
    if (event.defaultPrevented || isComposing(event) || isField(event.target)) return
    if (event.target instanceof Element && event.target.closest(ownKeys) && !isOnList(event.target)) return
    const key = { key: event.key, code: event.code, mods: modifiersOf(event) }
    if (event.key === 'Escape' && gesture().kind !== 'idle') {
      cancel()
      event.preventDefault()
      return
    }
    if (isNowhere(event.target) && model.ui.editing.get() !== null) return comeBack(event)
    if (!isBoard(root, event.target) && !isNowhere(event.target)) {
      if (pressAnywhere(model, key)) event.preventDefault()
      return
    }
    if (event.key === ' ' && !key.mods.command) {
      if (!event.repeat) holdPan(true)
      event.preventDefault()
      return
    }
    // Escape with nothing left to clear lets Tab leave the board; from anywhere else it goes where it goes on a page.
    if (event.key === 'Tab' && (isLeaving || event.target !== root)) return
    const isMeant = pressKey(model, key)
    // Shift goes down before Tab does.
    if (event.key !== 'Shift') isLeaving = event.key === 'Escape' && !isMeant
    if (isMeant) event.preventDefault()
  }
  /** Returns the focus to the open field before the key is handled. */
  const comeBack = (event: KeyboardEvent) => {
    root.focus({ preventScroll: true })
    if (event.key === 'Escape') model.ui.editing.set(null)
    if (event.key === 'Escape' || event.key === 'Tab') event.preventDefault()
  }
  const up = (event: KeyboardEvent) => {
    if (event.key === ' ') holdPan(false)
  }
  const away = () => holdPan(false)
  const stay = () => {
    isLeaving = false
  }

  window.addEventListener('keydown', down)
  window.addEventListener('keyup', up)
  window.addEventListener('blur', away)
  root.addEventListener('focus', stay)
  return () => {
    window.removeEventListener('keydown', down)
    window.removeEventListener('keyup', up)
    window.removeEventListener('blur', away)
    root.removeEventListener('focus', stay)
  }
}
