interface MeasuredLine {
  readonly height: number
  /** A heading: it stands on the page of the line after it. */
  readonly leads: boolean
}

/** Where each page begins, so that every page fits the room. A line taller than the room has a page of its own. */
export function pagesOf(lines: readonly MeasuredLine[], room: number): readonly number[] {
  const starts = [0]
  let used = 0
  let at = 0
  while (at < lines.length) {
    const next = afterBlock(lines, at)
    const height = lines.slice(at, next).reduce((sum, line) => sum + line.height, 0)
    if (used > 0 && used + height > room) {
      starts.push(at)
      used = 0
    }
    used += height
    at = next
  }
  return starts
}

/** The end of the line at this index together with the headings before it. */
function afterBlock(lines: readonly MeasuredLine[], from: number): number {
  let at = from
  while (at < lines.length - 1 && lines[at]?.leads) at += 1
  return at + 1
}
