/** The same records in the same order, by their plain values. */
export function areSame<T extends object>(before: readonly T[], now: readonly T[]): boolean {
  return before.length === now.length && now.every((record, index) => isSame(before[index], record))
}

function isSame<T extends object>(before: T | undefined, now: T): boolean {
  const values = new Map<string, unknown>(Object.entries(before ?? {}))
  const entries = Object.entries(now)
  return entries.length === values.size && entries.every(([key, value]) => values.get(key) === value)
}
