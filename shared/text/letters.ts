/** With a capital, as a line of its own begins. */
export function capital(line: string): string {
  const [first = ''] = line
  return first.toUpperCase() + line.slice(first.length)
}

/** Cuts a text to at most `limit` UTF-16 units, never inside a character of two units. */
export function cutTo(text: string, limit: number): string {
  if (text.length <= limit) return text
  return text.slice(0, limit).replace(/\p{Surrogate}$/u, '')
}
