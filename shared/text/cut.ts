/** At most so many UTF-16 units of it, and never half of a character that takes two of them. */
export function cutTo(text: string, limit: number): string {
  if (text.length <= limit) return text
  return text.slice(0, limit).replace(/\p{Surrogate}$/u, '')
}
