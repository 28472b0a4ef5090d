import { expect, test } from 'vitest'
import { templateActivities } from '#server/activities/template-check.ts'
import { TemplateCheck } from '#server/templates/check-template.ts'
import {
  askCases,
  keepCaseWords,
  lastAsking,
  reworkCaseWords,
  withCases,
  withConsent,
  withRework,
} from '#client/panels/after/ask-cases.ts'
import { errorSentence } from '#client/i18n/i18n.ts'
import { createNotices } from '#client/model/commands/notices.ts'
import type { BoardModel } from '#client/model/contract/board-model.ts'
import type { Agenda } from '#shared/agenda/agenda.ts'
import { nextStep, stepsOf } from '#shared/agenda/steps.ts'
import type { Template } from '#shared/agenda/template.ts'
import { writeActivityItem, type Json, askedName } from '#shared/board/activities.ts'
import { writeNewAgenda } from '#shared/board/agenda.ts'
import { builtInTemplate } from '#tests/support/built-in-template.ts'
import { cases } from '#shared/activities/cases/activity.ts'
import { en as wordsOfCases } from '#shared/activities/cases/words.ts'
import { settledThings } from '#server/documents/settled-things.ts'
import { askedCases, wordsIn } from '#shared/activities/cases/asked-cases.ts'
import type { Thing } from '#shared/asking/ask.ts'
import type { ShownAsked } from '#shared/asking/asked.ts'
import type { ShownColumn } from '#shared/asking/outcome.ts'
import { addNote } from '#shared/board/note.ts'
import { wordingOf } from '#shared/board/statements.ts'
import { livedDay } from '#tests/support/lived-day.ts'
import { adoptionsOf } from '#shared/board/adoptions.ts'
import { seededRandom, testSeed } from '#tests/support/random.ts'

const reader = { path: 'now/cases', stateOf: () => undefined, language: 'en' } as const

/** Cases that were asked again, with the answers for each side. */
function shownOf(
  settled: readonly { readonly side: 'a' | 'b'; readonly before?: readonly [number, number] }[],
  countsOf: (place: number) => readonly [number, number] | null,
  about: Thing = { id: 'sentence', text: 'We open on time.', label: '' },
): ShownAsked {
  const columns = Object.fromEntries(
    settled.map((_, place): [string, ShownColumn] => {
      const counts = countsOf(place)
      const column: ShownColumn = counts
        ? {
            kind: 'counts',
            counts: counts.map((count, side) => ({ answer: side === 0 ? 'a' : 'b', count, names: [] })),
          }
        : { kind: 'withheld' }
      return [`d${place}/side`, column]
    }),
  )
  return {
    id: 'x',
    turn: 1,
    audience: 'secret',
    asks: { side: { kind: 'choice', of: ['a', 'b'] } },
    about,
    things: settled.map(({ side, before }, place) => ({
      id: `d${place}`,
      text: `Dilemma ${place}`,
      label: String(place + 1),
      options: {
        a: 'Open on time',
        b: 'Repair first',
        side,
        ...(before && { for: String(before[0]), of: String(before[1]) }),
      },
    })),
    pairs: null,
    until: null,
    shown: { at: 7, voted: 9, of: 9, columns },
  }
}

test('a case that a small majority had settled is as before with a small majority, and no longer without one', () => {
  const settled = [
    { side: 'a', before: [5, 9] },
    { side: 'a', before: [5, 9] },
    { side: 'a', before: [8, 9] },
  ] as const
  const counts = [
    [5, 4],
    [4, 5],
    [5, 4],
  ] as const
  const shown = shownOf(settled, (place) => counts[place] ?? null)
  expect(askedCases(shown).map(({ verdict }) => verdict)).toEqual(['asBefore', 'lost', 'lost'])
})

test('the result counts the cases that would be settled as before, and names the others with both agreements', () => {
  const settled = [
    { side: 'a', before: [12, 12] },
    { side: 'a', before: [11, 12] },
    { side: 'b', before: [10, 12] },
    { side: 'a' },
  ] as const
  const answers = [[9, 0], [5, 4], [1, 8], null] as const
  const blocks = cases.blocksOf(
    shownOf(settled, (place) => answers[place] ?? null),
    reader,
  )
  expect(blocks[0]).toMatchObject({ amount: '2 cases of 3 would be settled as before' })
  expect(blocks.flatMap((block) => (block.kind === 'remark' ? [block.text] : []))).toEqual([
    'No word has changed since these cases were settled.',
    'Case 2 would not be settled any more: 5 × Open on time, 4 × Repair first.',
    'Of case 4 nothing is told: too few have answered.',
  ])
  expect(blocks[0]).toMatchObject({
    text: 'Everybody answered in secret, without the results of before. Settled means two thirds for one side.',
  })
  expect(blocks.find(({ kind }) => kind === 'shares')).toMatchObject({
    rows: [
      { label: '2. Dilemma 1 – Open on time', counts: [5, 4], amount: '11 of 12, now 5 of 9' },
      { counts: [0, 0], amount: 'without a vote, now too few' },
      { counts: [9, 0], amount: '12 of 12, now 9 of 9' },
      { label: '3. Dilemma 2 – Repair first', counts: [8, 1], amount: '10 of 12, now 8 of 9' },
    ],
  })
})

