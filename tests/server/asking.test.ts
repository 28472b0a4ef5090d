import { expect, test } from 'vitest'
import { voterOf } from '#server/polls/board-polls.ts'
import { declarations } from '#shared/activities/declared.ts'
import { answersTo, AskAudience, itemsOf, type Ask, type AskedItem } from '#shared/asking/ask.ts'
import { askedIn, isShown, type Asked } from '#shared/asking/asked.ts'
import type { Declared } from '#shared/asking/define.ts'
import type { Step, Template } from '#shared/agenda/template.ts'
import { readActivity, askedName } from '#shared/board/activities.ts'
import { addNote } from '#shared/board/note.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { lead, moveTo } from '#tests/support/agendas.ts'
import { boardWithStatements } from '#tests/support/tested-board.ts'
import { bytesOfFolder } from '#tests/support/bytes-of-folder.ts'
import {
  declaredAboutExample,
  declaredExample,
  declareForTest,
  exampleAnswer,
} from '#tests/support/declared-example.ts'
import { exportedFile } from '#tests/support/exported-file.ts'
import { seededRandom, testSeed } from '#tests/support/random.ts'
import { newDataDir, startServer, type TestServer } from '#tests/support/server.ts'
import { joinBoard, outcomeOf, type Voter } from '#tests/support/socket-voters.ts'

const path = 'now/ask'

/** Every audience with every kind of question, and each declared activity by itself. */
const cases = [
  ...Object.values(AskAudience).map(
    (audience) => [`an example (${audience})`, declaredExample(audience)] as const,
  ),
  ['an example about sentences', declaredAboutExample(AskAudience.secret)] as const,
  ...Object.entries(declarations),
]

/** The sentences of the board, for activities that ask about them. */
const sentences = ['We carry the radio at night.', 'We hold the bend.', 'We keep a safe place.']

/** Fewer than five answers tell only which of two is given more often. */
const tellsOutcome = (ask: Ask): boolean => ask.kind === 'choice' && ask.between !== undefined

const template = ({ name }: Declared): Template => ({
  format: 'boussole-template',
  version: 1,
  id: 'asking',
  title: { en: 'Asking' },
  ask: [],
  phases: [
    {
      id: 'now',
      title: { en: 'Now' },
      steps: [
        { id: 'before', activity: 'read', prompt: [], seconds: null, writing: 'none' },
        // The example has the name of an activity that closes everything.
        {
          id: 'ask',
          activity: name,
          prompt: [{ en: 'How is it?' }],
          seconds: 60,
          writing: 'none',
          rights: 'open',
        } as Step,
      ],
    },
  ],
})

const stateOf = ({ client }: Voter): Asked | undefined => askedIn(readActivity(client.doc, askedName), path)

/** Every field of the step, of all pairs. */
function fieldsOf(asked: Asked): readonly AskedItem[] {
  const { pairs } = asked
  if (!pairs) return itemsOf(asked)
  return pairs.all.flatMap((_, at) => itemsOf({ ...asked, pairs: { ...pairs, at } }))
}

/** Shows the answers; of pairs one after the other, each once these people have answered. */
async function showAll(fay: Voter, voters: readonly Voter[] = []): Promise<void> {
  for (;;) {
    const asked = stateOf(fay)
    if (!asked || isShown(asked)) return
    const reply = await fay.client.command({ kind: 'asking.show', asked: asked.id })
    expect(outcomeOf(reply)).toBe('ok')
    await fay.client.until(() => stateOf(fay)?.id !== asked.id || isShown(stateOf(fay)))
    const next = stateOf(fay)
    if (next && !isShown(next)) for (const [index, voter] of voters.entries()) await give(voter, next, index)
  }
}

