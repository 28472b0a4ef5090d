import { expect, test } from 'vitest'
import type { Template } from '#shared/agenda/template.ts'
import { sentencesIn } from '#shared/activities/test/test-state.ts'
import { askedIn } from '#shared/asking/asked.ts'
import { readActivity, askedName } from '#shared/board/activities.ts'
import { asideIn } from '#shared/board/aside.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { lead, moveTo } from '#tests/support/agendas.ts'
import { exportedFile } from '#tests/support/exported-file.ts'
import { startServer } from '#tests/support/server.ts'
import { joinBoard, outcomeOf, type Voter } from '#tests/support/socket-voters.ts'
import { boardWithStatements } from '#tests/support/tested-board.ts'

const path = 'challenge/aside'
const base = { seconds: 60, prompt: [{ en: 'Which one can wait?' }], writing: 'none' } as const

const template: Template = {
  format: 'boussole-template',
  version: 1,
  id: 'aside',
  title: { en: 'Aside' },
  ask: [],
  phases: [
    {
      id: 'challenge',
      title: { en: 'Challenge' },
      steps: [
        { ...base, id: 'aside', activity: 'aside' },
        { ...base, id: 'opposite', activity: 'test', kind: 'opposite', writing: 'private' },
        { ...base, id: 'consent', activity: 'consent' },
      ],
    },
  ],
}

const texts = ['We carry the radio at night.', 'We hold the bend.', 'We keep a safe place.']

async function begin(people = 5) {
  const server = await startServer()
  const board = await boardWithStatements(
    server,
    texts.map((text, index) => ({ id: `s${index + 1}`, versions: [text] })),
  )
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const voters: Voter[] = []
  for (let index = 0; index < people; index += 1)
    voters.push(await joinBoard(server, board, { name: `P${index}` }))
  expect(await lead(fay, { kind: 'agenda.take', template, answers: {} })).toBe('ok')
  await moveTo(fay, path)
  await fay.client.until(() => askedAt(fay) !== undefined)
  return { server, board, fay, voters, asked: askedAt(fay)?.id ?? '' }
}

const askedAt = ({ client }: Voter) => askedIn(readActivity(client.doc, askedName), path)
const goneAt = ({ client }: Voter) => [...asideIn(client.doc).keys()].toSorted()

async function say(voter: Voter | undefined, command: Parameters<Voter['client']['command']>[0]) {
  if (!voter) throw new Error('nobody')
  return outcomeOf(await voter.client.command(command))
}

/** All of them propose the sentence, and say this of it. */
async function answerAll(voters: readonly Voter[], asked: string, thing: string, values: readonly string[]) {
  expect(await say(voters[0], { kind: 'asking.propose', asked, thing, reason: 'It is long' })).toBe('ok')
  for (const [index, value] of values.entries())
    expect(
      await say(voters[index], {
        kind: 'answer.write',
        asked,
        question: `${thing}/verdict`,
        value,
        audience: 'secret',
      }),
    ).toBe('ok')
}

test('a sentence that the room sets aside is out of the next steps once a facilitator confirms it, until it is taken up again', async () => {
  const { server, fay, voters, asked } = await begin()
  const [ada] = voters
  const early = {
    kind: 'answer.write',
    asked,
    question: 's2/verdict',
    value: 'aside',
    audience: 'secret',
  } as const
  // Nobody has proposed it.
  expect(await say(ada, early)).toBe('asking_over')
  expect(await say(ada, { kind: 'asking.propose', asked, thing: 's9', reason: '' })).toBe('asking_over')
  await answerAll(voters, asked, 's2', ['aside', 'aside', 'aside', 'keep', 'either'])
  await answerAll(voters, asked, 's3', ['aside', 'aside', 'keep', 'keep', 'either'])
  expect(await say(fay, { kind: 'aside.confirm', asked })).toBe('unknown_item')
  expect(await say(fay, { kind: 'asking.show', asked })).toBe('ok')
  expect(goneAt(fay)).toEqual([])
  expect(await say(ada, { kind: 'aside.confirm', asked })).toBe('forbidden')
  expect(await say(fay, { kind: 'aside.confirm', asked })).toBe('ok')
  await fay.client.until(() => goneAt(fay).length === 1)
  expect(goneAt(fay)).toEqual(['s2'])

  await moveTo(fay, 'challenge/opposite')
  const tested = () =>
    sentencesIn(readActivity(fay.client.doc, 'test'), 'challenge/opposite').map(({ statement }) => statement)
  await fay.client.until(() => tested().length > 0)
  expect(tested()).toEqual(['s1', 's3'])

  // Taken up again, and set aside again: each is one press, and the confirmation again changes nothing.
  expect(await say(ada, { kind: 'aside.set', statement: 's2', isAside: false })).toBe('forbidden')
  expect(await say(fay, { kind: 'aside.set', statement: 's1', isAside: false })).toBe('unknown_item')
  expect(await say(fay, { kind: 'aside.set', statement: 's2', isAside: false })).toBe('ok')
  expect(await say(fay, { kind: 'aside.confirm', asked })).toBe('ok')
  await fay.client.until(() => goneAt(fay).length === 0)
  await moveTo(fay, 'challenge/consent')
  const candidates = () =>
    (readActivity(fay.client.doc, 'consent') as Record<string, { candidates?: unknown[] }> | undefined)?.[
      'challenge/consent'
    ]?.candidates
  await fay.client.until(() => candidates() !== undefined)
  expect(candidates()).toHaveLength(3)
  expect(await say(fay, { kind: 'aside.set', statement: 's2', isAside: true })).toBe('ok')
  await fay.client.until(() => goneAt(fay).length === 1)

  // The account and the file say so, with the reason; a copy goes on with it.
  const markdown = await exportedFile(server, fay, 'markdown')
  for (const words of ['It is long', texts[1] ?? '', '3 to set aside · 1 to keep · 1 no matter'])
    expect(markdown).toContain(words)
  const { body } = await server.ask(
    'POST',
    '/api/imports',
    JSON.parse(await exportedFile(server, fay, 'json')),
  )
  const gil = await joinBoard(server, body as CreatedBoard, { role: Role.facilitator })
  expect(goneAt(gil)).toEqual(['s2'])
})

