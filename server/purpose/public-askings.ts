import { nanoid } from 'nanoid'
import { isAnswer, type Ask, type Value } from '#shared/asking/ask.ts'
import {
  asksOf,
  carriedCounts,
  countOf,
  isTold,
  neededBy,
  publicLimits,
  type CandidateSentence,
  type PublicAbout,
} from '#shared/asking/public.ts'
import type { AskingDates, AskingState } from '#shared/wire/public-asking.ts'
import { cleanLine } from '#shared/text/clean-line.ts'
import { leastMedian } from '#shared/workshop/tally.ts'
import { shuffled } from '../basics/shuffle.ts'
import { publicDeadline, type PublicAsking, type PublicAskingStore } from '../contracts/askings.ts'
import type { PageStrangers } from '../board-file/purpose-living.ts'
import type { Deadline } from '../contracts/deadlines.ts'
import { voterOf } from '../polls/board-polls.ts'
import { askingDocument, type AskingDocument } from './asking-page.ts'

export interface PublicAskingTools {
  readonly store: PublicAskingStore
  readonly randomBytes: (count: number) => Uint8Array
  /** A deadline was stored. */
  readonly onDeadline: (deadline: Deadline) => void
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Bytes of deleted answers stay for a while. */
  readonly keepsDeleted: boolean
}

export type AnswerOutcome = 'kept' | 'over' | 'full' | 'unknown' | 'bad'

const keyBytes = 32
const dayMs = 86_400_000

/**
 * Questions to people outside a board, by a link, until a date. They are counted once; then the answers and their key are
 * destroyed. A crash between the date and the count counts later the same.
 */
export class PublicAskings {
  readonly #tools: PublicAskingTools

  constructor(tools: PublicAskingTools) {
    this.#tools = tools
  }

  /** Undefined: the board has as many as it may. */
  async open(board: string, about: PublicAbout, dates: AskingDates): Promise<PublicAsking | undefined> {
    const { store, randomBytes } = this.#tools
    const key = Buffer.from(randomBytes(keyBytes)).toString('base64url')
    // 126 random bits: it is the address.
    const asking: PublicAsking = { id: nanoid(), board, about, ...dates, key, shown: null }
    if (!(await store.openPublic(asking))) return undefined
    this.#closesAt(asking)
    return asking
  }

