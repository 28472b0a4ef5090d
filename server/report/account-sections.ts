import type { StepFigures } from '#shared/agenda/agenda.ts'
import { wordsIn } from '#shared/agenda/fill.ts'
import { adoptionInWords } from '#shared/blocks/adoption.ts'
import { count } from '#shared/blocks/numbers.ts'
import type { StepPath, Words as Said } from '#shared/agenda/template.ts'
import { askedName } from '#shared/board/activities.ts'
import type { Language } from '#shared/board/document.ts'
import { parkingTitle } from '#shared/board/parking-lot.ts'
import type {
  Account,
  AccountFacts,
  AccountPhase,
  AccountPurpose,
  AccountStep,
  LivedAgenda,
  Times,
  ReportActivities,
} from '../board-file/account.ts'
import {
  Side,
  type AgendaRow,
  type DistributionBar,
  type Principle,
  type ReportBlock,
  type Reader,
  type Section,
} from '#shared/blocks/block.ts'
import type { BoardSnapshot, SnapshotNote } from '../board-file/snapshot.ts'
import { evidenceOf } from '#shared/statements/evidence.ts'
import { evidenceBlock } from '#shared/statements/evidence-block.ts'
import { evidenceFacts } from '#shared/statements/evidence-facts.ts'
import { groupTitle } from './outline.ts'
import { lineageSection } from './lineage-section.ts'
import { saidOnce } from './said-once.ts'
import { printableLine } from '#shared/text/printable.ts'
import { wordList } from './word-list.ts'
import { wordsOf, type AgendaWords } from './words.ts'

/** The content of a report, made of the account. */
export interface ReportContent {
  readonly account: Account
  /** The adopted sentence comes before everything. Null: none was adopted. */
  readonly front: ReportFront | null
  readonly sections: readonly Section[]
  /** The board without the things that stand in a section. */
  readonly rest: BoardSnapshot
}

export interface ReportFront {
  readonly label: string
  readonly text: string
  readonly language: Language
  /** How it was adopted. */
  readonly facts: readonly string[]
  /** The reason of an adoption without consent. */
  readonly reason: string | null
  /** Tells the exact words. */
  readonly digest: string
  /** Below it: what is known of it, the principles, who does what, and when the group meets again. */
  readonly blocks: readonly ReportBlock[]
}

export function reportContent(
  board: BoardSnapshot,
  facts: Reader & AccountFacts,
  activities: ReportActivities,
): ReportContent {
  const account = activities.accountOf(board, facts)
  const principles = new Set(board.notes.flatMap(({ id, kind }) => (kind === 'principle' ? [id] : [])))
  const steps = saidOnce(
    new Map(
      (account.agenda?.phases ?? [])
        .flatMap((phase) => phase.steps)
        .map((step) => [step.path, activities.blocksOf(step, board, facts)]),
    ),
    {
      notes: notesOnCards(account, board),
      isPrinciple: (id) => principles.has(id),
      digest: account.purpose ? adoptionInWords(account.purpose, facts).digest : undefined,
    },
  )
  const front = frontOf(account, board, facts, steps)
  const sections = sectionsOfReport(account, board, facts, activities, (path) => {
    const blocks = steps.get(path) ?? []
    const words = wordList(board, path, facts.language)
    return [...(front ? blocks.filter((_, place) => !isOnFront(blocks, place)) : blocks), ...words]
  })
  return { account, front, sections, rest: withoutPhases(board, account) }
}

/** The principles that were settled, and the notes whose words they have. */
function notesOnCards({ principles }: Account, { notes }: BoardSnapshot): ReadonlySet<string> {
  const settled = notes.filter(({ id }) => principles.some((principle) => principle.id === id))
  const texts = new Set(settled.map(({ text }) => text))
  return new Set(notes.flatMap(({ id, kind, text }) => (kind === 'principle' && texts.has(text) ? [id] : [])))
}

/** The commitments and their heading stand below the sentence. */
function isOnFront(blocks: readonly ReportBlock[], place: number): boolean {
  const [block, next] = [blocks[place], blocks[place + 1]]
  return block?.kind === 'actions' || (block?.kind === 'heading' && next?.kind === 'actions')
}

