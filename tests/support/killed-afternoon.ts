import { isDeepStrictEqual } from 'node:util'
import assert from 'node:assert/strict'
import type * as Y from 'yjs'
import { hashOfText } from '#server/basics/hashes.ts'
import { questionIn } from '#shared/activities/consent/question.ts'
import { keptIn } from '#shared/activities/principles/kept.ts'
import type { Step, Template } from '#shared/agenda/template.ts'
import { readActivity } from '#shared/board/activities.ts'
import { adoptionsOf, repliesOf } from '#shared/board/adoptions.ts'
import { readAgenda, readAgendaNow } from '#shared/board/agenda.ts'
import { areasOf } from '#shared/board/area.ts'
import { commentsOf, readComment } from '#shared/board/comments.ts'
import { graftsRoot } from '#shared/board/document.ts'
import { lettersOfGraft } from '#shared/board/grafts.ts'
import { addNote, notesOf, readNote, type NewNote } from '#shared/board/note.ts'
import { principleText } from '#shared/board/principle.ts'
import { lockedOf } from '#shared/board/rights.ts'
import { readRound, roundsOf } from '#shared/board/round.ts'
import { readStatement, statementsOf, wordingOf } from '#shared/board/statements.ts'
import { readStepTables, readTables, readTablesNow, readTableState } from '#shared/board/tables.ts'
import { placeIn } from '#shared/board/text-place.ts'
import { readVersion, versionsOf } from '#shared/board/versions.ts'
import type { PurposePageState } from '#shared/wire/purpose-page.ts'
import { replyKey } from '#shared/workshop/adoption.ts'
import { ChoiceWeight, RoundState, type Round } from '#shared/workshop/round.ts'
import type { StepTest } from '#shared/statements/tested.ts'
import { tableOf } from '#shared/workshop/tables.ts'
import { KilledGroup, type GroupOptions, type Member } from './killed-group.ts'
import type { Random } from './random.ts'
import { judgeCommand, swapsOf } from './swap-questions.ts'

const base = { prompt: [{ en: 'Do it' }], seconds: 600, writing: 'none' } as const
const fields = [{ id: 'all', title: { en: 'Ideas' } }]
const written = { from: 'write/write', take: 'notes', show: 'pour' } as const
const rewritten = { from: 'challenge/rewrite', take: 'statements', show: 'pour' } as const

const template: Template = {
  format: 'boussole-template',
  version: 1,
  id: 'afternoon',
  title: { en: 'Afternoon' },
  ask: [],
  phases: [
    phaseOf('write', [{ ...base, id: 'write', activity: 'write', writing: 'shared', fields }]),
    phaseOf('work', [
      {
        ...base,
        id: 'hand',
        activity: 'write',
        writing: 'shared',
        who: 'tables',
        tables: { size: 3 },
        makes: { most: 4 },
        fields,
      },
    ]),
    phaseOf('challenge', [
      { ...base, id: 'rewrite', activity: 'rewrite', writing: 'shared', input: [written] },
      {
        ...base,
        id: 'swap',
        activity: 'test',
        kind: 'swap',
        names: ['Acme', 'Globex', 'Initech'],
        input: [rewritten],
      },
      {
        ...base,
        id: 'again',
        activity: 'rewrite',
        writing: 'shared',
        who: 'tables',
        tables: { size: 3 },
        input: [rewritten],
      },
    ]),
    phaseOf('decide', [{ ...base, id: 'consent', activity: 'consent', input: [rewritten] }]),
    phaseOf('how', [
      { ...base, id: 'write', activity: 'write', writing: 'shared', makes: { kind: 'principle' }, fields },
      { ...base, id: 'settle', activity: 'principles', does: 'settle', writing: 'shared', fields },
    ]),
  ],
}

function phaseOf(id: string, steps: readonly Step[]): Template['phases'][number] {
  return { id, title: { en: id }, steps }
}

interface AfternoonReport {
  /** Answers and writings that somebody was told are saved. */
  readonly promised: number
  readonly kills: number
}