async function give(voter: Voter, asked: Asked, index: number): Promise<void> {
  const { id, audience } = asked
  for (const { item: question, ask } of itemsOf(asked)) {
    const value = exampleAnswer(ask, index)
    const reply = await voter.client.command({ kind: 'answer.write', asked: id, question, value, audience })
    expect([question, outcomeOf(reply)]).toEqual([question, 'ok'])
  }
}

const names = ['Adalbert', 'Bohumil', 'Cyprian']

async function begin(server: TestServer, declared: Declared) {
  declareForTest(declared)
  const board = declared.about
    ? await boardWithStatements(
        server,
        sentences.map((text, index) => ({ id: `s${index + 1}`, versions: [text] })),
      )
    : await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator, keepsFrames: true })
  // Cases that were noted on the board, with the same words.
  for (const [index, text] of declared.isAboutCases ? sentences.entries() : []) {
    const blanks = { a: 'Go', b: 'Stay', noted: `2026-01-0${index + 1}` }
    addNote(fay.client.doc, { x: 0, y: 0, author: null, created: 1, kind: 'dilemma', text, blanks })
  }
  await fay.client.allSaved()
  const voters: Voter[] = []
  for (const name of names) voters.push(await joinBoard(server, board, { name, keepsFrames: true }))
  // Somebody is here who never answers: the next pair does not come by itself.
  if (declared.pairs) await joinBoard(server, board, { name: 'Dagobert' })
  expect(await lead(fay, { kind: 'agenda.take', template: template(declared), answers: {} })).toBe('ok')
  await moveTo(fay, path)
  await fay.client.until(() => stateOf(fay) !== undefined)
  const asked = stateOf(fay)
  if (!asked) throw new Error('nothing is asked')
  const [stored] = await server.store.askingsOf(board.id)
  expect(asked.things.map(({ text }) => text)).toEqual(declared.about ? sentences : [])
  if (declared.isOnProposal)
    for (const { id: thing } of asked.things)
      await voters[0]?.client.command({
        kind: 'asking.propose',
        asked: asked.id,
        thing,
        reason: 'It is long',
      })
  return { board, fay, voters, asked, key: stored?.key ?? '' }
}

test.each(cases)(
  '%s: no byte tells an answer before it is shown, and none whose it was afterwards',
  async (_, declared) => {
    const server = await startServer()
    const { board, fay, voters, asked, key } = await begin(server, declared)
    expect(asked).toMatchObject({ turn: 1, audience: declared.audience, shown: null })
    for (const [index, voter] of voters.entries()) await give(voter, asked, index)
    const eve = await joinBoard(server, board, { role: Role.viewer, keepsFrames: true })
    addNote(fay.client.doc, { x: 0, y: 0, author: null, created: 1, text: 'done' })
    await fay.client.allSaved()

    const hashes = voters.map(({ session }) => voterOf({ key }, session.participant.id))
    const said = voters.flatMap((_voter, index) =>
      itemsOf(asked).flatMap(({ ask }) => (ask.kind === 'text' ? [String(exampleAnswer(ask, index))] : [])),
    )
    expect(key).toHaveLength(43)
    for (const person of [fay, eve, ...voters]) {
      const bytes = Buffer.concat(person.client.frames)
      for (const secret of [key, ...hashes, ...said]) expect(bytes.includes(secret)).toBe(false)
    }
    const before = await bytesOfFolder(server.dataDir)
    expect([key, ...hashes, ...said].filter((trace) => !before.includes(trace))).toEqual([])

    await showAll(fay, voters)
    await eve.client.until(() => stateOf(eve)?.shown != null)
    const { shown } = stateOf(eve) ?? {}
    expect(shown).toMatchObject({ voted: 3, of: declared.pairs ? 4 : 3 })
    for (const { item: question, ask } of fieldsOf(asked)) {
      const given = voters.map((_voter, index) => exampleAnswer(ask, index))
      const column = shown?.columns[question]
      const nameOf = declared.audience === AskAudience.named ? (index: number) => names[index] : () => null
      if (column?.kind === 'texts')
        expect(column.texts.toSorted((a, b) => (a.text < b.text ? -1 : 1))).toEqual(
          given.map((value, index) => ({ text: value, name: nameOf(index) })),
        )
      else if (tellsOutcome(ask)) {
        const firsts = given.filter((value) => value === given[0]).length
        expect(column).toEqual({ kind: 'outcome', won: firsts > 1 ? given[0] : null })
      } else if (column?.kind === 'counts') {
        expect(column.counts.filter(({ count }) => count > 0).map(({ answer }) => answer)).toEqual(
          answersTo(ask)?.filter((answer) => given.includes(answer)),
        )
        expect(column.counts.flatMap((each) => each.names).length).toBe(
          declared.audience === AskAudience.named ? 3 : 0,
        )
      } else throw new Error(`${question} is not shown`)
    }
    const told = stateOf(eve)
    const stateNow = readActivity(eve.client.doc, askedName)
    const reader = { language: 'fr', path, stateOf: () => stateNow } as const
    expect(isShown(told) ? declared.blocksOf(told, reader).length : 0).toBeGreaterThan(0)
    const after = await bytesOfFolder(server.dataDir)
    expect([key, ...hashes].filter((trace) => after.includes(trace))).toEqual([])
    if (declared.audience !== AskAudience.named)
      for (const person of [fay, eve]) {
        // People are named in presence; nothing else says who is who.
        const published = JSON.stringify(readActivity(person.client.doc, askedName))
        for (const name of [...names, ...voters.map(({ session }) => session.participant.id)])
          expect(published).not.toContain(name)
      }
    for (const secret of [key, ...said]) expect(server.logs()).not.toContain(secret)
  },
)

