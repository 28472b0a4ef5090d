import { createElement, type ComponentType, type LazyExoticComponent } from 'react'
import { lazy } from '../ui/lazy.ts'
import type {
  Closable,
  DialogEntry,
  DrawerEntry,
  Feature,
  Fetchable,
  OpenBoard,
  PanelEntry,
} from './feature.ts'
import { lazyDialog } from './lazy-dialog.tsx'

/** A component that is downloaded when it is first drawn, or ahead. */
export function lazyPart<Props>(
  load: () => Promise<ComponentType<Props>>,
): LazyExoticComponent<ComponentType<Props>> & Fetchable {
  return Object.assign(
    lazy(async () => ({ default: await load() })),
    { fetch: load },
  )
}

/** A dialog from its component. Whatever the component takes besides `onClose` are the arguments of `shell.open`. */
export function dialog<Props extends Closable>(
  load: (features: readonly Feature[]) => Promise<ComponentType<Props>>,
): DialogEntry<Omit<Props, 'onClose'>> {
  const Dialog = lazyDialog(load)
  return {
    fetch: Dialog.fetch,
    // All of Props but `onClose`, and `onClose`.
    draw: (args, onClose) => createElement(Dialog, { ...args, onClose } as unknown as Props),
  }
}

/** A drawer from its component. */
export function drawer(
  name: string,
  load: () => Promise<ComponentType<Closable>>,
  onClose?: (board: OpenBoard) => void,
): DrawerEntry {
  return { name, fetch: load, Drawer: lazyPart(load), onClose }
}

/**
 * A panel over the canvas from its component. Ahead it is only downloaded, so that it is mounted after its opening: a
 * closing menu moves the focus first, and the panel after it.
 */
export function panel(load: () => Promise<ComponentType<Closable>>): PanelEntry {
  return { fetch: load, Panel: lazyDialog(load, { holdsKeys: true }) }
}
