/** With a capital, as a line of its own begins. */
export function capital(line: string): string {
  const [first = ''] = line
  return first.toUpperCase() + line.slice(first.length)
}
