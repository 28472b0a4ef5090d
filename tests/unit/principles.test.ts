import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { settleProblem } from '#shared/activities/principles/kept.ts'
import { isPurposeMissing } from '#shared/agenda/agenda.ts'
import type { Step, Template } from '#shared/agenda/template.ts'
import { blanksInLine } from '#shared/board/blanks.ts'
import {
  blanksOfPrinciple,
  hasBothSides,
  overLine,
  principleText,
  readPrinciple,
  type Principle,
} from '#shared/board/principle.ts'

const early: Principle = {
  choice: 'Dire tôt ce qui ne va pas',
  over: 'le confort',
  shows: 'un client nous appelle avant d’être déçu',
  betrays: 'nous apprenons un retard par la presse',
}

test('a principle reads as a sentence in both languages', () => {
  expect(principleText(early, 'fr').split('\n')).toEqual([
    'Dire tôt ce qui ne va pas',
    'même au détriment du confort',
    'On le verra le jour où un client nous appelle avant d’être déçu',
    'On l’aura trahi le jour où nous apprenons un retard par la presse',
  ])
  expect(principleText({ ...early, choice: 'Tell it early', over: 'comfort' }, 'en')).toMatch(
    /^Tell it early\neven over comfort\nIt will show on the day when /u,
  )
  expect(
    ['les marges', 'aller vite', 'la vitesse', 'notre marge'].map((over) => overLine(over, 'fr')),
  ).toEqual([
    'même au détriment des marges',
    'même au détriment d’aller vite',
    'même au détriment de la vitesse',
    'même au détriment de notre marge',
  ])
})

test('each letter that somebody types in a part is there when the text is read again', () => {
  const part = fc.string({
    unit: fc.constantFrom('l', 'e', ' ', 's', 'd', 'x', 'é', 'À', '’', '.'),
    maxLength: 12,
  })
  const principles = fc.record({ choice: part, over: part, shows: part, betrays: part })
  fc.assert(
    fc.property(principles, fc.constantFrom('en', 'fr'), (principle, language) => {
      expect(readPrinciple(principleText(principle, language))).toEqual(principle)
    }),
  )
})

test('words that somebody writes on the canvas belong to the part before them', () => {
  const text = "Tell it early\neven over\ncomfort\nOn l'aura trahi le jour où tout se tait\net encore"
  expect(readPrinciple(text)).toEqual({
    choice: 'Tell it early',
    over: ' comfort',
    shows: '',
    betrays: 'tout se tait et encore',
  })
  expect(readPrinciple('Any words')).toMatchObject({ choice: 'Any words', over: '' })
})

test('the parts stand in the blanks, and nobody reads them a second time below the text', () => {
  expect(blanksOfPrinciple({ ...early, shows: '  ' })).toEqual({
    choice: early.choice,
    over: early.over,
    betrays: early.betrays,
  })
  expect(blanksInLine({ ...blanksOfPrinciple(early), owner: 'Ana' }, 'fr')).toBe('Ana')
  expect([early, { ...early, over: ' ' }, { ...early, choice: '' }].map(hasBothSides)).toEqual([
    true,
    false,
    false,
  ])
})

test('four to seven principles can be settled, each with two sides', () => {
  const some = (count: number) => Array.from({ length: count }, () => ({ text: principleText(early, 'fr') }))
  expect([0, 3, 4, 7, 8].map((count) => settleProblem(some(count)))).toEqual([
    'principles_too_few',
    'principles_too_few',
    undefined,
    undefined,
    'principles_full',
  ])
  expect(settleProblem([...some(4), { text: 'Be kind' }])).toBe('principle_one_sided')
})

const base = { prompt: [{ en: 'Go' }], seconds: 60, writing: 'none' } as const
const talk: Step = { ...base, id: 'talk', activity: 'talk' }
const how: Step = { ...base, id: 'how', activity: 'principles', does: 'write', fields: [] }
const template: Template = {
  format: 'boussole-template',
  version: 1,
  id: 'gate',
  title: { en: 'Gate' },
  ask: [],
  phases: [{ id: 'all', title: { en: 'All' }, steps: [talk, how] }],
}

test('principles open once a purpose was adopted, or once a facilitator has said why they go on without one', () => {
  const needsPurpose = ({ activity }: Step) => activity === 'principles'
  const isMissing = (step: Step, gate: Partial<Parameters<typeof isPurposeMissing>[1]> = {}) =>
    isPurposeMissing(step, { template, log: [], hasPurpose: false, needsPurpose, ...gate })
  expect([isMissing(how), isMissing(talk), isMissing(how, { hasPurpose: true })]).toEqual([
    true,
    false,
    false,
  ])
  expect(isMissing(how, { log: [{ to: 'all/how', despite: 'The sponsor decides' }] })).toBe(false)
  // A reason for another step, and a move without a reason, open nothing.
  expect(isMissing(how, { log: [{ to: 'all/how' }, { to: 'all/talk', despite: 'Because' }] })).toBe(true)
})
