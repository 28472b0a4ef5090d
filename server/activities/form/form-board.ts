import {
  isFromFile,
  preparationsIn,
  type Preparation,
  mergedGroups,
  smallestGroup,
} from '#shared/activities/form/preparation.ts'
import type { Agenda } from '#shared/agenda/agenda.ts'
import { stepsOf, type PlacedStep } from '#shared/agenda/steps.ts'
import type { StepPath } from '#shared/agenda/template.ts'
import { readActivity, writeActivity, type Json } from '#shared/board/activities.ts'
import { readAgenda } from '#shared/board/agenda.ts'
import { answersOf, draftsOf, type StepAnswers } from '#shared/board/draft.ts'
import { inGroups } from '../../basics/shuffle.ts'
import { SteadyBeat } from '../../basics/steady-beat.ts'
import type { ActivityTools, BoardActivity } from '../../contracts/activity.ts'
import type { LiveBoard } from '../../contracts/live-board.ts'
import { desksAtOnce } from '../../drafts/pour-answers.ts'

const name = 'form'

/** The people of a figure: so many take part, and these only lead. */
interface Counted {
  readonly of: number
  readonly leading: ReadonlySet<string>
}

/** How far the people of one open board are with its forms. It keeps counts of answers, and no answer. */
export class FormBoard implements BoardActivity {
  readonly #board: LiveBoard
  readonly #tools: ActivityTools
  /** By participant. Everybody with answers is in it once `#isCounted`. */
  readonly #answers = new Map<string, readonly StepAnswers[]>()
  readonly #figures: SteadyBeat
  #isCounted = false
  #isClosed = false

  constructor(board: LiveBoard, tools: ActivityTools) {
    this.#board = board
    this.#tools = tools
    this.#figures = new SteadyBeat(() => this.#publishSafely(), tools)
  }

  readonly joined = (): void => this.#figures.ask()

  readonly draftsChanged = (participant: string, _facts: unknown, answers: readonly StepAnswers[]): void => {
    this.#answers.set(participant, answers)
    this.#figures.ask()
  }

  /** The groups are published from now on. */
  readonly stepBegan = async (): Promise<void> => this.#figures.ask()

  readonly stepsAreOver = async (): Promise<void> => this.#figures.ask()

  readonly groups = async (): Promise<ReadonlyMap<string, string>> => {
    const { forms } = this.#forms()
    if (forms.length === 0) return new Map()
    if (!this.#isCounted) await this.#count()
    const paths = new Set(forms.map(({ path }) => path))
    return new Map(
      [...this.#answers].flatMap(([participant, all]) => {
        const group = all.findLast((answers) => answers.group !== null && paths.has(answers.step))?.group
        return group === undefined || group === null ? [] : [[participant, group] as const]
      }),
    )
  }

  readonly closed = (): void => {
    this.#isClosed = true
    this.#figures.stop()
  }

  #publishSafely(): void {
    this.#publish().catch((cause: unknown) => {
      // The next change publishes it again.
      const facts = { board: this.#board.id, err: cause }
      this.#tools.log.warn(facts, 'the progress of a form could not be published')
    })
  }

  async #publish(): Promise<void> {
    const { agenda, forms } = this.#forms()
    if (!agenda || forms.length === 0) return
    if (!this.#isCounted) await this.#count()
    const { people } = this.#tools
    const [everybody, leading] = await Promise.all([
      people.countParticipants(this.#board.id),
      people.leadingAlone(this.#board.id),
    ])
    if (this.#isClosed) return
    const counted = { of: everybody - leading.length, leading: new Set(leading) }
    const steps: Record<string, Json> = {}
    for (const placed of forms) steps[placed.path] = this.#preparation(placed, agenda, counted)
    const shown = this.#board.read((doc) => preparationsIn(readActivity(doc, name)))
    if (JSON.stringify(Object.fromEntries(shown)) === JSON.stringify(steps)) return
    // A board that came from a file keeps the counts of that file until somebody answers here.
    const hasAnswers = [...this.#answers.values()].some((answers) => answers.length > 0)
    if (!hasAnswers && this.#board.read((doc) => isFromFile(readActivity(doc, name)))) return
    if (this.#board.mayAdjust(0)) await this.#board.write((doc) => writeActivity(doc, name, { steps }))
  }

  #forms(): { readonly agenda: Agenda | undefined; readonly forms: readonly PlacedStep[] } {
    const agenda = this.#board.read(readAgenda)
    const forms = agenda ? stepsOf(agenda.template).filter(({ step }) => step.activity === name) : []
    return { agenda, forms }
  }

  async #count(): Promise<void> {
    const { draftRows, drafts } = this.#tools
    const owners = await draftRows.draftOwnersOf(this.#board.id)
    await inGroups(owners, desksAtOnce, async ({ participant }) => {
      const key = { board: this.#board.id, participant }
      const answers = await drafts.withDrafts(key, async (desk) =>
        desk.read((doc) => answersOf(draftsOf(doc))),
      )
      // A change that came meanwhile is newer.
      if (!this.#answers.has(participant)) this.#answers.set(participant, answers)
    })
    this.#isCounted = true
  }

  /** Groups that are shown stay until five more people have prepared: else they would tell the group of a late-comer. */
  #groups(path: StepPath, begun: readonly StepAnswers[], known: ReadonlySet<string>): Preparation['groups'] {
    const shown = this.#board.read((doc) => preparationsIn(readActivity(doc, name)).get(path)?.groups ?? [])
    const counted = shown.reduce((sum, { count }) => sum + count, 0)
    const isStill = counted > 0 && Math.abs(begun.length - counted) < smallestGroup
    return isStill ? shown : groupsOf(begun, known)
  }

  #preparation({ path, step }: PlacedStep, { now, expected }: Agenda, { of, leading }: Counted) {
    const all = [...this.#answers].flatMap(([participant, each]) =>
      leading.has(participant) ? [] : each.filter((answers) => answers.step === path),
    )
    const begun = all.filter(({ count }) => count > 0)
    const known = new Set(step.activity === 'form' ? step.groups?.map(({ id }) => id) : [])
    // While people prepare, a group that grows from four to five would tell who has just begun.
    const isTold = known.size > 0 && now.move > 0
    const groups = isTold ? this.#groups(path, begun, known) : []
    return {
      begun: begun.length,
      done: all.filter(({ isDone }) => isDone).length,
      of: Math.max(of, begun.length, expected ?? 0),
      groups: groups.map((group) => ({ ...group })),
    } satisfies Preparation
  }
}

/** As the root of activities has it. */
export function stepsInJson(steps: ReadonlyMap<string, Preparation>): Readonly<Record<string, Json>> {
  return Object.fromEntries(
    [...steps].map(([path, { begun, done, of, groups }]) => [
      path,
      { begun, done, of, groups: groups.map((group) => ({ ...group })) },
    ]),
  )
}

function groupsOf(begun: readonly StepAnswers[], known: ReadonlySet<string>): Preparation['groups'] {
  const counts = new Map<string, number>()
  let others = 0
  for (const { group } of begun) {
    if (group !== null && known.has(group)) counts.set(group, (counts.get(group) ?? 0) + 1)
    else others += 1
  }
  return mergedGroups(counts, others)
}