test('whatever people answer, each case has one verdict, and no two sides have two thirds', () => {
  const random = seededRandom(testSeed())
  for (let round = 0; round < 200; round += 1) {
    const settled = Array.from({ length: 1 + Math.floor(random.next() * 6) }, () => ({
      side: random.next() < 0.5 ? ('a' as const) : ('b' as const),
    }))
    const answers = settled.map(
      () => [Math.floor(random.next() * 12), Math.floor(random.next() * 12)] as const,
    )
    const shown = shownOf(settled, (place) => answers[place] ?? null)
    for (const [place, { now, verdict, side }] of askedCases(shown).entries()) {
      const [a, b] = answers[place] ?? [0, 0]
      const [voices, others] = side === 0 ? [a, b] : [b, a]
      const expected =
        a + b === 0 ? 'few' : voices >= 2 * others ? 'asBefore' : others >= 2 * voices ? 'turned' : 'lost'
      expect([random.seed, now === null, verdict]).toEqual([random.seed, a + b === 0, expected])
    }
    const again = cases.again?.(shown) ?? []
    expect(again.length).toBe(answers.filter(([a, b]) => a + b > 0).length)
  }
})

test('the words that came and those that went stand above the questions', () => {
  const about = {
    id: 'sentence',
    text: 'We open on time.',
    label: '',
    options: {
      'was sentence': 'We open in full.',
      'was p1': 'On time\neven over in full',
      p1: 'On time\neven over sound',
    },
  }
  const [versions] =
    cases.above?.(
      shownOf([], () => null, about),
      reader,
    ) ?? []
  expect(versions).toMatchObject({
    kind: 'versions',
    versions: [
      { label: 'The sentence' },
      {
        label: 'Changed principle 1',
        parts: expect.arrayContaining([{ text: expect.stringContaining('sound'), mark: 'added' }]),
      },
    ],
  })
})

test('noted cases are found with the sentence as it was adopted and as it is now', () => {
  const doc = livedDay('fr')
  const adopted = adoptionsOf(doc).at(-1)
  addNote(doc, {
    x: 0,
    y: -5_000,
    author: null,
    created: 1,
    kind: 'dilemma',
    text: 'La billetterie veut une date.',
    step: 'after/case',
    field: 'case',
    blanks: { a: 'Dire non', b: 'Dire oui', noted: '2100-05-24' },
  })
  const wording = wordingOf(doc, adopted?.statement ?? '')
  wording?.insert(0, 'Ensemble, ')
  const { about, things } = settledThings(doc)
  expect(things).toMatchObject([
    { text: 'La billetterie veut une date.', options: { side: 'a', a: 'Dire non' } },
  ])
  const [sentence] = wordsIn({ about })
  expect(sentence).toMatchObject({ before: adopted?.text.trim() })
  expect(sentence?.now).toContain('Ensemble, ')
})

test('a dilemma that two steps settled is one case, as it was settled last', () => {
  const doc = livedDay('fr')
  const settleStep = {
    activity: 'settle',
    prompt: [{ en: 'Settle' }],
    seconds: null,
    writing: 'none',
  } as const
  const steps = ['one', 'two'].map((id) => ({ ...settleStep, id }))
  const template: Template = {
    ...builtInTemplate('operations'),
    phases: [{ id: 'hard', title: { en: 'Hard' }, steps }],
  }
  writeNewAgenda(doc, template, {})
  const counts = { one: [9, 0], two: [1, 8] } as const
  for (const [step, each] of Object.entries(counts)) {
    const pairs = { all: [[0, 'after']], at: 0 }
    const shown = shownOf([{ side: 'a' }], () => null)
    const columns = {
      '0/after': {
        kind: 'counts',
        counts: ['a', 'b'].map((answer, at) => ({ answer, count: each[at], names: [] })),
      },
    }
    const asks = { after: { kind: 'choice', of: ['a', 'b'] } }
    const item = { ...shown, asks, pairs, shown: { ...shown.shown, at: step === 'one' ? 1 : 2, columns } }
    writeActivityItem(doc, askedName, `hard/${step}`, item as unknown as Json)
  }
  expect(settledThings(doc).things).toMatchObject([{ id: 'd0', options: { side: 'b', for: '8', of: '9' } }])
})

