import { addAnswer, draftsOf, holdDrafts, PersonBlank, signDrafts, type Draft } from '#shared/board/draft.ts'
import { writeBlank } from '#shared/board/note.ts'
import type { StepOf, Template } from '#shared/agenda/template.ts'
import { newId } from '#shared/board/note.ts'
import type { SocketClient } from './socket-client.ts'

const base = { prompt: [{ en: 'Do it', fr: 'Allez-y' }], seconds: 60, writing: 'none' } as const
const path = 'prepare/answers'

export const answersStep: StepOf<'form'> = {
  ...base,
  id: 'answers',
  activity: 'form',
  seconds: null,
  pace: 'own',
  prompt: [{ en: 'Prepare, each on your own', fr: 'Préparez-vous, chacun de son côté' }],
  questions: [
    { id: 'moment', kind: 'experience', field: 'drives', words: { en: 'A moment', fr: 'Un moment' } },
    { id: 'hope', kind: 'hope', field: 'drives', words: { en: 'A hope', fr: 'Une envie' } },
    {
      id: 'expected',
      kind: 'expectation',
      field: 'expected',
      words: { en: 'An expectation', fr: 'Une attente' },
    },
    { id: 'object', kind: 'object', words: { en: 'An object', fr: 'Un objet' }, hasPhoto: true },
  ],
  groups: [
    { id: 'nurses', title: { en: 'Nurses', fr: 'Infirmières' } },
    { id: 'doctors', title: { en: 'Doctors', fr: 'Médecins' } },
  ],
}

/** Preparation at one's own pace, then two fields that take its answers, then the reveal. */
export function preparedWorkshop(dates: Pick<StepOf<'form'>, 'opens' | 'closes'> = {}): Template {
  return {
    format: 'boussole-template',
    version: 1,
    id: 'prepared',
    title: { en: 'Prepared', fr: 'Préparé' },
    ask: [],
    phases: [
      {
        id: 'prepare',
        title: { en: 'Prepare', fr: 'Préparer' },
        steps: [{ ...answersStep, ...dates }],
      },
      {
        id: 'open',
        title: { en: 'Open', fr: 'Ouvrir' },
        steps: [{ ...base, id: 'talk', activity: 'talk' }],
      },
      {
        id: 'meet',
        title: { en: 'Meet', fr: 'Se présenter' },
        steps: [
          {
            ...base,
            id: 'round',
            activity: 'turns',
            seconds: null,
            writing: 'shared',
            each: 60,
            fields: [
              { id: 'cards', title: { en: 'Our objects', fr: 'Nos objets' } },
              { id: 'kept', title: { en: 'Words to keep', fr: 'Les mots à garder' } },
            ],
          },
        ],
      },
      {
        id: 'start',
        title: { en: 'Start', fr: 'Départ' },
        steps: [
          {
            ...base,
            id: 'points',
            activity: 'write',
            writing: 'private',
            fields: [
              { id: 'drives', title: { en: 'What drives us', fr: 'Ce qui nous porte' } },
              { id: 'expected', title: { en: 'What is expected of us', fr: 'Ce qu’on attend de nous' } },
            ],
            input: [{ from: path, take: 'notes', show: 'pour' }],
          },
          { ...base, id: 'reveal', activity: 'reveal', seconds: null },
        ],
      },
    ],
  }
}

/** Answers a question on the person's desk. The server may refuse it. */
export function answer(
  desk: SocketClient,
  field: string,
  text: string,
  { isShared = false, signedBy = null as string | null } = {},
): string {
  const origin = { step: path, field }
  const id = addAnswer(desk.doc, { ...origin, id: newId(), x: 0, y: 0, author: null, created: 1, text })
  if (isShared) holdDrafts(desk.doc, [id], false)
  if (signedBy !== null) signDrafts(desk.doc, [id], signedBy)
  return id
}

/** Says to belong to a group, and to be done. */
export function sayAboutMe(desk: SocketClient, group: string): void {
  const id = addAnswer(desk.doc, { step: path, x: 0, y: 0, author: null, created: 1 })
  writeBlank(desk.doc, id, PersonBlank.group, group)
  writeBlank(desk.doc, id, PersonBlank.done, '1')
}

export function answersOn(desk: SocketClient): readonly Draft[] {
  return draftsOf(desk.doc).filter(({ isAnswer, field }) => isAnswer && field !== undefined)
}

/** Drafts that are no answers. */
export function draftsOn(desk: SocketClient): readonly Draft[] {
  return draftsOf(desk.doc).filter(({ isAnswer }) => !isAnswer)
}