test.each(cases)(
  '%s: two answers in secret are left nowhere, and people who come back are asked again',
  async (_, declared) => {
    const server = await startServer()
    const { fay, voters, asked } = await begin(server, declared)
    for (const [index, voter] of voters.slice(0, 2).entries()) await give(voter, asked, index)
    // Leading on shows the answers, too.
    await moveTo(fay, 'now/before')
    await fay.client.until(() => stateOf(fay)?.shown != null)
    const isSecret = declared.audience === AskAudience.secret
    const fields = itemsOf(asked)
    // Pairs go on with the next one.
    const isAskedAgain = asked.pairs !== null || (isSecret && !fields.some(({ ask }) => tellsOutcome(ask)))
    for (const { item, ask } of fields)
      expect(stateOf(fay)?.shown?.columns[item]?.kind).toBe(
        isSecret ? (tellsOutcome(ask) ? 'outcome' : 'withheld') : ask.kind === 'text' ? 'texts' : 'counts',
      )
    const left = await bytesOfFolder(server.dataDir)
    expect(left.includes('Zwork')).toBe(
      !isSecret && Object.values(asked.asks).some(({ kind }) => kind === 'text'),
    )
    await moveTo(fay, path)
    await fay.client.until(() => stateOf(fay)?.turn === (isAskedAgain ? 2 : 1))
    expect(stateOf(fay)?.shown === null).toBe(isAskedAgain)
    // Whatever was withheld is asked again.
    const at = fields.some(({ ask }) => tellsOutcome(ask)) ? 1 : 0
    if (asked.pairs) expect(stateOf(fay)).toMatchObject({ turn: 2, pairs: { at } })
  },
)

