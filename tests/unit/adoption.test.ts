import { atom } from 'nanostores'
import { expect, test } from 'vitest'
import { barsSinceDay, consentAnswers, dayOf, objectionsAloud } from '#shared/activities/consent/result.ts'
import type { Origin } from '#shared/board/origin.ts'
import { leadConsent, en as words } from '#client/activities/consent/in-step.ts'
import type { BoardModel } from '#client/model/contract/board-model.ts'
import { hashOfText } from '#server/basics/hashes.ts'
import {
  adoptionProblem,
  AdoptionKind,
  ConsentGap,
  gapInConsent,
  notCarryingIn,
  objectionsIn,
  replyKey,
  unansweredIn,
  voicesIn,
  type Replies,
} from '#shared/workshop/adoption.ts'
import { PollMethod, type Reason, type Round } from '#shared/workshop/round.ts'

/** A closed round about a version: how often each answer from 0 to 5 was given. */
function consent(version: string, counts: readonly number[], facts: Partial<Round> = {}): Round {
  const answered = counts.reduce((sum, count) => sum + count, 0)
  const passes = facts.passes?.[version] ?? 0
  return {
    id: 'round-1',
    number: 1,
    method: PollMethod.agreement,
    title: 'Can you carry it?',
    target: 'notes',
    options: [version],
    about: version,
    budget: 5,
    cap: 5,
    isSecret: true,
    deadline: null,
    openedAt: 0,
    previous: null,
    state: 'closed',
    closedAt: 1,
    voted: answered + passes,
    eligible: 9,
    totals: { [version]: counts.reduce((sum, count, answer) => sum + count * answer, 0) },
    ballots: null,
    scores: { [version]: counts },
    passes: { [version]: passes },
    ...facts,
  }
}

const objection = (text: string): Reason => ({ option: 'v1', text, name: null, answer: 0 })
const reply = { text: 'Amended: “children” instead of “users”.', at: 2 }

test('a version is adopted by consent once its round is closed without a 0', () => {
  const round = consent('v1', [0, 1, 0, 2, 4, 1])
  expect(gapInConsent([round], 'v1', {})).toBeUndefined()
  expect(gapInConsent([{ ...round, state: 'open', closedAt: null }], 'v1', {})).toBe(ConsentGap.open)
  expect(gapInConsent([], 'v1', {})).toBe(ConsentGap.notAsked)
})

test('each 0 needs an answer to its objection, and an answer to another reason does not count', () => {
  const missing: Reason = { option: 'v1', text: 'Say for whom.', name: 'Ana', answer: 2 }
  const reasons = [missing, objection('Any team could sign it.'), objection('It forgets the children.')]
  const round = consent('v1', [2, 0, 1, 1, 3, 0], { reasons })
  expect(objectionsIn(round, {}).map(({ index }) => index)).toEqual([1, 2])
  const answers = (...indexes: readonly number[]): Replies =>
    Object.fromEntries(indexes.map((index) => [replyKey('round-1', index), reply]))
  const unanswered = [[], [0], [1], [0, 2], [1, 2]].map((each) => unansweredIn(round, 'v1', answers(...each)))
  expect(unanswered).toEqual([2, 2, 1, 1, 0])
  expect(gapInConsent([round], 'v1', answers(1))).toBe(ConsentGap.unanswered)
  expect(gapInConsent([round], 'v1', answers(1, 2))).toBeUndefined()
  expect(gapInConsent([round], 'v1', { [replyKey('round-2', 1)]: reply })).toBe(ConsentGap.unanswered)
})

test('a 0 without a reason cannot be answered', () => {
  expect(gapInConsent([consent('v1', [1, 0, 0, 0, 5, 0])], 'v1', {})).toBe(ConsentGap.unanswered)
})

test('a sentence that half of them do not carry is not adopted without a reason, and the sentence says how many', () => {
  const few = consent('v1', [0, 1, 1, 0, 0, 1])
  expect(gapInConsent([few], 'v1', {})).toBe(ConsentGap.notCarried)
  expect(notCarryingIn(few, 'v1')).toEqual({ below: 2, answered: 3 })
  expect(gapInConsent([consent('v1', [0, 0, 2, 0, 2, 0])], 'v1', {})).toBe(ConsentGap.notCarried)
  expect(gapInConsent([consent('v1', [0, 1, 2, 0, 2, 2])], 'v1', {})).toBeUndefined()
  expect(adoptionProblem(AdoptionKind.consent, '', ConsentGap.notCarried)).toBe('consent_lacking')
  expect(adoptionProblem(AdoptionKind.override, '', ConsentGap.notCarried)).toBe('consent_lacking')
  expect(
    adoptionProblem(AdoptionKind.override, 'We try it for a year.', ConsentGap.notCarried),
  ).toBeUndefined()
})

