import * as Y from 'yjs'
import type { Root } from './document.ts'
import { boardSchema, Shape } from './schema.ts'

export type RootEvent = Y.YEvent<Y.AbstractType<unknown>>

/** Runs once for each transaction that changes the root or the inside of an entry. */
export type RootObserver = (events: readonly RootEvent[], transaction: Y.Transaction) => void

/** Observes the roots that `observers` names. Returns a function that ends this. */
export function observeRoots(
  doc: Y.Doc,
  observers: Readonly<Partial<Record<Root, RootObserver>>>,
): () => void {
  const ends = Object.entries(observers).map(([name, observer]) =>
    observeRoot(doc.getMap(name), boardSchema[name as Root].shape, observer),
  )
  return () => {
    for (const end of ends) end()
  }
}

function observeRoot(root: Y.Map<unknown>, shape: Shape, observer: RootObserver): () => void {
  if (shape === Shape.text || shape === Shape.wording || shape === Shape.cluster) {
    root.observeDeep(observer)
    return () => root.unobserveDeep(observer)
  }
  const observeFlat = (event: Y.YMapEvent<unknown>, transaction: Y.Transaction): void =>
    observer([event as RootEvent], transaction)
  root.observe(observeFlat)
  return () => root.unobserve(observeFlat)
}

/** Adds the ids of the changed entries. The events are of a root or of types inside it. */
export function addChangedIds(events: readonly RootEvent[], ids: Set<string>): void {
  for (const event of events) {
    const [id] = event.path
    if (typeof id === 'string') ids.add(id)
    else if (event instanceof Y.YMapEvent) for (const key of event.keysChanged) ids.add(String(key))
  }
}
