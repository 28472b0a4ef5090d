/** Between two sentences about the same kind of event, milliseconds: longer than it takes to say one. Not measured. */
const everyMs = 5_000

interface SaidCounts<Name extends string> {
  /** Counts a thing once, whatever happens to it until the next sentence. */
  readonly add: (name: Name, id: string) => void
  readonly close: () => void
}

/** Gathers events of several kinds, and reports the kinds that happened, with their numbers, every few seconds. */
export function createCounts<Name extends string>(
  names: readonly Name[],
  report: (counts: readonly (readonly [Name, number])[]) => void,
): SaidCounts<Name> {
  const counted = new Map<string, Name>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const tell = () => {
    timer = undefined
    const counts = names.flatMap((name) => {
      const count = [...counted.values()].filter((other) => other === name).length
      return count > 0 ? [[name, count] as const] : []
    })
    counted.clear()
    if (counts.length > 0) report(counts)
  }
  return {
    add: (name, id) => {
      const before = counted.get(id)
      // A new note that is still being written counts as new.
      if (before === undefined || name === names.at(-1)) counted.set(id, name)
      timer ??= setTimeout(tell, everyMs)
    },
    close: () => clearTimeout(timer),
  }
}

/** Says one sentence to people who listen to a screen reader. */
export type Say = (sentence: string) => void

/** Sentences that come so close together are said as one text, milliseconds. Not measured. */
const togetherMs = 150

/** A text is removed after so long: nobody finds it later by reading the page. Milliseconds. Not measured. */
const leaveMs = 10_000

/** Puts sentences into a live region. The same sentence twice is said twice. */
export function createSay(region: Pick<HTMLElement, 'textContent'>): Say & { readonly close: () => void } {
  let waiting: string[] = []
  let last = ''
  let timer: ReturnType<typeof setTimeout> | undefined
  const speak = () => {
    const text = waiting.join(' ')
    waiting = []
    // A live region is spoken only when its text changes.
    last = text === last ? `${text}\u00A0` : text
    region.textContent = last
    timer = setTimeout(() => {
      region.textContent = ''
      last = ''
    }, leaveMs)
  }
  const say = (sentence: string) => {
    if (waiting.length === 0) {
      clearTimeout(timer)
      timer = setTimeout(speak, togetherMs)
    }
    waiting.push(sentence)
  }
  return Object.assign(say, { close: () => clearTimeout(timer) })
}
