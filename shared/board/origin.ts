/** The board that this one goes on from, and the boards that go on from this one, stand under this name. */
export const originName = 'origin'

/** The item with the board that this one goes on from. */
export const originItem = 'from'

/** The parts that come along, each with the SHA-256 of its bytes in hex. */
export const carriedParts = ['sentence', 'principles', 'map', 'commitments', 'parked'] as const
export type CarriedPart = (typeof carriedParts)[number]

/** The answers "No", and all. */
type Swapped = readonly [no: number, of: number]

/** The board that this one goes on from: no person of it, and no way to it. */
export interface Origin {
  readonly title: string
  /** When it was carried over. Milliseconds since 1970. */
  readonly at: number
  /** When the sentence was adopted there. */
  readonly adoptedAt: number
  readonly hashes: Readonly<Record<CarriedPart, string>>
  /** How many answered 0, 1 and so on to 5 when the sentence was adopted. Null: nobody was asked, or too few. */
  readonly answers: readonly number[] | null
  /** Of the last swap of names about this sentence. Null: nobody was asked, or too few. */
  readonly swap: Swapped | null
  /** It came with a file. */
  readonly isForeign: boolean
}

/** A board that goes on from this one. */
export interface Successor {
  readonly title: string
  readonly at: number
}

/** Undefined for a board that goes on from none. `state` is unchecked: files have it, too. */
export function originIn(state: unknown): Origin | undefined {
  const { title, at, adoptedAt, hashes, answers, swap, isForeign } = fieldsOf(fieldsOf(state)[originItem])
  const known = fieldsOf(hashes)
  if (typeof title !== 'string' || typeof at !== 'number' || typeof adoptedAt !== 'number') return undefined
  if (!carriedParts.every((part) => /^[0-9a-f]{64}$/u.test(String(known[part])))) return undefined
  return {
    title: title.slice(0, titleLetters),
    at,
    adoptedAt,
    hashes: Object.fromEntries(carriedParts.map((part) => [part, String(known[part])])) as Origin['hashes'],
    answers: isAnswers(answers) ? answers : null,
    swap: swappedIn(swap),
    isForeign: isForeign === true,
  }
}

/** The same in a file: this server vouches for nothing of it. */
export function asForeignOrigin<State>(state: State): State {
  const from = originIn(fieldsOf(state)['items'])
  if (!from) return state
  const items = {
    ...fieldsOf(fieldsOf(state)['items']),
    [originItem]: { ...from, isForeign: true, answers: null, swap: null },
  }
  return { ...state, items }
}

/** The boards that go on from this one, oldest first. */
export function successorsIn(state: unknown): readonly Successor[] {
  return Object.entries(fieldsOf(state))
    .flatMap(([item, value]): readonly Successor[] => {
      const { title, at } = fieldsOf(value)
      if (item === originItem || typeof title !== 'string' || typeof at !== 'number') return []
      return [{ title: title.slice(0, titleLetters), at }]
    })
    .toSorted((a, b) => a.at - b.at)
    .slice(0, mostSuccessors)
}

const titleLetters = 200
/** A board needs no more second workshops. Not measured. */
export const mostSuccessors = 20

/** Boards from before it was carried over have none. */
function swappedIn(value: unknown): Swapped | null {
  if (!Array.isArray(value)) return null
  const [no, of]: readonly unknown[] = value
  return isCount(no) && isCount(of) && of > 0 && no <= of ? [no, of] : null
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0
}

function isAnswers(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.length === 6 && value.every(isCount)
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {}
}
