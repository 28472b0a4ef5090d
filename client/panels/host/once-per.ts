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
