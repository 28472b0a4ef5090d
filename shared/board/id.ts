/**
 * Pattern of ids of notes, clusters, rounds and people, for schemas. Ids become keys of maps and objects.
 * So they have nanoid's alphabet, and names that every object has are no ids.
 */
export const idPattern = `^(?!(?:${Object.getOwnPropertyNames(Object.prototype).join('|')})$)[A-Za-z0-9_-]{1,32}$`
const pattern = new RegExp(idPattern)

export function isId(value: unknown): value is string {
  return typeof value === 'string' && pattern.test(value)
}
