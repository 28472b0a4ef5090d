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