/**
 * The second half of a purpose day, from statements to the published page, on a server that is killed again and again.
 * Throws when anything that was answered is lost or there twice, and at half states.
 */
export async function killedAfternoon(options: Omit<GroupOptions, 'faultsOf'>): Promise<AfternoonReport> {
  const group = await KilledGroup.open({ ...options, faultsOf })
  const story = new Afternoon(group, options.random)
  try {
    await group.play(() => story.play())
    return { promised: group.promises, kills: group.kills }
  } finally {
    await group.close()
  }
}

class Afternoon {
  readonly #group: KilledGroup
  readonly #fay: Member
  readonly #crew: readonly Member[]
  readonly #random: Random
  /** Letters of each statement that were added after it was made. */
  readonly #added = new Map<string, number>()

  constructor(group: KilledGroup, random: Random) {
    this.#group = group
    this.#fay = group.fay
    this.#crew = group.crew
    this.#random = random
  }

  async play(): Promise<void> {
    const fay = this.#fay
    await fay.do({ kind: 'agenda.take', template, answers: {} }, (doc) => readAgendaNow(doc) !== undefined)
    await fay.leadTo('write/write')
    for (const index of [0, 1, 2])
      await this.#addNote(fay, { id: `seed${index}`, text: `We keep promise ${index}`, step: 'write/write' })
    await this.#handUp()
    await this.#lead('challenge/rewrite')
    await this.#rewrite('challenge/rewrite')
    await this.#lead('challenge/swap')
    await this.#swap()
    await this.#lead('challenge/again')
    await this.#rewrite('challenge/again')
    await this.#lead('decide/consent')
    await this.#decide()
    await this.#settle()
    await this.#publish()
  }

