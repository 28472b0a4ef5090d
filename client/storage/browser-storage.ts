/** The part of the browser's storage that is used here. */
type KeyValues = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

interface NamedValues extends KeyValues {
  /** The names under which it keeps something. */
  readonly names: () => readonly string[]
}

/** The browser's storage. Where it is full or forbidden, entries are remembered until the page closes. */
export function browserStorage(kind: 'localStorage' | 'sessionStorage'): NamedValues {
  return kept[kind]
}

/** The value last remembered in this browser under that name. */
export function recall(name: string): string | null {
  return browserStorage('localStorage').getItem(name)
}

/** Remembers it for the next visit; null forgets it. */
export function remember(name: string, value: string | null): void {
  if (value === null) browserStorage('localStorage').removeItem(name)
  else browserStorage('localStorage').setItem(name, value)
}

/** The names that begin so, of everything that this browser remembers. */
export function namesRemembered(prefix: string): readonly string[] {
  return browserStorage('localStorage')
    .names()
    .filter((name) => name.startsWith(prefix))
}

/** Whether documents and pictures can be kept here between visits, as far as that is known before it is tried. */
export function hasDatabases(): boolean {
  try {
    return typeof indexedDB !== 'undefined'
  } catch {
    // Forbidden: the mere mention throws.
    return false
  }
}

/** Every tab's writing is seen, except under names that the storage did not take from this one. */
export function withMemory(open: () => KeyValues | null): NamedValues {
  const memory = new Map<string, string>()
  return {
    getItem: (name) => memory.get(name) ?? open()?.getItem(name) ?? null,
    setItem: (name, value) => {
      try {
        const storage = open()
        if (!storage) throw new Error('storage is forbidden')
        storage.setItem(name, value)
        memory.delete(name)
      } catch {
        // Full or forbidden: the visit works, and the next one starts afresh.
        memory.set(name, value)
      }
    },
    removeItem: (name) => {
      memory.delete(name)
      open()?.removeItem(name)
    },
    // A Storage has its entries as properties.
    names: () => [...new Set([...memory.keys(), ...Object.keys(open() ?? {})])],
  }
}

function storageOf(kind: 'localStorage' | 'sessionStorage'): Storage | null {
  try {
    return globalThis[kind] ?? null
  } catch {
    // Forbidden, as by blocked cookies or some private modes: the mere mention throws.
    return null
  }
}

const kept = {
  localStorage: withMemory(() => storageOf('localStorage')),
  sessionStorage: withMemory(() => storageOf('sessionStorage')),
}
