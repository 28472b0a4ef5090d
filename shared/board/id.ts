/**
 * Pattern of ids of notes, clusters, rounds and people, for schemas. Ids become keys of maps and objects.
 * So they have nanoid's alphabet, and names that every object has are no ids.
 */
export const idPattern = `^(?!(?:${Object.getOwnPropertyNames(Object.prototype).join('|')})$)[A-Za-z0-9_-]{1,32}$`
const pattern = new RegExp(idPattern)

export function isId(value: unknown): value is string {
  return typeof value === 'string' && pattern.test(value)
}

/** Pattern of the ids of phases, steps, fields and blanks in an agenda. They become keys of objects, too. */
export const stepIdPattern = '^(?!constructor$)[a-z0-9-]{1,40}$'
const stepId = new RegExp(stepIdPattern)

/** Pattern of the path of a step in its agenda: `phase/step`. */
export const stepPathPattern = '^[a-z0-9-]{1,40}/[a-z0-9-]{1,40}$'
const stepPath = new RegExp(stepPathPattern)

/** Pattern of the ids of areas: `phase/step/field`, and the table where each has its own. */
export const areaIdPattern = '^[a-z0-9-]{1,40}(?:/[a-z0-9-]{1,40}){2,3}$'
const areaId = new RegExp(areaIdPattern)

export function isStepId(value: unknown): value is string {
  return typeof value === 'string' && stepId.test(value)
}

export function isStepPath(value: unknown): value is string {
  return typeof value === 'string' && stepPath.test(value)
}

/** The path of the step with which an id begins, as that of an area does. */
export function stepPathIn(id: string): string {
  const end = id.indexOf('/', id.indexOf('/') + 1)
  return end < 0 ? id : id.slice(0, end)
}

/** In place of an id: the words of the notes are shown, not one of them. */
export const wordsOfNotes = 'words'

/** The ids of areas that people draw: a phase that is in no agenda, and a random part. */
export const drawnAreas = 'drawn/-/'
const drawnId = new RegExp(`^${drawnAreas}[a-z0-9-]{1,40}$`)

export function isDrawnAreaId(value: unknown): value is string {
  return typeof value === 'string' && drawnId.test(value)
}

export function isAreaId(value: unknown): value is string {
  return typeof value === 'string' && areaId.test(value)
}
