/**
 * Ids of notes, clusters, rounds and people become keys of maps and objects: nanoid's alphabet alone, and none of the names
 * that every object has. For schemas, which take a pattern; `isId` says the same.
 */
export const idPattern = `^(?!(?:${Object.getOwnPropertyNames(Object.prototype).join('|')})$)[A-Za-z0-9_-]{1,32}$`
const pattern = new RegExp(idPattern)

export function isId(value: unknown): value is string {
  return typeof value === 'string' && pattern.test(value)
}
