import { AgendaState } from '#shared/agenda/agenda.ts'
import { openAhead } from '#shared/agenda/own-pace.ts'
import { handUpLimit } from '#shared/agenda/steps.ts'
import type { Language } from '#shared/board/document.ts'
import type { CreatedSession } from '#shared/wire/http.ts'
import { measureNote } from '../../canvas/measure.ts'
import { readLink } from '../../model/basics/address.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { createSession, type Outcome } from '../../model/http/api.ts'
import { knownLinks, storedOf } from '../../model/memory/sessions.ts'
import { workCode } from '../../model/work-code.ts'
import { openBoard } from '../../model/open-board.ts'
import { browserPlatform } from '../../model/platform/platform.ts'
import { browserStorage } from '../../storage/browser-storage.ts'
import type { Feature } from '../host/feature.ts'
import { hasNotesComing, pick, stepNow, type Ghost } from '../host/ghost.ts'
import { itemsOfTable } from '../host/written.ts'
import { usualDropouts, GhostPerson, type GhostWorld } from './ghost-person.ts'

/** Beginnings and ends of the notes that ghosts write. A beginning goes with every end. */
const parts: Readonly<Record<Language, readonly [readonly string[], readonly string[]]>> = {
  en: [
    ['Give back', 'Ask for', 'Make room for', 'Measure', 'Write down', 'Stop losing', 'Share', 'Protect'],
    [
      'an hour of quiet each day',
      'the questions that nobody dares to ask',
      'what our readers tell us',
      'the first draft, before it is perfect',
      'the decisions of the week',
      'the time to check a source',
      'one failure, every Friday',
      'a seat for those who just joined',
    ],
  ],
  fr: [
    ['Rendre', 'Demander', 'Garder', 'Mesurer', 'Mettre par écrit', 'Ne plus perdre', 'Partager', 'Protéger'],
    [
      'une heure de calme par jour',
      'les questions que personne n’ose poser',
      'ce que nous disent nos lecteurs',
      'le premier jet, avant qu’il soit parfait',
      'les décisions de la semaine',
      'le temps de vérifier une source',
      'un échec, chaque vendredi',
      'une place pour ceux qui arrivent',
    ],
  ],
}

/** A sentence for a note. */
export function ghostSentence(language: Language, random: () => number): string {
  const [beginnings, ends] = parts[language]
  const one = (words: readonly string[]) => words[Math.floor(random() * words.length)] ?? ''
  return `${one(beginnings)} ${one(ends)}`
}

/** First names of ghosts, by number from 0: as many as a rehearsal may have. */
export const ghostNames = [
  'Ada',
  'Basile',
  'Chloé',
  'Dario',
  'Elif',
  'Farid',
  'Greta',
  'Hugo',
  'Inès',
  'Jonas',
  'Katia',
  'Léon',
  'Malik',
  'Nadia',
  'Oscar',
  'Paula',
  'Quentin',
  'Rosa',
  'Sami',
  'Tilda',
  'Ugo',
  'Vera',
  'Wanda',
  'Xavier',
  'Yasmine',
  'Zeno',
  'Agathe',
  'Bruno',
  'Clara',
  'Demba',
]

/**
 * Milliseconds between the turns of one ghost. Each waits a random time in between. Eight of them take less than two minutes
 * for the purpose day, measured with `npm run soak -- ghosts`.
 */
const turnMs = { least: 150, most: 550 }

/** More ghosts take longer turns, so that the page that plays them keeps up. Not measured. */
const quickCrowd = 8

/** The ghosts of one rehearsal, each with a timer of its own. */
export class Ghosts {
  readonly #world: GhostWorld
  readonly #people: GhostPerson[] = []
  readonly #timers = new Map<GhostPerson, ReturnType<typeof setTimeout>>()
  #isPlaying = false

  constructor(world: GhostWorld) {
    this.#world = world
  }