test('an amendment is a new version, which needs a round of its own', () => {
  const first = consent('v1', [1, 0, 0, 2, 3, 0], { reasons: [objection('No.')] })
  expect(gapInConsent([first], 'v2', {})).toBe(ConsentGap.notAsked)
  const second = consent('v2', [0, 0, 0, 2, 4, 0], { id: 'round-2', number: 2, previous: 'round-1' })
  expect(gapInConsent([first, second], 'v2', {})).toBeUndefined()
  expect(gapInConsent([first, second], 'v1', {})).toBe(ConsentGap.unanswered)
})

test('the last round about a version decides', () => {
  const first = consent('v1', [0, 0, 0, 0, 5, 0])
  const again = consent('v1', [1, 0, 0, 0, 4, 0], { id: 'round-2', reasons: [objection('I slept over it.')] })
  expect(gapInConsent([first, again], 'v1', {})).toBe(ConsentGap.unanswered)
  const anotherVote = consent('v1', [0, 0, 0, 0, 5, 0], { id: 'round-3', method: PollMethod.score })
  expect(gapInConsent([first, again, anotherVote], 'v1', {})).toBe(ConsentGap.unanswered)
})

test('below three voters nothing is published, and when all pass nobody has consented', () => {
  expect(gapInConsent([consent('v1', [0, 0, 0, 0, 2, 0], { totals: null })], 'v1', {})).toBe(
    ConsentGap.tooFew,
  )
  expect(gapInConsent([consent('v1', [0, 0, 0, 0, 0, 0], { passes: { v1: 4 } })], 'v1', {})).toBe(
    ConsentGap.nobody,
  )
})

test('the room reads the objections without an answer first', () => {
  const texts = ['One.', 'Two.', 'Three.', 'Four.', 'Five.']
  const round = consent('v1', [5, 0, 0, 0, 0, 0], { about: 'v1', reasons: texts.map(objection) })
  const answered = { [replyKey('round-1', 0)]: reply, [replyKey('round-1', 2)]: reply }
  const [block] = objectionsAloud(consentAnswers(round, answered), { language: 'en' })
  const quotes = block?.kind === 'quotes' ? block.quotes : []
  expect(quotes.map(({ text }) => text)).toEqual(['Two.', 'Four.', 'Five.', 'One.', 'Three.'])
})

test('the one button asks again where the answers decide nothing', () => {
  const answers = (counts: readonly number[], facts: Partial<Round> = {}) => [
    consent('v1-id', counts, { step, ...facts }),
  ]
  expect(pressWith([])).toBe(words.ask)
  expect(pressWith(answers([0, 0, 0, 0, 2, 0], { totals: null }))).toBe(words.askAgain)
  expect(pressWith(answers([0, 0, 0, 0, 0, 0], { passes: { 'v1-id': 4 } }))).toBe(words.askAgain)
  expect(pressWith(answers([1, 0, 0, 0, 5, 0]))).toBe(words.reply)
  expect(pressWith(answers([0, 1, 1, 0, 0, 1]))).toBe(words.amend)
  expect(pressWith(answers([0, 0, 0, 0, 5, 0]))).toBe(words.adopt)
})

const step = 'decide/consent'

/** The name of the one button in a step of consent with these rounds. */
function pressWith(rounds: readonly Round[]): string | undefined {
  const asked = { candidates: ['v1-id'], current: 'v1-id', isDrafting: false }
  const consents = { id: 'consent', activity: 'consent' }
  const template = { phases: [{ id: 'decide', steps: [consents] }] }
  const model = {
    agenda: atom({ template, now: { state: 'running', step } }),
    voting: { texts: atom(rounds) },
    adoptions: atom([]),
    replies: atom({}),
    activity: () => atom({ [step]: asked }),
  } as unknown as BoardModel
  return leadConsent(model).get()?.label
}

