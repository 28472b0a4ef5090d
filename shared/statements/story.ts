import { heirsOf, type LineageNote as NoteSources } from '../board/lineage.ts'
import { PollMethod, type Round } from '../workshop/round.ts'
import { specificityOf } from '../workshop/specificity.ts'
import { agreementOf, rankRound, type RankedOption } from '../workshop/tally.ts'
import type { KnownVersion } from './evidence.ts'

/** The part of a board that tells what happened to its notes and sentences. */
export interface StoryBoard {
  readonly notes: ReadonlyMap<
    string,
    NoteSources & { readonly kind: string; readonly text: string; readonly cluster?: string | null }
  >
  /** Oldest first. */
  readonly rounds: readonly Round[]
  /** Under other names, oldest first. */
  readonly tests: Parameters<typeof specificityOf>[0]
  readonly statements: readonly {
    readonly id: string
    readonly number: number
    readonly from: readonly string[]
  }[]
  /** Oldest first. */
  readonly versions: readonly KnownVersion[]
  readonly adoptions: readonly { readonly version: string }[]
  /** The fixed numbers of proposals. */
  readonly numbers?: ReadonlyMap<string, number>
}

/** Something that happened to a note, a sentence or a version. */
export type StoryFact =
  /** It was built on this note. */
  | { readonly kind: 'continues'; readonly text: string; readonly number?: number | undefined }
  /** So many were built on it. */
  | { readonly kind: 'continued'; readonly count: number }
  /** The last vote on it. */
  | { readonly kind: 'points'; readonly total: number; readonly rank: number; readonly goesOn: boolean }
  | { readonly kind: 'agreed'; readonly median: number; readonly isAgreed: boolean }
  /** The sentence that it became, and its last version; 0 before anybody has kept one. */
  | { readonly kind: 'sentence'; readonly number: number; readonly version: number }
  /** Under other names. */
  | { readonly kind: 'tested'; readonly no: number; readonly of: number }
  | { readonly kind: 'adopted' }

/** The story of a thing so far, or of one version alone, in the order in which it happens. Pure; it knows nothing of authors. */
export function storyOf(id: string, board: StoryBoard): readonly StoryFact[] {
  const { notes, versions, adoptions, rounds, tests } = board
  const statement = statementOf(id, board)
  const isVersion = versions.some((version) => version.id === id)
  const own = versions.filter((version) =>
    isVersion ? version.id === id : version.statement === statement?.id,
  )
  const tested = own.findLast((version) => specificityOf(tests, version.id))
  const judged = tested && specificityOf(tests, tested.id)
  const isIdea = notes.get(id)?.kind === 'idea'
  const source = notes.get(id)?.from?.find((each) => notes.get(each)?.kind === 'idea') ?? ''
  const parent = isIdea ? notes.get(source) : undefined
  const heirs = isIdea ? heirsOf(notes, id).filter((heir) => notes.get(heir)?.kind === 'idea').length : 0
  return [
    ...(parent
      ? [{ kind: 'continues', text: parent.text, number: board.numbers?.get(source) } as const]
      : []),
    ...(heirs > 0 ? [{ kind: 'continued', count: heirs } as const] : []),
    ...votesOn([id, notes.get(id)?.cluster ?? id], rounds),
    ...(statement && !isVersion
      ? [{ kind: 'sentence', number: statement.number, version: own.at(-1)?.number ?? 0 } as const]
      : []),
    ...(judged && judged.answered > 0
      ? [{ kind: 'tested', no: judged.no, of: judged.answered } as const]
      : []),
    ...(own.some((version) => version.id === adoptions.at(-1)?.version)
      ? [{ kind: 'adopted' } as const]
      : []),
  ]
}

/** The sentence that a thing is, is a version of, or has become. */
export function statementOf(
  id: string,
  { statements, versions }: Pick<StoryBoard, 'statements' | 'versions'>,
): StoryBoard['statements'][number] | undefined {
  const of = versions.find((version) => version.id === id)?.statement ?? id
  return statements.find((each) => each.id === of) ?? statements.find(({ from }) => from.includes(id))
}

/** The last vote on a note, or on the group in which it lies. */
function votesOn(ids: readonly string[], rounds: readonly Round[]): readonly StoryFact[] {
  const last = rounds.findLast(
    ({ options, totals, target }) =>
      totals !== null && target !== 'texts' && ids.some((id) => options.includes(id)),
  )
  const id = ids.find((each) => last?.options.includes(each))
  if (!last || id === undefined) return []
  if (last.method === PollMethod.agreement) {
    const { median, isAgreed } = agreementOf(last, id)
    return median === null ? [] : [{ kind: 'agreed', median, isAgreed }]
  }
  const ranked = rankedIn(last).find(({ option }) => option === id)
  return ranked
    ? [{ kind: 'points', total: ranked.total, rank: ranked.rank, goesOn: ranked.isShortlisted }]
    : []
}

/** Many cards ask about one round, which never changes once it is closed. */
const rankings = new WeakMap<Round, readonly RankedOption[]>()

function rankedIn(round: Round): readonly RankedOption[] {
  const known = rankings.get(round) ?? rankRound(round)
  rankings.set(round, known)
  return known
}
