import { questionIn, type Question } from '#shared/activities/consent/question.ts'
import type { Template } from '#shared/agenda/template.ts'
import { readActivity } from '#shared/board/activities.ts'
import { moveTo, rewriting, takeAgenda } from './agendas.ts'
import type { Voter } from './socket-voters.ts'
import { writeSentences } from './written-sentences.ts'

/** Notes become statements, and the group consents to one. */
export const consenting: Template = {
  ...rewriting,
  phases: [
    ...rewriting.phases.slice(0, 2),
    {
      id: 'decide',
      title: { en: 'Decide' },
      steps: [
        {
          id: 'consent',
          activity: 'consent',
          prompt: [
            { en: 'Can you carry it?', fr: 'Pouvez-vous porter cette phrase ?' },
            { fr: 'Un 0 est une objection : dites laquelle. À partir de 3, vous la portez.' },
          ],
          seconds: 300,
          pace: 'together',
          writing: 'none',
          input: [{ from: 'challenge/rewrite', take: 'statements', show: 'pour' }],
        },
      ],
    },
  ],
}

export function questionOf({ client }: Voter): Question {
  return questionIn(readActivity(client.doc, 'consent'), 'decide/consent')
}

/** Gives the board this agenda, makes a statement of each text, leads to the step of consent, and takes the first one. */
export async function leadToConsent(fay: Voter, texts: readonly string[], takesFirst = true): Promise<void> {
  await takeAgenda(fay, consenting)
  await writeSentences(fay, texts)
  await moveTo(fay, 'challenge/rewrite')
  await moveTo(fay, 'decide/consent')
  await fay.client.until(() => questionOf(fay).candidates.length === texts.length)
  const { candidates, current } = questionOf(fay)
  if (current !== null || !takesFirst) return
  const [version = ''] = candidates
  await fay.client.command({ kind: 'consent.choose', version })
  await fay.client.until(() => questionOf(fay).current === version)
}