test.each(cases)(
  '%s: answers outlive a restart, and a crash between count and show publishes the same',
  async (_, declared) => {
    const dataDir = await newDataDir()
    let server = await startServer({ dataDir })
    const { board, fay, voters, asked } = await begin(server, declared)
    for (const [index, voter] of voters.entries()) await give(voter, asked, index)
    await server.close()

    server = await startServer({ dataDir })
    const ada = await joinBoard(server, board, { session: voters[0]?.session ?? fay.session })
    const own = Object.fromEntries(itemsOf(asked).map(({ item, ask }) => [item, exampleAnswer(ask, 0)]))
    expect(ada.client.hello()?.own?.[askedName]).toEqual({ asked: asked.id, answers: own })
    await server.close()

    // The server counts, and stops before anybody sees it.
    server = await startServer({ dataDir })
    const shown = await server.store.closeAsking(asked.id, 1, 3)
    const gil = await joinBoard(server, board, { session: fay.session })
    if (asked.pairs) {
      await gil.client.until(() => stateOf(gil)?.pairs?.at === 1)
      await showAll(gil)
      expect(stateOf(gil)?.shown?.columns).toMatchObject(shown.columns)
      return
    }
    await gil.client.until(() => stateOf(gil)?.shown != null)
    expect(stateOf(gil)?.shown).toEqual(shown)
  },
)

test.each(cases)(
  '%s: a file has what was shown, and neither open questions nor anybody’s id',
  async (_, declared) => {
    const server = await startServer()
    const { fay, voters, asked } = await begin(server, declared)
    for (const [index, voter] of voters.entries()) await give(voter, asked, index)
    expect(JSON.parse(await exportedFile(server, fay, 'json'))).not.toHaveProperty(`activities.${askedName}`)
    await showAll(fay)
    const file = await exportedFile(server, fay, 'json')
    for (const { session } of voters) expect(file).not.toContain(session.participant.id)
    const { body } = await server.ask('POST', '/api/imports', JSON.parse(file))
    const gil = await joinBoard(server, body as CreatedBoard, { role: Role.facilitator })
    expect(stateOf(gil)).toEqual(stateOf(fay))
  },
)

test('in whatever order people answer, lead, ask again and start the server again, each turn counts the last answers once', async () => {
  const seed = testSeed()
  const random = seededRandom(seed)
  const dataDir = await newDataDir()
  let server = await startServer({ dataDir })
  const { board, fay, voters, asked: first } = await begin(server, declaredExample(AskAudience.secret))
  let [leader, people] = [fay, voters as readonly Voter[]]
  const sessions = voters.map(({ session }) => session)
  /** The last answers to the open turn, by person. */
  let answers = new Map<number, number>()
  let open: Asked | undefined = first
  const ends = async (): Promise<void> => {
    await leader.client.until(() => stateOf(leader)?.shown != null)
    const shown = stateOf(leader)?.shown
    const counts = Map.groupBy(answers.values(), (value) => value)
    const column =
      answers.size > 0 && answers.size < 3
        ? { kind: 'withheld' }
        : {
            kind: 'counts',
            counts: Array.from({ length: 10 }, (_each, index) => ({
              answer: index + 1,
              count: counts.get(index + 1)?.length ?? 0,
              names: [],
            })),
          }
    expect([seed, shown?.voted, shown?.columns['degree']]).toEqual([seed, answers.size, column])
    open = undefined
    answers = new Map()
  }
  const begins = async (turn: number): Promise<void> => {
    await leader.client.until(() => stateOf(leader)?.turn === turn && stateOf(leader)?.shown === null)
    open = stateOf(leader)
  }
  const deeds = {
    answer: async () => {
      const [person, value] = [random.below(3), 1 + random.below(10)]
      const asked = open?.id ?? first.id
      const command = { kind: 'answer.write', asked, question: 'degree', value, audience: 'secret' } as const
      const said = outcomeOf((await people[person]?.client.command(command)) ?? { key: '', ok: true })
      expect([seed, said]).toEqual([seed, open ? 'ok' : 'asking_over'])
      if (open) answers.set(person, value)
    },
    show: async () => {
      if (!open) return
      await leader.client.command({ kind: 'asking.show', asked: open.id })
      await ends()
    },
    again: async () => {
      const { id, turn } = stateOf(leader) ?? first
      await leader.client.command({ kind: 'asking.again', asked: id })
      if (!open) await begins(turn + 1)
    },
    leave: async () => {
      const [wasOpen, before] = [open, answers.size]
      await moveTo(leader, 'now/before')
      if (wasOpen) await ends()
      const { turn, shown } = stateOf(leader) ?? first
      const isEmpty =
        shown?.voted === 0 || Object.values(shown?.columns ?? {}).every(({ kind }) => kind === 'withheld')
      await moveTo(leader, path)
      const columns = Object.values(shown?.columns ?? {})
      const isSeen = columns.some(
        (each) => each.kind === 'counts' && each.counts.some(({ count }) => count > 0),
      )
      expect([seed, before >= 0, isEmpty && isSeen]).toEqual([seed, true, false])
      if (!isSeen) await begins(turn + 1)
    },
    restart: async () => {
      await server.close()
      server = await startServer({ dataDir })
      leader = await joinBoard(server, board, { session: fay.session })
      people = await Promise.all(sessions.map((session) => joinBoard(server, board, { session })))
    },
  }
  const often = [deeds.answer, deeds.answer, deeds.answer, deeds.answer, deeds.show, deeds.again, deeds.leave]
  for (let step = 0; step < 40; step += 1) await (step % 20 === 19 ? deeds.restart : random.pick(often))()
})

