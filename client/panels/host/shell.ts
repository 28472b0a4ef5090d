import { atom } from 'nanostores'
import type { DialogEntry, DrawerEntry, OpenDialog, Optional, PanelEntry, Shell } from './feature.ts'

export function createShell(): Shell {
  const dialog = atom<OpenDialog | null>(null)
  const show = <Args extends object>(
    entry: DialogEntry<Args>,
    args: Optional<Args>,
    before: OpenDialog | null,
  ) => {
    // Without an argument none is required, so that an empty object is one.
    const given = (args[0] ?? {}) as Args
    dialog.set({ entry, draw: (onClose) => entry.draw(given, onClose), before })
  }
  return {
    dialog,
    open: (entry, ...args) => show(entry, args, null),
    openOver: (entry, ...args) => show(entry, args, dialog.get()),
    drawer: atom<DrawerEntry | null>(null),
    panel: atom<PanelEntry | null>(null),
    awaited: new Set(),
    typed: [],
    minimap: atom<boolean | null>(null),
    columnView: atom<'list' | 'board'>('list'),
  }
}

/** Opens the drawer, or closes it where it is open. */
export function toggleDrawer({ drawer }: Shell, entry: DrawerEntry): void {
  drawer.set(drawer.get() === entry ? null : entry)
}
