import * as Y from 'yjs'
import { hashOfText } from '#server/basics/hashes.ts'
import { findStep } from '#shared/agenda/steps.ts'
import type { Step, Template } from '#shared/agenda/template.ts'
import { writeActivity, type Json } from '#shared/board/activities.ts'
import { areaIdFor, placeAreas, placeParkingLot, readArea } from '#shared/board/area.ts'
import { writeAdoption, writeReply } from '#shared/board/adoptions.ts'
import { addCluster } from '#shared/board/change-cluster.ts'
import { writeMeta, type Language } from '#shared/board/document.ts'
import { addNote, type NewNote } from '#shared/board/note.ts'
import { parkingLot } from '#shared/board/parking-lot.ts'
import { blanksOfPrinciple, principleText } from '#shared/board/principle.ts'
import { setLocked } from '#shared/board/rights.ts'
import { writeRound } from '#shared/board/round.ts'
import { addStatement } from '#shared/board/statements.ts'
import { addVersion } from '#shared/board/versions.ts'
import { replyKey } from '#shared/workshop/adoption.ts'
import { builtInTemplate } from './built-in-template.ts'
import { agendaStart, liveAgenda, type Event } from './lived-agenda.ts'
import type { DayWords } from './day-words.ts'
import { dayWords, trades } from './lived-day-words.ts'
import { round } from './sample-board.ts'

/** People of the day, and the ids of some, which are in no file. */
export const dayPeople = 30
export const dayLeader = 'leader-Dq18'
export const dayVoter = 'voter-Dk92'

/** The built-in purpose day, for which the facilitator has named the trades of the people. */
function dayTemplate(): Template {
  const template = builtInTemplate('purpose-day')
  const withTrades = (step: Step): Step => (step.activity === 'form' ? { ...step, groups: trades } : step)
  return {
    ...template,
    phases: template.phases.map((phase) => ({ ...phase, steps: phase.steps.map(withTrades) })),
  }
}

/** The server counts only passes that there are. */
function someOf(counts: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0))
}

/** A purpose day after thirty people have lived it, as the server and their browsers write it. */
export function livedDay(language: Language = 'fr'): Y.Doc {
  const doc = new Y.Doc()
  writeMeta(doc, { schema: 1, title: dayWords[language].title, language })
  const day = new Day(doc, dayTemplate(), language)
  day.prepare()
  day.meet()
  day.start()
  day.widen()
  day.propose()
  day.challenge()
  day.consent()
  day.settle()
  day.close()
  day.park()
  day.live()
  return doc
}

interface Written extends Pick<NewNote, 'kind' | 'from' | 'tint' | 'blanks'> {
  readonly step: string
  readonly field: string
}

class Day {
  readonly #doc: Y.Doc
  readonly #template: Template
  readonly #language: Language
  readonly #words: DayWords
  readonly #counts = new Map<string, number>()
  #notes = 0
  #needs: readonly string[] = []
  #proposals: readonly string[] = []
  #rounds = 2

  constructor(doc: Y.Doc, template: Template, language: Language) {
    this.#doc = doc
    this.#template = template
    this.#language = language
    this.#words = dayWords[language]
  }