function frontOf(
  account: Account,
  board: BoardSnapshot,
  reader: Reader,
  steps: ReadonlyMap<StepPath, readonly ReportBlock[]>,
): ReportFront | null {
  const { purpose } = account
  if (!purpose) return null
  const words = wordsOf(reader.language)
  const { way, when, facts, reason, digest } = adoptionInWords(purpose, reader)
  return {
    label: words.purpose,
    text: purpose.text,
    language: purpose.language,
    facts: [`${way} ${when}`, ...facts],
    reason,
    digest,
    blocks: [
      ...evidenceBlocks(purpose, board, reader),
      ...headed(words.principles, [...steps.values()].flat().filter(isCard).map(withoutSigns)),
      ...[...steps.values()].flatMap((blocks) => blocks.filter((_, place) => isOnFront(blocks, place))),
      ...(account.agenda?.phases ?? [])
        .flatMap((phase) => phase.steps)
        .flatMap(({ activity, path }) => (activity === 'close' ? (steps.get(path) ?? []) : [])),
    ],
  }
}

/** Names, needs or quotes of one item, where the first page has to have room for all of it. Not measured. */
const mostOnFront = 2

export function evidenceBlocks(
  { version, text }: AccountPurpose,
  board: BoardSnapshot,
  reader: Reader,
): readonly ReportBlock[] {
  const id = board.versions.find((each) => each.id === version)?.statement
  if (id === undefined) return []
  const asked = board.activities[askedName]
  const facts = evidenceFacts({ ...board, asked, template: board.agenda?.template ?? null })
  const block = evidenceBlock(evidenceOf({ id, text }, facts), reader, mostOnFront)
  return block ? [block] : []
}

function headed(text: string, blocks: readonly ReportBlock[]): readonly ReportBlock[] {
  return blocks.length > 0 ? [{ kind: 'heading', text }, ...blocks] : []
}

function isCard(block: ReportBlock): block is Principle {
  return block.kind === 'principle'
}

/** Its signs stand in the chapter about it. */
function withoutSigns(principle: Principle): Principle {
  return { ...principle, signs: [], facts: [] }
}

/**
 * The sections of a report: on a board with an agenda its table, a chapter for each phase, then votes of no phase. PDF and
 * Markdown draw the same sections.
 */
function sectionsOfReport(
  account: Account,
  board: BoardSnapshot,
  facts: Reader,
  { sectionsOf }: ReportActivities,
  blocksOfStep: (path: StepPath) => readonly ReportBlock[],
): readonly Section[] {
  const { agenda } = account
  if (!agenda) return [...sectionsOf(board, facts), ...freeWords(board, facts)]
  const others = new Set(account.others.rounds)
  return [
    ...participationSection(account, agenda, board, facts),
    tableSection(agenda, facts),
    ...agenda.phases.flatMap((phase) => phaseSection(phase, facts, blocksOfStep) ?? []),
    ...(account.lineage ? [lineageSection(account.lineage, board, facts.language)] : []),
    ...parkingSection(account, board, facts),
    ...sectionsOf({ ...board, rounds: board.rounds.filter(({ id }) => others.has(id)) }, facts),
  ]
}

/** The words of a board without steps. */
function freeWords(board: BoardSnapshot, { language }: Reader): readonly Section[] {
  const [heading, ...blocks] = wordList(board, undefined, language)
  return heading?.kind === 'heading' ? [{ title: heading.text, blocks }] : []
}

/** How many people took part, in which phases and of which groups; never who. */
function participationSection(
  { made, participation: { people, wrote, voted, groups } }: Account,
  agenda: LivedAgenda,
  board: BoardSnapshot,
  { language }: Reader,
): readonly Section[] {
  const words = wordsOf(language)
  const facts = [
    ...(people > 0 ? [words.participants(people)] : []),
    ...(wrote ? [words.agenda.wrote(wrote.done, wrote.of)] : []),
    ...(voted ? [words.answered(voted.done, voted.of)] : []),
  ]
  const rows = phaseRows(agenda, board, language)
  if (groups.length + rows.length === 0) return []
  const bars = groups.map(({ title, count: of }): DistributionBar => ({
    label: title ? said(title, language) : words.otherPeople,
    count: of,
    amount: words.people(of),
    side: title ? Side.for : Side.outside,
  }))
  return [
    {
      title: words.participation,
      blocks: [
        { kind: 'facts', facts },
        {
          kind: 'facts',
          facts: made.map(({ what, count: of }) => `${count(language, of)} ${words.made(what, of)}`),
        },
        ...(groups.length === 0
          ? []
          : ([
              { kind: 'distribution', heading: null, facts: [], bars },
              { kind: 'remark', text: words.groupsHint },
            ] as const)),
        ...(rows.length === 0 ? [] : ([{ kind: 'table', heads: words.tookPart, rows, figures: 2 }] as const)),
      ],
    },
  ]
}

