import { Barrier, mayWrite, Operation } from '#shared/workshop/policy.ts'
import { noteTextLimit } from '#shared/board/note.ts'
import { centreOf, type Point } from '#shared/geometry/rect.ts'
import type { BoardModel } from '../model/board-model.ts'
import { readClipboard } from '../model/clipboard.ts'
import { rowsOf } from './pasted-rows.ts'
import { isField } from './pointer.ts'
import { select } from './selecting.ts'

interface Board {
  readonly root: HTMLElement
  readonly model: BoardModel
  /** Where the pointer is, board units; null when it is not over the board. */
  readonly pointer: () => Point | null
  /** Several rows: somebody must be asked before they become notes. */
  readonly onRows: (rows: readonly string[], text: string) => void
}

/** Copy, cut and paste with the system's clipboard, by keyboard or by the browser's menu. */
export function listenToClipboard({ root, model, pointer, onRows }: Board): () => void {
  const isOnBoard = () => document.activeElement === root || document.activeElement === document.body
  const copy = (event: ClipboardEvent): boolean => {
    const ids = [...model.ui.selection.get()]
    if (!isOnBoard() || isField(event.target) || ids.length === 0 || !event.clipboardData) return false
    const { text, html } = model.commands.copy(ids)
    event.clipboardData.setData('text/plain', text)
    event.clipboardData.setData('text/html', html)
    event.preventDefault()
    return true
  }
  const cut = (event: ClipboardEvent) => {
    if (copy(event) && mayWrite(model.role)) model.commands.remove([...model.ui.selection.get()])
  }
  const paste = (event: ClipboardEvent) => {
    if (!isOnBoard() || isField(event.target) || !event.clipboardData || !mayWrite(model.role)) return
    event.preventDefault()
    const barrier = model.barrierTo(Operation.addNote)
    if (barrier === Barrier.boardLocked) return model.explain(barrier)
    const at = pointer() ?? centreOf(model.camera.view())
    const copied = readClipboard({ html: event.clipboardData.getData('text/html') })
    if (copied && model.commands.paste) return select(model, model.commands.paste(copied, at))
    const text = event.clipboardData.getData('text/plain')
    if (text.trim() === '') return
    void pasteText(text, at)
  }
  const pasteText = async (text: string, at: Point) => {
    const rows = await rowsOf(text)
    if (rows.length > 1) return onRows(rows, text)
    const id = model.commands.addNote(at, { text: text.trim().slice(0, noteTextLimit) })
    if (id !== '') select(model, [id])
  }
  const onCopy = (event: ClipboardEvent) => {
    copy(event)
  }
  window.addEventListener('copy', onCopy)
  window.addEventListener('cut', cut)
  window.addEventListener('paste', paste)
  return () => {
    window.removeEventListener('copy', onCopy)
    window.removeEventListener('cut', cut)
    window.removeEventListener('paste', paste)
  }
}
