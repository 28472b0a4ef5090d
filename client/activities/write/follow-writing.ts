import { t } from '../../i18n/i18n.ts'
import { isWritten } from '#shared/board/draft.ts'
import { boundsOf } from '#shared/geometry/rect.ts'
import type { OpenBoard } from '../../panels/host/feature.ts'
import { focusBoard } from '../../panels/host/focus-board.ts'
import { keepInView } from '../../panels/host/keep-in-view.ts'
import { phoneQuery } from '../../panels/ui/use-media.ts'
import { deskDrawer } from './desk-entry.ts'

/** Opens the desk when private writing begins, and shows the reveal to everyone. Returns its own undo. */
export function followWriting({ model, shell }: OpenBoard): () => void {
  const { desk, ui, scene, notices } = model
  const isPhone = () => window.matchMedia(phoneQuery).matches
  const openDesk = () => {
    if (isPhone() && desk.takesNotes.get()) {
      shell.drawer.set(null)
      shell.phoneView.set('list')
    } else shell.drawer.set(deskDrawer)
  }
  /** After the reveal nothing may be left on the desk: then there is nothing to show in it. */
  const closeEmptyDesk = () => {
    const isNeeded = model.writing.get().mode === 'private' || desk.drafts.get().some(isWritten)
    if (isNeeded || shell.drawer.get() !== deskDrawer) return
    shell.drawer.set(null)
    focusBoard()
  }
  let stopLooking = () => {}
  const stops = [
    () => stopLooking(),
    desk.takesNotes.subscribe((isPrivate) => {
      if (!isPrivate) return
      if (ui.tool.get() === 'note') ui.tool.set('select')
      openDesk()
    }),
    desk.wanted.listen((draft) => draft !== null && openDesk()),
    desk.drafts.listen(closeEmptyDesk),
    model.writing.listen(closeEmptyDesk),
    model.reveals.onReveal((ids) => {
      const bounds = boundsOf(ids.flatMap((id) => scene.notes.get(id)?.rect ?? []))
      if (!bounds) return
      const look = () => {
        stopLooking()
        // The desk, which goes when it is empty, leaves its room to what was revealed.
        stopLooking = keepInView(model, bounds)
      }
      const isWriting = ui.editing.get() !== null
      // Whoever was typing a draft that is now on the board goes on typing for a moment: no key may meet a selection.
      if (!isWriting) ui.selection.set(new Set())
      ui.following.set(null)
      if (!isWriting) look()
      notices.show({
        text: t('writing.revealed', { count: ids.length }),
        tone: 'calm',
        // What somebody is writing on the board is not moved from under their pen.
        ...(isWriting && { action: { label: t('phone.show'), run: look } }),
      })
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
