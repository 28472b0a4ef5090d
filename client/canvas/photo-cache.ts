/** Decoded images by key, up to a number of bytes; the one unused for longest is dropped first. */
export interface PhotoCache<Picture> {
  /** Marks it as used. */
  readonly get: (key: string) => Picture | undefined
  /** One larger than everything the cache may hold is kept alone. */
  readonly put: (key: string, picture: Picture, bytes: number) => void
  readonly bytes: () => number
  readonly clear: () => void
}

export function createPictureCache<Picture>(
  mostBytes: number,
  letGo: (picture: Picture) => void,
): PhotoCache<Picture> {
  // A Map keeps the order of insertion: a used entry moves to the end.
  const kept = new Map<string, { readonly picture: Picture; readonly bytes: number }>()
  let total = 0
  const drop = (key: string) => {
    const entry = kept.get(key)
    if (!entry) return
    kept.delete(key)
    total -= entry.bytes
    letGo(entry.picture)
  }
  return {
    get: (key) => {
      const entry = kept.get(key)
      if (!entry) return undefined
      kept.delete(key)
      kept.set(key, entry)
      return entry.picture
    },
    put: (key, picture, bytes) => {
      drop(key)
      for (const [oldest] of kept) {
        if (total + bytes <= mostBytes) break
        drop(oldest)
      }
      kept.set(key, { picture, bytes })
      total += bytes
    },
    bytes: () => total,
    clear: () => {
      for (const key of kept.keys()) drop(key)
    },
  }
}
