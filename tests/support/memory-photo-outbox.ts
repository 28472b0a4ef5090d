import { hasRoom, type WaitingPhoto, type PhotoOutboxDb } from '#client/model/memory/photo-outbox-db.ts'

export interface MemoryPhotoOutbox {
  /** Opens the outbox of a model; the same one for the same name. */
  readonly open: (name: string) => Promise<PhotoOutboxDb>
  /** The names of the files kept under a name. */
  readonly kept: (name: string) => readonly string[]
}

/** Keeps pictures as a browser does, for as long as the test lasts. */
export function createMemoryPhotoOutbox(): MemoryPhotoOutbox {
  const all = new Map<string, Map<number, { readonly facts: WaitingPhoto; readonly picture: Blob }>>()
  let last = 0
  return {
    kept: (name) => [...(all.get(name)?.values() ?? [])].map(({ facts }) => facts.name),
    open: async (name) => {
      const kept = all.get(name) ?? new Map<number, { facts: WaitingPhoto; picture: Blob }>()
      all.set(name, kept)
      return {
        list: async () => new Map([...kept].map(([key, { facts }]) => [key, facts])),
        keep: async (facts, picture) => {
          const all = [...kept.values()].map((each) => each.facts)
          if (!hasRoom(all, facts.size)) return undefined
          last += 1
          kept.set(last, { facts, picture })
          return last
        },
        describe: async (key, facts) => {
          const before = kept.get(key)
          if (before) kept.set(key, { ...before, facts })
        },
        read: async (key) => kept.get(key)?.picture,
        take: async (key) => kept.delete(key),
        close: () => undefined,
      }
    },
  }
}