test('the server refuses an answer with another audience, to another question, or after the show', async () => {
  const server = await startServer()
  const { fay, voters, asked } = await begin(server, declaredExample(AskAudience.secret))
  const [ada = fay] = voters
  const answer = {
    kind: 'answer.write',
    asked: asked.id,
    question: 'degree',
    value: 3,
    audience: 'secret',
  } as const
  const say = async (change: object): Promise<string> =>
    outcomeOf(await ada.client.command({ ...answer, ...change }))
  expect(await say({ audience: 'named' })).toBe('asking_over')
  expect(await say({ question: 'toString' })).toBe('asking_over')
  expect(await say({ value: 11 })).toBe('asking_over')
  expect(await say({ value: 'left' })).toBe('asking_over')
  expect(await say({ asked: 'other' })).toBe('asking_over')
  expect(await say({ question: 'word', value: `${'long '.repeat(12)}\nword` })).toBe('ok')
  expect(await say({})).toBe('ok')
  expect(await say({ value: null })).toBe('ok')
  // A facilitator leads, and answers once they have said that they take part.
  expect(outcomeOf(await fay.client.command(answer))).toBe('not_taking_part')
  expect(outcomeOf(await ada.client.command({ kind: 'asking.show', asked: asked.id }))).toBe('forbidden')
  expect(outcomeOf(await fay.client.command({ kind: 'asking.show', asked: asked.id }))).toBe('ok')
  expect(await say({})).toBe('asking_over')
  expect(outcomeOf(await fay.client.command({ kind: 'asking.again', asked: asked.id }))).toBe('ok')
  expect(outcomeOf(await fay.client.command({ kind: 'asking.again', asked: asked.id }))).toBe('ok')
  await fay.client.until(() => stateOf(fay)?.turn === 2)
})

test('while a secret question is open, nobody sees where others point', async () => {
  const server = await startServer()
  const { fay, voters, asked } = await begin(server, declaredExample(AskAudience.secret))
  const [ada = fay, bo = fay] = voters
  const index = ada.client.hello()?.index ?? 0
  ada.client.point({ x: 1, y: 1, drag: null })
  await ada.client.command({ kind: 'participant.change', name: 'Ada', colour: 1 })
  await bo.client.command({ kind: 'participant.change', name: 'Bo', colour: 1 })
  expect(bo.client.cursors.get(index) ?? null).toBeNull()
  await fay.client.command({ kind: 'asking.show', asked: asked.id })
  await bo.client.until(() => stateOf(bo)?.shown != null)
  ada.client.point({ x: 2, y: 2, drag: null })
  await bo.client.until(() => bo.client.cursors.get(index) != null)
})
