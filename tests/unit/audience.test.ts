import { expect, test } from 'vitest'
import { audiencesIn } from '#shared/activities/audiences.ts'
import { stepsOf } from '#shared/agenda/steps.ts'
import { Audience, audienceOfDraft, isOpen, isSigned } from '#shared/workshop/audience.ts'
import { builtInTemplate } from '#tests/support/built-in-template.ts'

test('each field of the purpose day says to whom its words go, and the usual audience shows no name but where people see who writes', () => {
  const usual = Object.fromEntries(
    stepsOf(builtInTemplate('purpose-day')).flatMap(({ path, step }) => {
      const fields = 'fields' in step ? step.fields.map(({ id }) => id) : []
      return fields.map((field) => [`${path}/${field}`, audiencesIn(step, field)[0]])
    }),
  )
  expect(usual).toEqual({
    'opening/round/objects': Audience.openSigned,
    'opening/round/kept': Audience.open,
    'starting-points/write/drives': Audience.hidden,
    'starting-points/write/expected': Audience.hidden,
    'ecosystem/who/near': Audience.open,
    'ecosystem/who/through': Audience.open,
    'ecosystem/who/far': Audience.open,
    'ecosystem/needs/needs': Audience.open,
    'why/write/proposals': Audience.hidden,
    'how/write/principles': Audience.hidden,
    'how/together/together': Audience.openSigned,
    'how/settle/kept': Audience.openSigned,
    'close/commit/commitments': Audience.hidden,
    'close/word/words': Audience.open,
  })
})

test('no step offers both audiences that everybody sees at once and hidden ones', () => {
  for (const id of ['purpose-day', 'brainstorm'] as const)
    for (const { step } of stepsOf(builtInTemplate(id)))
      expect(new Set(audiencesIn(step).map(isOpen)).size).toBe(1)
})

test('the two marks of a draft are its audience', () => {
  expect(audienceOfDraft({ isHeld: true, author: 'ada' })).toBe(Audience.onlyMe)
  expect(audienceOfDraft({ isHeld: false, author: 'ada' })).toBe(Audience.hiddenSigned)
  expect(audienceOfDraft({ isHeld: false, author: null })).toBe(Audience.hidden)
  expect(Object.values(Audience).filter(isSigned)).toEqual([Audience.hiddenSigned, Audience.openSigned])
})
