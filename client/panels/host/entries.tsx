import {
  createElement,
  type ComponentType,
  type LazyExoticComponent,
  useEffect,
  useEffectEvent,
  useState,
  type ReactNode,
} from 'react'
import { lazy } from '../ui/lazy.ts'
import { fetchPart, loadAnew, serverAnswers } from '../../offline/download.ts'
import { t, errorSentence } from '../../i18n/i18n.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import type {
  Closable,
  DialogEntry,
  DrawerEntry,
  Feature,
  Fetchable,
  OpenBoard,
  PanelEntry,
} from './feature.ts'
import { useBoard } from './board-context.tsx'

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

interface LazyDialog<Props> extends Fetchable {
  (props: Props): ReactNode
}

/** Something that a person has asked for cannot be downloaded. */
export async function tellLost({ notices }: Pick<BoardModel, 'notices'>): Promise<void> {
  if (!(await serverAnswers())) return void notices.show({ text: errorSentence('network'), tone: 'warn' })
  const action = { label: t('problem.reload'), run: () => void loadAnew() }
  notices.show({ text: t('problem.partLost'), tone: 'warn', isLasting: true, action })
}

/**
 * A part that a person asks for and then waits for. When it cannot be downloaded, a message says why and what to do, and
 * the part is closed again, so that it does not stand between the person and the board. With `holdsKeys` no key reaches the board
 * while the part is on its way.
 */
export function lazyDialog<Props extends Closable>(
  load: (features: readonly Feature[]) => Promise<ComponentType<Props>>,
  { holdsKeys = false }: { readonly holdsKeys?: boolean } = {},
): LazyDialog<Props> {
  let part: ComponentType<Props> | undefined
  const fetch = async (features: readonly Feature[]) => (part ??= await fetchPart(() => load(features)))

  function Dialog(props: Props) {
    const { model, shell, features } = useBoard()
    const [Part, setPart] = useState(() => part)
    const isHere = Part !== undefined
    const close = useEffectEvent(() => props.onClose())
    const fail = useEffectEvent(() => {
      void tellLost(model)
      props.onClose()
    })
    useEffect(() => {
      if (isHere) return undefined
      let isLeft = false
      const giveUp = () => close()
      if (holdsKeys) shell.awaited.add(giveUp)
      void fetch(features).then(
        (arrived) => isLeft || setPart(() => arrived),
        () => isLeft || fail(),
      )
      return () => {
        isLeft = true
        shell.awaited.delete(giveUp)
      }
    }, [isHere, shell, features])
    return Part && <Part {...props} />
  }
  return Object.assign(Dialog, { fetch })
}