  prepare(): void {
    const groups: Json = [
      { id: 'network', count: 12 },
      { id: 'support', count: 8 },
      { id: null, count: 8 },
    ]
    const steps = { 'prepare/questions': { begun: 28, done: 26, of: dayPeople, groups } }
    writeActivity(this.#doc, 'form', { steps })
  }

  meet(): void {
    // Whose turn it is names people.
    const turns = { change: 9, now: null, next: null, spoken: [dayVoter], later: [] }
    writeActivity(this.#doc, 'turns', { 'opening/round': turns })
    this.#areas('opening/round')
    for (const [object, kept] of this.#words.objects) {
      this.#put(object, { step: 'opening/round', field: 'objects', kind: 'object', tint: 'sand' })
      this.#put(kept, { step: 'opening/round', field: 'kept', tint: 'mint' })
    }
  }

  start(): void {
    const step = 'starting-points/write'
    this.#areas(step)
    const groups = this.#words.groupTitles.map((): string[] => [])
    for (const [field, kind, group, text] of this.#words.startingPoints) {
      if (group === null || groups[group]?.length === 0) this.#beginRow({ step, field })
      const id = this.#put(text, { step, field, kind, tint: field === 'drives' ? 'sun' : 'sky' })
      if (group !== null) groups[group]?.push(id)
    }
    for (const [index, members] of groups.entries())
      addCluster(this.#doc, members, {
        id: `g${index}`,
        title: this.#words.groupTitles[index] ?? '',
        tint: 'sage',
      })
  }

  widen(): void {
    this.#areas('ecosystem/who')
    this.#areas('ecosystem/needs')
    const people = this.#words.stakeholders.map(([field, name]) =>
      this.#put(name, { step: 'ecosystem/who', field, kind: 'stakeholder', tint: 'lilac' }),
    )
    const needs = this.#words.needs.map(([who, text]) =>
      this.#put(text, {
        step: 'ecosystem/needs',
        field: 'needs',
        kind: 'need',
        tint: 'sky',
        from: [people[who] ?? ''],
      }),
    )
    this.#needs = needs
    const scores = Object.fromEntries(
      needs.map((need, index) => [need, [...(this.#words.needs[index]?.[2] ?? [])]]),
    )
    const objected = needs.at(-1) ?? ''
    writeRound(
      this.#doc,
      round({
        ...closedIn('ecosystem/agree', 1, needs),
        method: 'agreement',
        title: this.#words.needsTitle,
        budget: 5 * needs.length,
        cap: 5,
        totals: Object.fromEntries(
          Object.entries(scores).map(([need, counts]) => [
            need,
            counts.reduce((sum, n, points) => sum + n * points, 0),
          ]),
        ),
        scores,
        passes: Object.fromEntries(needs.map((need) => [need, 1])),
        reasons: this.#words.needObjections.map(([text, name]) => ({ option: objected, text, name })),
      }),
    )
  }

  propose(): void {
    const step = 'why/write'
    this.#areas(step)
    const proposals = this.#words.proposals.map((text, index) => {
      // Later ones were built on earlier ones.
      const parent = index >= 16 ? [`n${this.#notes + 1 - 16}`] : this.#sourcesOf(index)
      return this.#put(text, {
        step,
        field: 'proposals',
        tint: 'apricot',
        ...(parent.length > 0 && { from: parent }),
      })
    })
    this.#proposals = proposals
    const items = this.#words.questions.map(([proposal, text, answer], index) => [
      `q${index}`,
      {
        number: index + 1,
        note: proposals[proposal] ?? null,
        text,
        answers: answer === null ? [] : [answer],
        isSettled: answer === null,
      },
    ])
    writeActivity(this.#doc, 'read', Object.fromEntries(items) as Record<string, Json>)
    const dots = [17, 9, 14, 13, 6, 5, 8, 4, 3, 9, 2, 0, 5, 3, 4, 1, 2, 1, 7, 3, 4]
    writeRound(
      this.#doc,
      round({
        ...closedIn('shortlist/vote', 2, proposals),
        title: this.#words.shortlistTitle,
        budget: 5,
        cap: 1,
        totals: Object.fromEntries(proposals.map((id, index) => [id, dots[index] ?? 0])),
      }),
    )
  }

  /** The first proposals grew from groups and needs. */
  #sourcesOf(proposal: number): readonly string[] {
    return (
      {
        0: ['g0', 'g6', this.#needs[3] ?? ''],
        2: ['g4', this.#needs[1] ?? ''],
        3: ['g6'],
      }[proposal] ?? []
    )
  }

  challenge(): void {
    const path = 'challenge/rewrite'
    for (const [index, { proposal, versions }] of this.#words.statements.entries()) {
      const id = `s${index + 1}`
      const at = agendaStart + 4 * 3_600_000
      const from = [this.#proposals[proposal] ?? '']
      addStatement(this.#doc, { id, step: path, number: index + 1, from, at, text: versions.at(-1) ?? '' })
      for (const [place, text] of versions.entries())
        addVersion(this.#doc, {
          id: `${id}v${place + 1}`,
          statement: id,
          number: place + 1,
          text,
          at: at + (place + 1) * 900_000,
          step: path,
          hash: hashOfText(text),
          parents: place === 0 ? [] : [`${id}v${place}`],
        })
    }
    this.#swap()
    for (const text of this.#words.who)
      this.#put(text, { step: 'challenge/who', field: 's1v3', from: ['s1v3'] }, null)
  }

  #swap(): void {
    const step = 'challenge/swap'
    const text = this.#words.statements[0]?.versions.at(-1) ?? ''
    const options = this.#words.otherNames.map((_, index) => `name-${index + 1}`)
    const byOption = <Value>(valueOf: (row: DayWords['otherNames'][number]) => Value) =>
      Object.fromEntries(
        this.#words.otherNames.map((row, index) => [options[index] ?? '', valueOf(row)] as const),
      )
    writeRound(
      this.#doc,
      round({
        ...closedIn(step, this.#nextRound(), options),
        method: 'choice',
        target: 'texts',
        about: 's1v3',
        texts: byOption(([name]) => `${name}${this.#language === 'fr' ? ' ' : ''}: ${text}`),
        labels: byOption(([name]) => name),
        budget: 2 * options.length,
        cap: 2,
        totals: byOption(([, yes, almost]) => 2 * yes + almost),
        scores: byOption(([, yes, almost, no]) => [no, almost, yes]),
        passes: someOf(byOption(([, yes, almost, no]) => 29 - yes - almost - no)),
        reasons: this.#words.swapReasons.map(([name, answer, reason]) => ({
          option: options[name] ?? '',
          text: reason,
          name: null,
          ...(answer > 0 && { answer }),
        })),
      }),
    )
  }

  /** Asked twice: the first answers change the sentence. */
  consent(): void {
    const step = 'decide/consent'
    for (const [index, counts] of this.#words.consent.entries()) {
      const version = `s1v${index + 2}`
      const text = this.#words.statements[0]?.versions[index + 1] ?? ''
      const objections = index === 0 ? this.#words.objections : []
      const reasons = objections.map(([reason, name]) => ({ option: version, text: reason, name }))
      const number = this.#nextRound()
      writeRound(
        this.#doc,
        round({
          ...closedIn(step, number, [version]),
          method: 'agreement',
          target: 'texts',
          about: version,
          texts: { [version]: text },
          budget: 5,
          cap: 5,
          totals: { [version]: counts.reduce((sum, people, answer) => sum + people * answer, 0) },
          scores: { [version]: counts },
          passes: someOf({ [version]: 29 - counts.reduce((sum, people) => sum + people, 0) }),
          reasons: [...reasons, { option: version, text: this.#words.missing, name: null, answer: 2 }],
        }),
      )
      for (const [place, [, , text]] of objections.entries())
        writeReply(this.#doc, replyKey(`r${number}`, place), { text, at: agendaStart + 6 * 3_600_000 })
    }
    const text = this.#words.statements[0]?.versions.at(-1) ?? ''
    writeAdoption(this.#doc, {
      id: 'a1',
      number: 1,
      version: 's1v3',
      statement: 's1',
      text,
      hash: hashOfText(text),
      language: this.#language,
      at: agendaStart + 6.5 * 3_600_000,
      kind: 'consent',
      round: `r${this.#rounds}`,
      voices: { answered: 29, entitled: dayPeople },
    })
  }

  settle(): void {
    const step = 'how/settle'
    this.#areas(step)
    const notes = this.#words.principles.map(([choice, over, shows, betrays]) => {
      const principle = { choice, over, shows, betrays }
      const text = principleText(principle, this.#language)
      const blanks = blanksOfPrinciple(principle)
      return this.#put(text, { step, field: 'kept', kind: 'principle', tint: 'mint', blanks, from: ['n1'] })
    })
    setLocked(this.#doc, notes, true)
  }

  close(): void {
    const [commit, word] = ['close/commit', 'close/word']
    this.#areas(commit)
    this.#areas(word)
    for (const [text, who, when] of this.#words.commitments) {
      const blanks = { ...(who !== '' && { who }), ...(when !== '' && { when }) }
      this.#put(text, { step: commit, field: 'commitments', kind: 'commitment', tint: 'sage', blanks })
    }
    for (const text of this.#words.lastWords) this.#put(text, { step: word, field: 'words', tint: 'rose' })
    writeActivity(this.#doc, 'close', { date: '2027-01-19' })
  }

  #nextRound(): number {
    this.#rounds += 1
    return this.#rounds
  }

  park(): void {
    placeParkingLot(this.#doc)
    for (const text of this.#words.parked)
      this.#put(text, { step: 'why/write', field: 'proposals' }, parkingLot)
  }

  /** Goes through every step of the template in order, a little slower than planned. */
  live(): void {
    const steps = this.#template.phases.flatMap(({ id, steps }) =>
      steps.map((step) => ({ path: `${id}/${step.id}`, step })),
    )
    const together = steps.filter(({ step }) => step.pace !== 'own')
    const events = together.map(({ path }, index): Event => {
      const before = together[index - 1]?.step
      const spent = before ? Math.round((before.seconds ?? 60) * 1.08) : 0
      const wrote = before?.writing === 'private' && { wrote: { done: 29, of: dayPeople } }
      return [spent, { to: path, ...wrote }]
    })
    const last = together.at(-1)?.step.seconds ?? 60
    liveAgenda(this.#doc, { template: this.#template, answers: { team: this.#words.team }, by: dayLeader }, [
      ...events.slice(0, 6),
      [60, 'pause'],
      [600, 'resume'],
      ...events.slice(6),
      [last, { to: 'end' }],
    ])
  }

  #areas(path: string): void {
    const placed = findStep(this.#template, path)
    if (!placed || !('fields' in placed.step)) throw new Error(`${path} has no fields`)
    placeAreas(this.#doc, placed.phase, placed.step)
  }

  /** Leaves the rest of the row empty. */
  #beginRow(field: Pick<Written, 'step' | 'field'>): void {
    const area = areaIdFor(field) ?? ''
    const columns = this.#columnsOf(area)
    this.#counts.set(area, Math.ceil((this.#counts.get(area) ?? 0) / columns) * columns)
  }

  #columnsOf(area: string): number {
    return Math.max(2, Math.floor(((readArea(this.#doc, area)?.width ?? 700) - 40) / 220))
  }

  /** In rows that fit into its field. */
  #put(text: string, { step, field, ...facts }: Written, area = areaIdFor({ step, field })): string {
    const count = this.#counts.get(area ?? '') ?? 0
    this.#counts.set(area ?? '', count + 1)
    const { x = 0, y = 0 } = (area !== null && readArea(this.#doc, area)) || {}
    const columns = this.#columnsOf(area ?? '')
    this.#notes += 1
    return addNote(this.#doc, {
      id: `n${this.#notes}`,
      x: x + 40 + (count % columns) * 220,
      y: y + 90 + Math.floor(count / columns) * 260,
      author: null,
      created: agendaStart + this.#notes * 1_000,
      text,
      area,
      step,
      field,
      ...facts,
    })
  }
}

function closedIn(step: string, number: number, options: readonly string[]) {
  const times = {
    openedAt: agendaStart + number * 3_600_000,
    closedAt: agendaStart + number * 3_600_000 + 240_000,
  }
  return { id: `r${number}`, number, step, options, voted: 29, eligible: dayPeople, ...times }
}