  /** Those that open first come first. */
  async of(board: string, addressOf: (id: string) => string): Promise<readonly AskingState[]> {
    const askings = await this.#tools.store.publicAskingsOf(board)
    return Promise.all(askings.map(async (asking) => this.stateOf(await this.#counted(asking), addressOf)))
  }

  stateOf(asking: PublicAsking, addressOf: (id: string) => string): AskingState {
    const { id, about, opens, closes, shown } = asking
    const { kind } = about
    return {
      id,
      address: addressOf(id),
      kind,
      who: kind === 'needs' ? about.who : '',
      opens,
      closes,
      // Not before: whoever sees it rise, and closes then, would know the answer of the last one.
      answers: shown && isTold(shown) ? shown.voted : null,
      closed: shown?.at ?? null,
      found: shown && isTold(shown) ? foundIn(about, shown) : null,
    }
  }

  async move(board: string, id: string, dates: AskingDates): Promise<boolean> {
    const isMoved = await this.#tools.store.movePublic(board, id, dates)
    if (isMoved) this.#closesAt({ board, id, ...dates })
    return isMoved
  }

  /** Counts the answers now. False: there is none on this board. */
  async close(board: string, id: string): Promise<boolean> {
    const asking = await this.#tools.store.publicAsking(id)
    if (asking?.board !== board) return false
    await this.#tools.store.closePublic(id, this.#tools.now())
    return true
  }

  remove(board: string, id: string): Promise<boolean> {
    return this.#tools.store.removePublic(board, id)
  }

  /** Its date has come. One that was moved meanwhile goes on. */
  async deadlinePassed(id: string): Promise<void> {
    const asking = await this.#tools.store.publicAsking(id)
    if (asking) await this.#counted(asking)
  }

  /** Undefined: there is no such question. */
  async page(id: string, language: 'en' | 'fr'): Promise<AskingDocument | undefined> {
    const { store, now, randomBytes, keepsDeleted } = this.#tools
    const found = await store.publicAsking(id)
    if (!found) return undefined
    const asking = await this.#counted(found)
    const { about, shown } = asking
    const sentence = about.kind === 'pulse' ? about.sentence : null
    const others = about.kind === 'pulse' && shown ? await store.publicAskingsOf(asking.board) : []
    const earlier = others
      .flatMap((other) =>
        other.about.kind === 'pulse' &&
        other.about.sentence === sentence &&
        other.shown &&
        isTold(other.shown) &&
        other.id !== id
          ? [{ at: other.shown.at, counts: carriedCounts(other.shown) }]
          : [],
      )
      .filter(({ at }) => at < (shown?.at ?? 0))
    return askingDocument(
      { ...asking, earlier },
      {
        language,
        now: now(),
        keepsDeleted,
        order: (count) =>
          shuffled(
            Array.from({ length: count }, (_, at) => at),
            randomBytes,
          ),
      },
    )
  }

  async answer(id: string, secret: string, given: Readonly<Record<string, string>>): Promise<AnswerOutcome> {
    const { store, now } = this.#tools
    const asking = await store.publicAsking(id)
    if (!asking) return 'unknown'
    if (asking.key === null) return 'over'
    const answers = checkedAnswers(asking.about, given)
    if (!answers) return 'bad'
    return store.answerPublic({ asked: id, voter: voterOf(asking, secret), answers, now: now() })
  }

  /** Counts one whose date has come, whoever looks first. */
  async #counted(asking: PublicAsking): Promise<PublicAsking> {
    const now = this.#tools.now()
    if (asking.shown || now < asking.closes) return asking
    const shown = await this.#tools.store.closePublic(asking.id, now)
    return shown ? { ...asking, shown, key: null } : asking
  }

  #closesAt({ board, id, closes }: Pick<PublicAsking, 'board' | 'id' | 'closes'>): void {
    this.#tools.onDeadline({ board, activity: publicDeadline, id, at: closes })
  }
}

function foundIn(about: PublicAbout, shown: NonNullable<PublicAsking['shown']>): number | null {
  switch (about.kind) {
    case 'strangers':
      return countOf(shown, 'which', String(about.own))
    case 'pulse':
      return carriedCounts(shown)
        .slice(leastMedian)
        .reduce((sum, count) => sum + count, 0)
    case 'needs':
      return null
  }
}

/** The result of the last time that strangers were asked, as far as it may be told. */
export function recognisedIn(askings: readonly PublicAsking[]): PageStrangers | null {
  const told = askings.flatMap(({ id, about, shown }) =>
    about.kind === 'strangers' && shown && isTold(shown) ? [{ id, about, shown }] : [],
  )
  const last = told.toSorted((a, b) => a.shown.at - b.shown.at).at(-1)
  if (!last) return null
  const { id, about, shown } = last
  const sentence = about.sentences[about.own]?.text ?? ''
  return { id, sentence, found: foundIn(about, shown) ?? 0, of: shown.voted }
}

/** The four sentences in an order that says nothing. */
export function strangersAbout(
  subject: { readonly team: string; readonly others: readonly CandidateSentence[] },
  adopted: { readonly text: string; readonly language: 'en' | 'fr' },
  randomBytes: (count: number) => Uint8Array,
): Extract<PublicAbout, { kind: 'strangers' }> | undefined {
  const team = cleanLine(subject.team, publicLimits.team)
  const others = subject.others.map(({ text, source }) => ({
    text: cleanLine(text, publicLimits.sentence),
    source: cleanLine(source, publicLimits.source),
  }))
  const texts = new Set([adopted.text, ...others.map(({ text }) => text)])
  const isWhole = team !== '' && others.every(({ text, source }) => text !== '' && source !== '')
  if (!isWhole || texts.size !== others.length + 1) return undefined
  const own = { text: adopted.text, source: '' }
  const sentences = shuffled([own, ...others], randomBytes)
  return { kind: 'strangers', language: adopted.language, team, sentences, own: sentences.indexOf(own) }
}

/** True for dates that a question can have: it closes in the future, a minute after it opens, within two years. */
export function isPossible({ opens, closes }: AskingDates, now: number): boolean {
  const most = publicLimits.days * dayMs
  return closes > now && closes - opens >= 60_000 && opens - now <= most && closes - opens <= most
}

/** The answers as they are kept. Undefined: they are none. Tapped words of another sentence than the chosen one fall away. */
function checkedAnswers(
  about: PublicAbout,
  given: Readonly<Record<string, string>>,
): Readonly<Record<string, Value>> | undefined {
  const asks = asksOf(about)
  const kept: Record<string, Value> = {}
  for (const [item, words] of Object.entries(given)) {
    const ask = Object.hasOwn(asks, item) ? asks[item] : undefined
    if (!ask) return undefined
    const value = valueOf(ask, words)
    if (value === '') continue
    if (!isAnswer(ask, value)) return undefined
    if (item.startsWith('word.') && item.split('.')[1] !== given['which']) continue
    kept[item] = value
  }
  const needed = neededBy(about.kind)
  const isEnough = needed === null ? Object.keys(kept).length > 0 : Object.hasOwn(kept, needed)
  return isEnough ? kept : undefined
}

function valueOf(ask: Ask, words: string): Value {
  switch (ask.kind) {
    case 'scale':
      return /^\d{1,3}$/.test(words) ? Number(words) : Number.NaN
    case 'choice':
      return words
    case 'text':
      return cleanLine(words, ask.most)
  }
}
