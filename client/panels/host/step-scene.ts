import { atom, onMount, type ReadableAtom } from 'nanostores'
import { persistently } from '../../offline/download.ts'
import { afterFirstWork } from '../../offline/first-work.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import type { StepEntry, StepScene, SteppedFeature } from './scenes.ts'

interface Scenes {
  readonly scenes: Readonly<Record<string, StepScene>>
  readonly fetchLead: () => Promise<void>
}

/** The scenes of all activities by their names, from the one file that a board's first agenda downloads. */
export function lateScenes(load: () => Promise<Scenes>): (name: string) => StepEntry {
  let scenes: Scenes['scenes'] = {}
  let coming: Promise<Scenes> | undefined
  const all = async () => {
    if (!coming) {
      coming = persistently(load)
      const { fetchLead } = await coming
      fetchBehindField(fetchLead)
    }
    const arrived = await coming
    scenes = arrived.scenes
    return arrived
  }
  return (name) => ({
    fetch: async () => void (await all()),
    fetchLead: async () => (await all()).fetchLead(),
    now: () => scenes[name],
  })
}

/** Downloads something once the first field of the step is in sight. After a failure the step asks again when it needs it. */
export function fetchBehindField(fetch: () => Promise<unknown>): void {
  afterFirstWork(fetch).catch(() => undefined)
}

const behind = new Set<() => Promise<void>>()

/** Downloads all that steps do without until their first field is in sight. */
export async function fetchBehind(): Promise<void> {
  await Promise.all([...behind].map((fetch) => fetch()))
}

/** Code that a step does without until its first field is in sight. Stores that need it hold null until then. */
export function codeBehind<Code>(load: () => Promise<Code>) {
  const here = atom<Code | undefined>(undefined)
  let coming: Promise<void> | undefined
  const fetch = (): Promise<void> => {
    const arrive = async () => {
      try {
        here.set(await persistently(load))
      } finally {
        coming = undefined
      }
    }
    coming ??= here.get() === undefined ? arrive() : Promise.resolve()
    return coming
  }
  const store = <Value>(open: (code: Code) => ReadableAtom<Value | null>): ReadableAtom<Value | null> => {
    const value = atom<Value | null>(null)
    onMount(value, () => {
      if (here.get() === undefined) fetchBehindField(fetch)
      let stop: (() => void) | undefined
      const wait = here.subscribe((code) => {
        if (code) stop ??= open(code).subscribe((now) => value.set(now))
      })
      return () => {
        wait()
        stop?.()
      }
    })
    return value
  }
  behind.add(fetch)
  return { now: () => here.get(), store }
}

/** Resolves when all scenes are here. */
export const stepScenes = oncePer(async (features: readonly SteppedFeature[]) =>
  Promise.all(features.map(async ({ step }) => step?.fetch())),
)

const pins = new WeakMap<BoardModel, Promise<void>>()

/** Resolves when the presses that come before going on are here, too. */
export const stepLeads = oncePer(async (features: readonly SteppedFeature[]) =>
  Promise.all(features.map(async ({ step }) => step?.fetchLead())),
)

/** Resolves when the model knows what a step shows beside its task. One promise for a model. */
export function pinsOf(model: BoardModel): Promise<void> {
  const known = pins.get(model) ?? persistently(model.loadPins)
  pins.set(model, known)
  return known
}

/** One promise for each key, however often it is asked for: React can wait for it. */
export function oncePer<Key extends object, Value>(
  load: (key: Key) => Promise<Value>,
): (key: Key) => Promise<Value> {
  const coming = new WeakMap<Key, Promise<Value>>()
  return (key) => {
    const known = coming.get(key)
    if (known) return known
    const promise = load(key)
    coming.set(key, promise)
    return promise
  }
}