/** How many people wrote and answered in each phase, as far as the board knows. */
function phaseRows(
  { phases }: LivedAgenda,
  { rounds }: BoardSnapshot,
  language: Language,
): readonly (readonly string[])[] {
  const { someOf } = wordsOf(language)
  const shown = (figures: readonly StepFigures[]): string => {
    const most = figures.toSorted((a, b) => b.done - a.done)[0]
    return most ? someOf(most.done, most.of) : ''
  }
  return phases.flatMap(({ title, steps }) => {
    const paths = new Set(steps.map(({ path }) => path))
    const voted = rounds.flatMap(({ step, voted: done, eligible }) =>
      step !== undefined && paths.has(step) ? [{ done, of: eligible }] : [],
    )
    const cells = [shown(steps.flatMap(({ wrote }) => wrote ?? [])), shown(voted)]
    return cells.join('') === '' ? [] : [[said(title, language), ...cells.map((cell) => cell || '–')]]
  })
}

/** Nothing is voted on in the parking lot, and nothing of it is lost. */
function parkingSection({ parked }: Account, board: BoardSnapshot, { language }: Reader): readonly Section[] {
  if (parked.notes.length + parked.groups.length === 0) return []
  const words = wordsOf(language)
  const listOf = (heading: string | null, ids: readonly string[]): ReportBlock => ({
    kind: 'notes',
    heading,
    facts: [],
    notes: ids,
  })
  const groups = parked.groups.map((group) => listOf(groupTitle(board, group, language), group.notes))
  const loose =
    parked.notes.length > 0 ? [listOf(groups.length > 0 ? words.otherNotes : null, parked.notes)] : []
  const remark: ReportBlock = { kind: 'remark', text: words.agenda.parked, isLead: true }
  return [{ title: said(parkingTitle, language), blocks: [remark, ...groups, ...loose] }]
}

function withoutPhases(board: BoardSnapshot, { agenda, others }: Account): BoardSnapshot {
  if (!agenda) return board
  const groups = new Set(others.groups.map(({ id }) => id))
  const notes = new Set(others.notes)
  return {
    ...board,
    areas: [],
    clusters: board.clusters.filter(({ id }) => groups.has(id)),
    notes: board.notes
      .filter(({ id, cluster }) => notes.has(id) || (cluster !== null && groups.has(cluster)))
      .map(outsideAreas),
  }
}

/** Here the place where a note lies no longer tells its phase. */
function outsideAreas(note: SnapshotNote): SnapshotNote {
  const copy: Mutable<SnapshotNote> = { ...note }
  delete copy.area
  return copy
}
type Mutable<Thing> = { -readonly [Key in keyof Thing]: Thing[Key] }

export function tableSection(agenda: LivedAgenda, { language }: Reader): Section {
  const words = wordsOf(language).agenda
  const rowOf = (
    level: AgendaRow['level'],
    text: string,
    times: Times & Pick<AccountStep, 'visits' | 'isRunning'>,
    isAhead = false,
  ): AgendaRow => {
    const { planned, spent, paused, visits, isRunning } = times
    const isLeftOut = visits === 0 && agenda.startedAt !== null
    const remarks = [
      ...(isAhead ? [words.ahead] : isLeftOut ? [words.leftOut] : []),
      ...(isRunning ? [words.running] : []),
      ...(level === 'step' && visits > 1 ? [words.visits(visits)] : []),
      ...(paused > 0 ? [words.paused(words.length(paused))] : []),
    ]
    return {
      level,
      text,
      remark: remarks.join(', '),
      planned: planned === null ? '' : words.length(planned),
      spent: visits === 0 ? '' : words.length(spent),
      plannedSeconds: planned ?? 0,
      spentSeconds: spent,
    }
  }
  const visitsOf = ({ steps }: Pick<AccountPhase, 'steps'>) =>
    steps.reduce((sum, { visits }) => sum + visits, 0)
  const isLong = agenda.phases.flatMap(({ steps }) => steps).length > mostStepsInTable
  const rows = agenda.phases.flatMap((phase) => {
    // The step of a phase with one step would say the same again, and a day of many steps fills a page.
    const steps = isLong || phase.steps.length < 2 ? [] : phase.steps
    const isRunning = steps.length === 0 && phase.steps.some((step) => step.isRunning)
    return [
      rowOf(
        'phase',
        said(phase.title, language),
        { ...phase, visits: visitsOf(phase), isRunning },
        phase.steps.every(wasAhead),
      ),
      ...steps.map((step) => rowOf('step', excerptOf(step, language), step, wasAhead(step))),
    ]
  })
  const visits = agenda.phases.reduce((sum, phase) => sum + visitsOf(phase), 0)
  const total = rowOf('total', words.total, { ...agenda, visits, isRunning: false })
  const title = agenda.startedAt === null ? words.titleBefore : words.title
  return { title, blocks: [{ kind: 'agenda', heads: words.heads, rows: [...rows, total] }] }
}