test('words that stay are asked for consent; words that are reworked come before the cases once more', () => {
  const template = builtInTemplate('operations')
  const now = { step: 'hard/settle' } as Agenda['now']
  const log: Agenda['log'] = []
  const stepsAfter = (inserted: ReturnType<typeof withConsent>, path: string) => {
    const all = stepsOf(inserted?.template ?? template)
    const at = all.findIndex((each) => each.path === path)
    return all.slice(at + 1, at + 3).map((each) => [each.path, each.step.input?.[0]?.from])
  }
  const consent = withConsent({ template, now, log }, 'cold/remarks')
  expect(consent?.path).toBe('hard/consent')
  expect(stepsAfter(consent, 'hard/settle')[0]).toEqual(['hard/consent', 'cold/remarks'])
  const rework = withRework({ template, now }, 'cold/remarks', false)
  expect(rework?.path).toBe('hard/rewrite')
  expect(stepsAfter(rework, 'hard/settle')).toEqual([
    ['hard/rewrite', 'cold/remarks'],
    ['hard/cases', undefined],
  ])
  // Principles alone: they are opened where they were settled, and the cases come right after.
  const principles = withRework({ template, now }, 'cold/remarks', true)
  expect(principles?.path).toBe('cold/principles')
  expect(stepsAfter(principles, 'cold/principles')[0]).toEqual(['cold/cases', undefined])
  expect(withRework({ template, now }, 'gone/step', false)).toBeUndefined()
  // Nobody could consent to a sentence there.
  expect(withConsent({ template, now, log }, 'gone/step')).toBeUndefined()
  for (const inserted of [consent, rework, principles])
    expect(new TemplateCheck(templateActivities).check(inserted?.template)).toMatchObject({ ok: true })
})

test('after reworked principles the day goes on from the step that asked the cases first', () => {
  const template = builtInTemplate('operations')
  const at = (step: string) => ({ step }) as Agenda['now']
  const asked = withCases({ template, now: at('hard/settle') })
  expect(asked?.path).toBe('hard/cases')
  const rework = withRework(
    { template: asked?.template ?? template, now: at('hard/cases') },
    'cold/remarks',
    true,
  )
  const played = rework?.template ?? template
  const again = nextStep(played, rework?.path ?? null)?.path ?? ''
  expect(again).toBe('cold/cases')
  const log = ['cold/open', 'hard/settle', 'hard/cases', 'cold/principles', again].map(
    (to) => ({ to }) as Agenda['log'][number],
  )
  const agenda = { template: played, now: at(again), log }
  expect(nextStep(played, lastAsking(agenda))?.path).toBe(nextStep(template, 'hard/settle')?.path)
  expect(withConsent(agenda, 'cold/remarks')?.path).toBe('hard/consent')
})

/** A board whose sentence was adopted, and whose server takes every command but the refused one. */
function leadingModel({ step = 'cold/remarks', refused = '' } = {}) {
  const ran: string[] = []
  const stored = <Value>(value: Value) => ({ get: () => value })
  const model = {
    agenda: stored({
      template: builtInTemplate('operations'),
      now: { step: 'hard/settle', move: 3 },
      log: [],
    }),
    adoptions: stored([{ statement: 's', text: 'We open on time.' }]),
    statements: async () => ({
      all: stored([{ id: 's', step }]),
      versions: stored([{ id: 'v', statement: 's' }]),
    }),
    notices: createNotices(),
    run: async ({ kind }: { readonly kind: string }) => {
      ran.push(kind)
      return kind === refused ? { ok: false, code: 'unknown_item' } : { ok: true }
    },
  } as unknown as BoardModel
  return { model, ran, told: () => model.notices.list.get().map(({ text }) => text) }
}

const reworded: Thing = { id: 'sentence', text: 'We open in full.', label: '' }

test('a second press, while the first is under way, inserts no second step', async () => {
  const { model, ran } = leadingModel()
  await Promise.all([askCases(model), askCases(model)])
  expect(ran).toEqual(['agenda.edit', 'agenda.move'])
  await askCases(model)
  expect(ran.length).toBe(4)
})

test('where no step made the sentence, keeping and reworking its words say so and insert nothing', async () => {
  for (const press of [keepCaseWords, reworkCaseWords]) {
    const { model, ran, told } = leadingModel({ step: 'gone/step' })
    await press(
      model,
      shownOf([], () => null, reworded),
    )
    expect(ran).toEqual([])
    expect(told()).toEqual([wordsOfCases.noStep])
  }
})

test('a refused choice of the sentence to consent to is told', async () => {
  const { model, ran, told } = leadingModel({ refused: 'consent.choose' })
  await keepCaseWords(
    model,
    shownOf([], () => null, reworded),
  )
  expect(ran).toEqual(['agenda.edit', 'agenda.move', 'consent.choose'])
  await expect.poll(told).toEqual([errorSentence('unknown_item')])
})