  /** Leads to a step, and waits until everybody is there. */
  async #lead(path: string): Promise<void> {
    await this.#fay.leadTo(path)
    await this.#everybody((member) => member.until((doc) => readAgendaNow(doc)?.step === path))
  }

  async #everybody(work: (member: Member, index: number) => Promise<void>): Promise<void> {
    await Promise.all(this.#crew.map(work))
  }

  async #addNote(
    by: Member,
    { id, text, ...others }: Pick<NewNote, 'step' | 'area' | 'kind'> & Required<Pick<NewNote, 'id' | 'text'>>,
  ): Promise<void> {
    await by.write(
      `the note ${id}`,
      (doc) => addNote(doc, { id, x: 0, y: 0, created: 1, author: null, field: 'all', text, ...others }),
      (doc) => readNote(doc, id)?.text === text,
    )
  }

  /** Each table gets its people, writes, and hands up. */
  async #handUp(): Promise<void> {
    const path = 'work/hand'
    await this.#lead(path)
    const fay = this.#fay
    const move = readAgendaNow(fay.doc)?.move ?? 0
    await fay.do({ kind: 'tables.draw', from: move }, (doc) => readTables(doc, 'work').length === 2)
    await this.#everybody(async (member, index) => {
      const own = () => tableOf(readTables(member.doc, 'work'), member.id) ?? 0
      // The step had drawn tables when it began: this person has to know those of the second draw.
      await member.until((doc) => isDeepStrictEqual(readTables(doc, 'work'), readTables(fay.doc, 'work')))
      await member.until((doc) => own() > 0 && areasOf(doc).some(({ id }) => id === `${path}/all/${own()}`))
      const id = `handed${index}`
      await this.#addNote(member, { id, text: id, step: path, area: `${path}/all/${own()}` })
      const table = own()
      await member.do({ kind: 'table.hand', from: move, id, isHanded: true }, (doc) =>
        (readTableState(doc, path, table).handed ?? []).includes(id),
      )
      await member.do({ kind: 'table.help', from: move, asks: true }, () => true)
    })
    const handed = (doc: Y.Doc) => [1, 2].flatMap((table) => readTableState(doc, path, table).handed ?? [])
    await fay.until((doc) => new Set(handed(doc)).size === this.#crew.length)
    assert.equal(handed(fay.doc).length, this.#crew.length)
  }

  /** Everybody writes, keeps versions, comments and grafts. */
  async #rewrite(path: string): Promise<void> {
    const isAtTables = path === 'challenge/again'
    await this.#everybody(async (member, index) => {
      await member.until(
        (doc) =>
          statementsOf(doc).length === 3 &&
          statementsOf(doc).every(({ id }) => versionsOf(doc, id).length > 0) &&
          (!isAtTables || readTablesNow(doc)?.step === path),
      )
      const mine = () => this.#ownStatements(member, isAtTables)
      await member.until(() => mine().length > 0)
      for (let turn = 0; turn < 3; turn += 1) {
        const statement = this.#random.pick(mine())
        const token = `${String.fromCodePoint(97 + index)}${isAtTables ? 'z' : ''}${turn} `
        await member.write(
          token,
          (doc) => wordingOf(doc, statement)?.insert(0, token),
          (doc) => occurrences(wordingOf(doc, statement)?.toString() ?? '', token) === 1,
        )
        this.#count(statement, token.length)
        await this.#workOn(member, statement)
      }
    })
    for (const { id, from } of statementsOf(this.#fay.doc)) {
      const seed = readNote(this.#fay.doc, from[0] ?? '')?.text ?? ''
      const grafted = [...graftsRoot(this.#fay.doc).keys()].flatMap((graft) => {
        const letters = lettersOfGraft(this.#fay.doc, graft)
        return letters?.statement === id ? [letters.length] : []
      })
      const length = seed.length + (this.#added.get(id) ?? 0) + grafted.reduce((sum, each) => sum + each, 0)
      await this.#fay.until((doc) => wordingOf(doc, id)?.length === length)
    }
  }

  async #workOn(member: Member, statement: string): Promise<void> {
    const { doc } = member
    const wording = wordingOf(doc, statement)
    if (!wording) throw new Error('a statement has no words')
    const kind = this.#random.pick(['keep', 'comment', 'graft'])
    if (kind === 'keep')
      await member.do(
        { kind: 'version.keep', statement },
        (now, id) => readVersion(now, id)?.statement === statement,
        ['nothing_to_keep', 'other_table'],
      )
    if (kind === 'comment') {
      const place = placeIn(wording, { start: 0, end: 4 })
      const id = await member.do(
        { kind: 'comment.add', statement, ...place, text: 'Why?' },
        (now, comment) => readComment(now, comment)?.statement === statement,
      )
      await member.do(
        { kind: 'comment.settle', comment: id, isDone: true },
        (now) => readComment(now, id)?.isDone === true,
      )
    }
    if (kind === 'graft') {
      const source = this.#random.pick(versionsOf(doc).filter((version) => version.statement !== statement))
      const text = source.text.split(' ').slice(-2).join(' ')
      await member.do(
        { kind: 'statement.graft', from: source.id, text, into: statement, at: null },
        (now, id) =>
          graftsRoot(now).has(id) && (wordingOf(now, statement)?.toString().includes(text) ?? false),
      )
    }
  }

  #ownStatements({ doc, id: person }: Member, isAtTables: boolean): readonly string[] {
    const own = tableOf(readTables(doc, 'challenge'), person) ?? 0
    return statementsOf(doc)
      .filter(({ tables }) => !isAtTables || tables?.includes(own))
      .map(({ id }) => id)
  }

  #count(statement: string, letters: number): void {
    this.#added.set(statement, (this.#added.get(statement) ?? 0) + letters)
  }

  /** Two sentences are judged under other names. */
  async #swap(): Promise<void> {
    const path = 'challenge/swap'
    for (let number = 1; number <= 2; number += 1) {
      if (number > 1) await this.#fay.do({ kind: 'test.open' }, (doc) => swapsIn(doc, path).length >= number)
      const swaps = { of: (doc: Y.Doc) => swapsIn(doc, path), close: 'asking.show' } as const
      await this.#judge(swaps, number, (member, round, option) => {
        const said = this.#random.pick(['no', 'almost', 'yes'] as const)
        const reason = { text: `${member.name} says ${said}`, isSigned: false }
        return { command: judgeCommand(round, option, said, reason), answer: ChoiceWeight[said] }
      })
    }
  }

  /** Everybody answers about each option of the open round. Then it is closed, and the result is the sum. */
  async #judge(
    {
      of,
      close,
    }: { readonly of: (doc: Y.Doc) => readonly StepTest[]; readonly close: 'asking.show' | 'round.close' },
    number: number,
    answerOf: (
      member: Member,
      round: string,
      option: string,
    ) => { readonly command: Parameters<Member['do']>[0]; readonly answer: number },
  ): Promise<StepTest> {
    const isOpen = (doc: Y.Doc) => of(doc)[number - 1]?.state === RoundState.open
    await this.#fay.until(isOpen)
    const { id, options } = of(this.#fay.doc)[number - 1] as StepTest
    const given = new Map<string, number[]>()
    await this.#everybody(async (member) => {
      await member.until(isOpen)
      for (const option of options) {
        const { command, answer } = answerOf(member, id, option)
        await member.do(command, () => true)
        given.set(option, [...(given.get(option) ?? []), answer])
      }
    })
    const isCounted = (doc: Y.Doc) => {
      const round = of(doc)[number - 1]
      return (
        round?.state === RoundState.closed &&
        round.voted === this.#crew.length &&
        options.every((option) => {
          const answers = given.get(option) ?? []
          const counts = round.scores?.[option] ?? []
          return counts.every((count, answer) => count === answers.filter((one) => one === answer).length)
        })
      )
    }
    const command = close === 'asking.show' ? { kind: close, asked: id } : { kind: close, round: id }
    await this.#fay.do(command, isCounted)
    await this.#fay.until(isCounted)
    return of(this.#fay.doc)[number - 1] as StepTest
  }

  /** The group is asked, objects, amends, is asked again, and adopts both. */
  async #decide(): Promise<void> {
    const path = 'decide/consent'
    const rounds = { of: (doc: Y.Doc) => roundsIn(doc, path), close: 'round.close' } as const
    const fay = this.#fay
    const current = () => questionIn(readActivity(fay.doc, 'consent'), path).current ?? ''
    const candidates = () => questionIn(readActivity(fay.doc, 'consent'), path).candidates
    await fay.until(() => candidates().length > 0)
    // Of several sentences the room has chosen none.
    if (current() === '')
      await fay.do({ kind: 'consent.choose', version: candidates()[0] ?? '' }, () => current() !== '')
    for (const number of [1, 2]) {
      await fay.until(() => current() !== '')
      if (number > 1) await this.#amend(current())
      const version = current()
      // The question ends what somebody has begun to amend.
      await fay.do({ kind: 'consent.draft', version, isOpen: true }, () => true)
      await fay.do({ kind: 'consent.ask', version }, (doc, id) => readRound(doc, id)?.about === version)
      const { id, reasons = [] } = await this.#judge(rounds, number, (member, round, option) => {
        // One objects and one may; the others carry it, or nobody could adopt it by consent.
        const place = this.#crew.indexOf(member)
        const answer = place === 0 ? 0 : place === 1 ? this.#random.below(6) : 3 + this.#random.below(3)
        const reason = { text: `${member.name} objects`, isSigned: false }
        return {
          command: { kind: 'answer.set', round, option, answer, ...(answer < 3 && { reason }) },
          answer,
        }
      })
      for (const index of reasons.keys())
        await fay.do(
          { kind: 'objection.answer', round: id, index, text: `We heard ${index}` },
          (doc) => repliesOf(doc)[replyKey(id, index)]?.text === `We heard ${index}`,
        )
      await fay.do({ kind: 'purpose.adopt', version, by: 'consent' }, (doc) =>
        adoptionsOf(doc).some((adoption) => adoption.version === version && adoption.round === id),
      )
      await fay.until((doc) => adoptionsOf(doc).length === number)
    }
  }

  async #amend(version: string): Promise<void> {
    const fay = this.#fay
    const statement = readVersion(fay.doc, version)?.statement ?? ''
    const path = 'decide/consent'
    await fay.do({ kind: 'consent.draft', version, isOpen: true }, () => true)
    await fay.write(
      'an amendment',
      (doc) => wordingOf(doc, statement)?.insert(0, 'Amended '),
      (doc) => occurrences(wordingOf(doc, statement)?.toString() ?? '', 'Amended ') === 1,
    )
    const id = await fay.do(
      { kind: 'consent.amend', version, words: wordingOf(fay.doc, statement)?.toString() ?? '' },
      (doc, amended) => readVersion(doc, amended)?.text.startsWith('Amended') === true,
    )
    await fay.until((doc) => questionIn(readActivity(doc, 'consent'), path).current === id)
  }

  async #settle(): Promise<void> {
    const fay = this.#fay
    await fay.leadTo('how/write')
    const ids = [0, 1, 2, 3, 4].map((index) => `principle${index}`)
    for (const id of ids) {
      const text = principleText({ choice: id, over: 'speed', shows: 'no', betrays: 'yes' }, 'en')
      await this.#addNote(fay, { id, text, step: 'how/write', kind: 'principle' })
    }
    const path = 'how/settle'
    await fay.leadTo(path)
    for (const id of ids)
      await fay.do(
        { kind: 'principles.keep', note: id, isKept: true },
        (doc) => keptIn(path, notesOf(doc)).filter(({ from }) => from?.includes(id)).length === 1,
      )
    await fay.do({ kind: 'principles.settle', isSettled: true }, (doc) => {
      const locked = lockedOf(doc)
      return keptIn(path, notesOf(doc)).every(({ id }) => locked.has(id))
    })
  }

  /** The page is published twice. Each version is there with its letters and its sheet of paper, or not at all. */
  async #publish(): Promise<void> {
    for (let wanted = 1; wanted <= 2; wanted += 1) {
      let numbers: readonly number[] = []
      while (numbers.length < wanted) {
        await this.#group.back
        this.#group.provoke()
        const published = await this.#ask('POST', '/versions', {}).catch(() => undefined)
        await this.#group.back
        const state = (await this.#ask('GET', '')).body as PurposePageState
        numbers = state.versions.map(({ number }) => number)
        if (published) assert.ok(numbers.includes((published.body as { readonly number: number }).number))
        if (numbers.length > 0) await this.#checkPage(state)
      }
      assert.deepEqual(
        numbers,
        numbers.map((_, index) => index + 1),
      )
    }
  }

  async #checkPage({ address, versions }: PurposePageState): Promise<void> {
    const { pathname } = new URL(address ?? '')
    const { ask } = this.#group.server
    const sentence = adoptionsOf(this.#fay.doc).at(-1)?.text ?? ''
    const { body } = await ask('GET', pathname)
    assert.ok(
      String(body)
        .replaceAll(/<[^>]+>/g, '')
        .includes(sentence),
      'the page has another sentence',
    )
    for (const { number } of versions)
      for (const file of [`/v/${number}`, `/v/${number}.pdf`])
        assert.equal((await ask('GET', pathname + file)).status, 200, file)
  }

  async #ask(method: string, path: string, body?: unknown) {
    const { board, session } = this.#fay.session
    return this.#group.server.ask(method, `/api/boards/${board}/purpose-page${path}`, body, session)
  }
}