test('at least one sentence stays, whatever the room and the facilitator press', async () => {
  const { fay, voters, asked } = await begin()
  const out = ['aside', 'aside', 'aside', 'aside', 'aside']
  await answerAll(voters, asked, 's1', out)
  await answerAll(voters, asked, 's2', out)
  await answerAll(voters, asked, 's3', ['aside', 'aside', 'aside', 'keep', 'keep'])
  await say(fay, { kind: 'asking.show', asked })
  expect(await say(fay, { kind: 'aside.confirm', asked })).toBe('ok')
  await fay.client.until(() => goneAt(fay).length === 2)
  expect(goneAt(fay)).toEqual(['s1', 's2'])
  // The room asks again about the one that is left: there is nothing to ask.
  expect(await say(fay, { kind: 'asking.again', asked })).toBe('ok')
  expect(askedAt(fay)?.turn).toBe(1)
  await say(fay, { kind: 'aside.set', statement: 's1', isAside: false })
  await say(fay, { kind: 'asking.again', asked })
  await fay.client.until(() => askedAt(fay)?.turn === 2)
  expect(askedAt(fay)?.things.map(({ id }) => id)).toEqual(['s1', 's3'])
})

test('late-comers answer what is open, the absent stay counted, and going back loses nothing that was set aside', async () => {
  const { server, board, fay, voters, asked } = await begin(3)
  const [ada, bo, cy] = voters as [Voter, Voter, Voter]
  expect(await say(ada, { kind: 'asking.propose', asked, thing: 's2', reason: '' })).toBe('ok')
  const setAside = { kind: 'answer.write', asked, question: 's2/verdict', audience: 'secret' } as const
  expect(await say(ada, { ...setAside, value: 'aside' })).toBe('ok')
  expect(await say(bo, { ...setAside, value: 'keep' })).toBe('ok')
  await cy.client.close()
  // A tie so far: somebody who comes late decides it.
  const late = await joinBoard(server, board, { name: 'Late' })
  expect(await say(late, { ...setAside, value: 'aside' })).toBe('ok')
  await ada.client.close()
  // The group goes on before anybody has pressed: the answers are counted all the same, and nothing is set aside by itself.
  await moveTo(fay, 'challenge/opposite')
  await fay.client.until(() => askedAt(fay)?.shown != null)
  expect(goneAt(fay)).toEqual([])
  await moveTo(fay, path)
  expect(await say(fay, { kind: 'aside.confirm', asked })).toBe('ok')
  await fay.client.until(() => goneAt(fay).length === 1)
  expect(goneAt(fay)).toEqual(['s2'])
  // Back once more: it stays aside, and another question is about those that are left.
  await moveTo(fay, 'challenge/opposite')
  await moveTo(fay, path)
  expect(goneAt(fay)).toEqual(['s2'])
  expect(await say(fay, { kind: 'asking.again', asked: askedAt(fay)?.id ?? '' })).toBe('ok')
  await fay.client.until(() => askedAt(fay)?.shown === null)
  expect(askedAt(fay)?.things.map(({ id }) => id)).toEqual(['s1', 's3'])
})

test('of one person alone the server tells the outcome, and of thirty it counts every answer', async () => {
  const { fay, voters, asked } = await begin(1)
  await answerAll(voters, asked, 's1', ['aside'])
  expect(await say(fay, { kind: 'asking.show', asked })).toBe('ok')
  expect(await say(fay, { kind: 'aside.confirm', asked })).toBe('ok')
  await fay.client.until(() => goneAt(fay).length === 1)
  expect(askedAt(fay)?.shown?.columns['s1/verdict']).toMatchObject({ kind: 'outcome', won: 'aside' })

  const many = await begin(30)
  const values = many.voters.map((_, index) => (index < 15 ? 'aside' : 'keep'))
  await answerAll(many.voters, many.asked, 's1', values)
  await answerAll(many.voters, many.asked, 's2', [...values.slice(1), 'aside'])
  await say(many.fay, { kind: 'asking.show', asked: many.asked })
  expect(await say(many.fay, { kind: 'aside.confirm', asked: many.asked })).toBe('ok')
  // Fifteen to fifteen keeps it, and so does a tie among the same people about another one.
  await many.fay.client.until(() => askedAt(many.fay)?.shown != null)
  expect(goneAt(many.fay)).toEqual([])
  expect(JSON.stringify(askedAt(many.fay)?.shown)).toContain('{"answer":"aside","count":15,"names":[]}')
})
