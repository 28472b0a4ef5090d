import type { Template } from '#shared/agenda/template.ts'

export const turnsPath = 'opening/round'

/** One step of turns of 90 seconds. */
export const round90: Template = {
  format: 'boussole-template',
  version: 1,
  id: 'round',
  title: { en: 'Round' },
  ask: [],
  phases: [
    {
      id: 'opening',
      title: { en: 'Meet' },
      steps: [
        {
          id: 'round',
          activity: 'turns',
          prompt: [{ en: 'This is my object' }],
          seconds: 600,
          writing: 'shared',
          each: 90,
          fields: [
            { id: 'cards', title: { en: 'Our objects' } },
            { id: 'kept', title: { en: 'Words to keep' } },
          ],
        },
      ],
    },
  ],
}