function roundsIn(doc: Y.Doc, path: string): readonly Round[] {
  return roundsOf(doc)
    .filter(({ step }) => step === path)
    .toSorted((a, b) => a.number - b.number)
}

function swapsIn(doc: Y.Doc, path: string): readonly StepTest[] {
  return swapsOf(doc).filter(({ step }) => step === path)
}

function occurrences(text: string, words: string): number {
  return text.split(words).length - 1
}

/** States that no moment may leave behind. */
function faultsOf(doc: Y.Doc): readonly string[] {
  return [
    ...faultsOfVersions(doc),
    ...faultsOfRounds(doc),
    ...faultsOfConsent(doc),
    ...faultsOfAdoptions(doc),
    ...faultsOfPrinciples(doc),
    ...faultsOfTables(doc),
  ]
}

function faultsOfVersions(doc: Y.Doc): readonly string[] {
  const faults: string[] = []
  const versions = versionsOf(doc)
  const known = new Set(versions.map(({ id }) => id))
  for (const { id, statement, text, hash, parents } of versions) {
    if (!readStatement(doc, statement)) faults.push(`version ${id} has no statement`)
    if (hash !== hashOfText(text)) faults.push(`version ${id} has another hash`)
    if (parents.some((parent) => !known.has(parent))) faults.push(`version ${id} has no parent`)
  }
  for (const { id } of statementsOf(doc)) {
    const numbers = versionsOf(doc, id).map(({ number }) => number)
    if (!numbers.every((number, index) => number === index + 1) || numbers.length === 0)
      faults.push(`statement ${id} has versions ${numbers.join()}`)
    if (!wordingOf(doc, id)) faults.push(`statement ${id} has no words`)
  }
  for (const { id, statement, quote } of commentsOf(doc))
    if (!readStatement(doc, statement) || quote === '') faults.push(`comment ${id} is on nothing`)
  for (const id of graftsRoot(doc).keys())
    if (!lettersOfGraft(doc, id)) faults.push(`graft ${id} has no letters`)
  return faults
}