  /** Exactly these people are there from now on. They come and go at the end of the list. */
  set(sessions: readonly CreatedSession[]): void {
    for (const person of this.#people.splice(sessions.length)) this.#dismiss(person)
    for (const session of sessions.slice(this.#people.length)) {
      const person = new GhostPerson(session, this.#world)
      this.#people.push(person)
      if (this.#isPlaying) this.#schedule(person)
    }
  }

  play(): void {
    this.#isPlaying = true
    for (const person of this.#people) this.#schedule(person)
  }

  pause(): void {
    this.#isPlaying = false
    for (const timer of this.#timers.values()) clearTimeout(timer)
    this.#timers.clear()
  }

  close(): void {
    this.pause()
    this.set([])
  }

  #dismiss(person: GhostPerson): void {
    clearTimeout(this.#timers.get(person))
    this.#timers.delete(person)
    person.close()
  }

  #schedule(person: GhostPerson): void {
    const { least, most } = turnMs
    const slowness = Math.max(1, this.#people.length / quickCrowd)
    const wait = (least + this.#world.random() * (most - least)) * slowness
    const run = () => {
      person.turn()
      this.#schedule(person)
    }
    this.#timers.set(person, setTimeout(run, wait))
  }
}

/** The deeds of all features, by name. */
export type Deeds = ReadonlyMap<string, Ghost>

export async function loadDeeds(features: readonly Feature[]): Promise<Deeds> {
  const deeds = await Promise.all(
    features.map(async ({ name, ghost }) => {
      const deed = await ghost?.()
      return deed && ([name, deed] as const)
    }),
  )
  return new Map(deeds.filter((deed) => deed !== undefined))
}

/** A ghost reads the prompt first, as people do. Meanwhile the work of the step arrives. Not measured. */
const readingMs = 400
const reads: Ghost = () => true

/** The ghost's next deed: that of the running step; without an agenda whatever is possible. */
export function deedFor(
  deeds: Deeds,
  { agenda, now }: Pick<BoardModel, 'agenda' | 'now'>,
  reading = readingMs,
): Ghost | undefined {
  const current = agenda.get()
  if (current === null) return (self) => [...deeds.values()].some((deed) => deed(self))
  const step = stepNow({ agenda })?.step ?? openAhead(current, now())[0]?.step
  if (!step) return undefined
  if (now() - current.now.since < reading) return reads
  const deed = deeds.get(step.activity)
  return (self) => isOnItsWay(self) || deed?.(self) === true || handsUp(self)
}

/** A ghost without a seat gets its table in a moment: until then it has no place to write. Or its notes come in a moment. */
const isOnItsWay: Ghost = ({ model }) =>
  hasNotesComing(model) || (model.tables.get() !== null && model.ownTable() === null)

/** Hands up one thing more of its table, as long as the table may. */
const handsUp: Ghost = ({ model, random }) => {
  const placed = stepNow(model)
  const now = model.tables.get()
  const own = model.ownTable()
  const most = placed ? handUpLimit(placed.step) : null
  if (!placed || !now || own === null || most === null) return false
  const handed = now.tables[own - 1]?.handed ?? []
  const items = itemsOfTable(model.scene, placed.step, { phase: placed.phase.id, own })
  const item = pick(
    items.filter(({ id }) => !handed.includes(id)),
    random,
  )
  if (!item || handed.length >= most) return false
  void model.run({ kind: 'table.hand', from: now.move, id: item.id, isHanded: true })
  return true
}

/** Says once that it is done with the running step. */
export function sayDone({ agenda, ownDone }: Pick<BoardModel, 'agenda' | 'ownDone'>): void {
  if (agenda.get()?.now.state === AgendaState.running && !ownDone.isDone.get()) void ownDone.say(true)
}

export interface GhostPlay extends Pick<Ghosts, 'play' | 'pause' | 'close'> {
  /** The number of ghosts at the beginning. */
  readonly count: number
  /** Lets ghosts come and go until there are so many. One change is made after the other. */
  readonly setCount: (count: number) => Promise<Outcome<number>>
}

interface GhostStage {
  readonly board: string
  readonly features: readonly Feature[]
  /** The name that a ghost joins with. */
  readonly nameOf: (name: string) => string
}

/** A table of people, up to a room in which everybody is still heard. Not measured. */
export const ghostCounts = { least: 3, usual: 8, most: ghostNames.length } as const

/** Lets ghosts join the board as participants do, by its link. After a reload the same ghosts come back. */
export async function openGhosts({ board, features, nameOf }: GhostStage): Promise<Outcome<GhostPlay>> {
  const before = keptCast(board)
  const count = before?.count ?? ghostCounts.usual
  let cast: readonly CreatedSession[] = before?.sessions ?? []
  const invite = async (wanted: number): Promise<Outcome<number>> => {
    const joined = await castOf(board, nameOf, cast, wanted)
    if (!joined.ok) return joined
    cast = joined.value
    keepCast(board, { sessions: cast, count: wanted })
    return { ok: true, value: wanted }
  }
  const invited = await invite(count)
  if (!invited.ok) return invited
  const deeds = await loadDeeds(features)
  const platform = { ...browserPlatform(), openBrowserCopy: undefined, openPhotoOutboxDb: undefined }
  const ghosts = new Ghosts({
    open: (session) =>
      openBoard({
        session: storedOf(session),
        measure: measureNote,
        say: () => '',
        work: workCode,
        platform,
      }),
    deedOf: (model) => deedFor(deeds, model),
    sayDone,
    sentence: ({ meta }) => ghostSentence(meta.get().language, Math.random),
    random: Math.random,
    dropouts: usualDropouts,
  })
  let isClosed = false
  let turn: Promise<unknown> = Promise.resolve()
  const change = async (wanted: number): Promise<Outcome<number>> => {
    const outcome = isClosed ? undefined : await invite(wanted)
    if (outcome?.ok && !isClosed) ghosts.set(cast.slice(0, wanted))
    return outcome ?? { ok: true, value: wanted }
  }
  ghosts.set(cast.slice(0, count))
  return {
    ok: true,
    value: {
      count,
      setCount: async (wanted) => {
        const changed = turn.then(async () => change(wanted))
        turn = changed.catch(() => undefined)
        return changed
      },
      play: () => ghosts.play(),
      pause: () => ghosts.pause(),
      close: () => {
        isClosed = true
        ghosts.close()
      },
    },
  }
}

/** The first `count` ghosts: those who have joined before, and as many more as are missing. */
async function castOf(
  board: string,
  nameOf: GhostStage['nameOf'],
  joined: readonly CreatedSession[],
  count: number,
): Promise<Outcome<readonly CreatedSession[]>> {
  const secret = readLink(knownLinks(board).participant ?? '')?.secret
  const sessions = [...joined]
  for (const name of ghostNames.slice(joined.length, count)) {
    const session = await createSession({
      board,
      ...(secret !== undefined && { secret }),
      name: nameOf(name),
    })
    if (!session.ok) return session
    sessions.push(session.value)
  }
  return { ok: true, value: sessions }
}

/** Everybody who has joined, and the number of them that play. */
interface Cast {
  readonly sessions: readonly CreatedSession[]
  readonly count: number
}

const keyOf = (board: string) => `boussole.ghosts.${board}`

function keptCast(board: string): Cast | undefined {
  const kept = browserStorage('sessionStorage').getItem(keyOf(board))
  return kept === null ? undefined : (JSON.parse(kept) as Cast)
}

function keepCast(board: string, cast: Cast): void {
  browserStorage('sessionStorage').setItem(keyOf(board), JSON.stringify(cast))
}