test('voices are those who answered, without those who passed', () => {
  expect(voicesIn(consent('v1', [0, 0, 1, 2, 3, 1], { passes: { v1: 2 } }), 'v1')).toEqual({
    answered: 7,
    entitled: 9,
  })
  expect(voicesIn(undefined, 'v1')).toEqual({ answered: 0, entitled: 0 })
})

test('an override needs a reason and something to override; a sponsor may decide at any time but during the question', () => {
  const { consent: byConsent, override, sponsor } = AdoptionKind
  const gaps = [undefined, ConsentGap.notAsked, ConsentGap.tooFew, ConsentGap.nobody, ConsentGap.unanswered]
  expect(gaps.map((gap) => adoptionProblem(byConsent, '', gap))).toEqual([
    undefined,
    ...Array.from({ length: 4 }, () => 'consent_lacking'),
  ])
  expect(gaps.map((gap) => adoptionProblem(override, 'We agreed aloud.', gap))).toEqual([
    'override_needless',
    ...Array.from({ length: 4 }, () => undefined),
  ])
  expect(adoptionProblem(override, '', ConsentGap.unanswered)).toBe('consent_lacking')
  expect(gaps.map((gap) => adoptionProblem(sponsor, '', gap))).toEqual(gaps.map(() => undefined))
  const whileOpen = [byConsent, override, sponsor].map((kind) => adoptionProblem(kind, 'R', ConsentGap.open))
  expect(whileOpen).toEqual(['consent_open', 'consent_open', 'consent_open'])
})

test('the hash is that of the exact bytes: an accent written in two ways is two texts', () => {
  expect(hashOfText('Nous protégeons')).toBe(
    '457ee7b11ce97734827381070f9214de56012d7f697d8438ed852ec3996d6d4d',
  )
  expect(hashOfText('é'.normalize('NFC'))).not.toBe(hashOfText('é'.normalize('NFD')))
})

test('the answers of a second workshop stand below those of the day, from three answers on', () => {
  const reader = { language: 'en', zone: 'UTC' } as const
  const closedAt = Date.UTC(2027, 2, 2, 12)
  const text = 'We open on time.'
  const day = { at: Date.UTC(2026, 11, 1, 12), text, answers: [0, 0, 0, 2, 4, 3] }
  const voices = { answered: 4, entitled: 5 } as ReturnType<typeof consentAnswers>['voices']
  const answers = { voices, passed: 1, objections: [], missing: [], counts: [0, 0, 1, 0, 2, 1] }
  const told = barsSinceDay(answers, day, { text, closedAt, reader })
  expect(
    told.map((block) =>
      block.kind === 'distribution'
        ? [
            block.heading?.replaceAll('\u00A0', ' '),
            block.facts,
            block.bars
              .map(({ sign, count }) => `${sign ?? 'passed'} × ${count}`)
              .filter((_, bar) => bar < 4 || bar > 5),
          ]
        : block,
    ),
  ).toEqual([
    ['1 December 2026', ['9 of 9 carry it'], ['5 × 3', '4 × 4', '3 × 2', '2 × 0']],
    [
      '2 March 2027',
      ['3 of 4 carry it', '5 people could answer', '4 answered', '1 passed'],
      ['5 × 1', '4 × 2', '3 × 0', '2 × 1', 'passed × 1'],
    ],
    { kind: 'remark', text: 'Those who answered are not always the same people.' },
  ])
  // Too few to be told, no day before, or other words: nothing is compared.
  const few = barsSinceDay({ ...answers, counts: null }, day, { text, closedAt, reader })
  expect(few.map(({ kind }) => kind)).toEqual(['facts', 'remark'])
  const alone = barsSinceDay(answers, undefined, { text, closedAt, reader })
  expect(alone.map(({ kind }) => kind)).toEqual(['distribution'])
  expect(barsSinceDay(answers, day, { text: 'We open in full.', closedAt, reader })).toEqual(alone)
  const origin = { adoptedAt: day.at, answers: day.answers } as unknown as Origin
  expect(dayOf(origin, [{ at: 1, text: 'Older words' }, day])).toEqual(day)
  expect(dayOf(origin, [])).toBeUndefined()
  expect(dayOf({ ...origin, answers: null }, [day])).toBeUndefined()
})
