/** Starts `run` for each thing in the given order, with at most `atOnce` of them under way. */
export function inTurns<T, R>(
  things: readonly T[],
  atOnce: number,
  run: (thing: T, index: number) => Promise<R>,
): readonly Promise<R>[] {
  const running: Promise<R>[] = []
  for (const [index, thing] of things.entries()) {
    const before = running[index - atOnce]
    running.push(before ? before.then(() => run(thing, index)) : run(thing, index))
  }
  return running
}