function faultsOfRounds(doc: Y.Doc): readonly string[] {
  const rounds = roundsOf(doc)
  const open = rounds.filter(({ state }) => state === RoundState.open)
  const faults = open.length > 1 ? [`${open.length} rounds are open`] : []
  for (const { id, state, voted, totals, reasons = [] } of rounds) {
    if (state === RoundState.closed && (totals !== null) !== voted >= 3)
      faults.push(`round ${id} is closed without its result`)
    if (state === RoundState.open && (totals !== null || reasons.length > 0))
      faults.push(`round ${id} is open with a result`)
  }
  for (const key of Object.keys(repliesOf(doc))) {
    const [round = '', index] = key.split('/')
    if (!readRound(doc, round)?.reasons?.[Number(index)]) faults.push(`reply ${key} answers nothing`)
  }
  return faults
}

function faultsOfConsent(doc: Y.Doc): readonly string[] {
  const path = 'decide/consent'
  const isAsked = roundsIn(doc, path).some(({ state }) => state === RoundState.open)
  const { isDrafting } = questionIn(readActivity(doc, 'consent'), path)
  return isAsked && isDrafting ? ['a sentence is amended while people are asked about it'] : []
}

function faultsOfAdoptions(doc: Y.Doc): readonly string[] {
  const adoptions = adoptionsOf(doc)
  const log = readAgenda(doc)?.log ?? []
  return adoptions.flatMap(({ id, number, version, text, hash, round }, index) => {
    const found = readVersion(doc, version)
    const isWhole =
      found?.text === text &&
      found.hash === hash &&
      number === index + 1 &&
      readRound(doc, round ?? '')?.state === RoundState.closed &&
      log.filter(({ adoption }) => adoption === id).length === 1
    return isWhole ? [] : [`adoption ${id} is not whole`]
  })
}

function faultsOfPrinciples(doc: Y.Doc): readonly string[] {
  const kept = keptIn('how/settle', notesOf(doc))
  const locked = lockedOf(doc)
  const count = kept.filter(({ id }) => locked.has(id)).length
  const sources = kept.flatMap(({ from }) => from ?? [])
  return [
    ...(count === 0 || count === kept.length ? [] : [`${count} of ${kept.length} principles are locked`]),
    ...(new Set(sources).size === sources.length ? [] : ['a principle was kept twice']),
  ]
}

function faultsOfTables(doc: Y.Doc): readonly string[] {
  const people = readStepTables(doc)?.tables.flatMap((table) => table.people) ?? []
  return new Set(people).size === people.length ? [] : ['somebody sits at two tables']
}