/** Rows of a third of a page. Not measured. */
const mostStepsInTable = 15

/** Nobody was in it with the group, and something came of it: people did it at their own pace. */
function wasAhead({ visits, result }: AccountStep): boolean {
  return visits === 0 && result !== null
}

/** Undefined for a phase in which nobody was and nothing was made. */
function phaseSection(
  phase: AccountPhase,
  { language, zone }: Reader,
  blocksOf: (path: StepPath) => readonly ReportBlock[],
): Section | undefined {
  const words = wordsOf(language).agenda
  const parts = phase.steps.flatMap((step) => {
    const blocks = blocksOf(step.path)
    return blocks.length === 0 ? [] : [promptOf(step, language), ...blocks]
  })
  if (parts.length === 0 && phase.startedAt === null) return undefined
  const despites = phase.steps.flatMap(({ despite }) => despite ?? [])
  return {
    title: said(phase.title, language),
    blocks: [
      { kind: 'facts', facts: phaseFacts(phase, words, zone) },
      ...(phase.purpose
        ? [{ kind: 'remark', text: said(phase.purpose, language), isLead: true } as const]
        : []),
      ...despites.map((why) => ({ kind: 'remark', text: words.despite(printableLine(why)) }) as const),
      ...parts,
    ],
  }
}

function phaseFacts(
  { startedAt, endedAt, planned, spent, steps }: AccountPhase,
  words: AgendaWords,
  zone: string | undefined,
): readonly string[] {
  const wrote = steps.flatMap((step) => step.wrote ?? []).toSorted((a, b) => b.done - a.done)[0]
  return [
    ...(startedAt === null || endedAt === null
      ? []
      : [`${words.time(startedAt, zone)}–${words.time(endedAt, zone)}`]),
    ...(planned === null ? [] : [words.planned(words.length(planned))]),
    ...(startedAt === null
      ? [steps.every(wasAhead) ? words.ahead : words.leftOut]
      : [words.spent(words.length(spent))]),
    ...(wrote ? [words.wrote(wrote.done, wrote.of)] : []),
  ]
}

function promptOf({ prompt }: AccountStep, language: Language): ReportBlock {
  return { kind: 'prompt', text: prompt[0] ? said(prompt[0], language) : '' }
}

/** One line of the table. Not measured. */
const lineLength = 48

function excerptOf({ prompt, activity }: AccountStep, language: Language): string {
  const text = prompt[0] ? said(prompt[0], language) : activity
  if (text.length <= lineLength) return text
  const [words = ''] = /^.*(?=\s)/su.exec(text.slice(0, lineLength)) ?? []
  return `${(words === '' ? text.slice(0, lineLength) : words).replace(/[\s\p{P}]+$/u, '')}…`
}

function said(words: Said, language: Language): string {
  return printableLine(wordsIn(words, language).text)
}

/** Facts of the head of a report: when, how many people, how much they made, how long it took. */
export function headFacts(
  { agenda, made, notes }: Account,
  { language, zone }: Reader,
  [date = '', ...all]: readonly string[],
): readonly string[] {
  const words = wordsOf(language)
  // Names on the map and answers of tests are notes, too: where people wrote proposals, these are counted.
  const proposals = made.find(({ what }) => what === 'proposal')?.count ?? 0
  const counted = `${count(language, proposals)} ${words.made('proposal', proposals)}`
  const facts = all.map((fact) => (proposals > 0 && fact === words.notes(notes) ? counted : fact))
  if (!agenda || agenda.startedAt === null) return [date, ...facts]
  const { length, time } = words.agenda
  const until = agenda.endedAt === null ? '' : `–${time(agenda.endedAt, zone)}`
  return [
    words.date(agenda.startedAt, zone),
    `${time(agenda.startedAt, zone)}${until}`,
    ...facts,
    words.agenda.spent(length(agenda.spent)),
  ]
}
