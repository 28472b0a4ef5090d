import { readAgenda } from '#shared/board/agenda.ts'
import type { Agenda } from '#shared/agenda/agenda.ts'
import type { Phase, Step, StepPath, Template } from '#shared/agenda/template.ts'
import type { Command } from '#shared/wire/command.ts'
import { outcomeOf, type Voter } from './socket-voters.ts'

const base = { prompt: [{ en: 'Do it', fr: 'Allez-y' }], seconds: 60, writing: 'none' } as const
const ideas = { from: 'write/ideas', show: 'pour' } as const

/** A short brainstorm: write in private, reveal, group, vote, write on. */
export const shortBrainstorm: Template = {
  format: 'boussole-template',
  version: 1,
  id: 'short',
  title: { en: 'Short', fr: 'Court' },
  ask: [{ id: 'question', kind: 'text', label: { en: 'Question' } }],
  phases: [
    phaseOf('write', [
      {
        ...base,
        id: 'ideas',
        activity: 'write',
        writing: 'private',
        seconds: 120,
        prompt: [{ en: '{question}', fr: '{question}' }],
        fields: [{ id: 'all', title: { en: 'Ideas' } }],
        makes: { target: 6 },
      },
      { ...base, id: 'reveal', activity: 'reveal', seconds: null, input: [{ ...ideas, take: 'notes' }] },
    ]),
    phaseOf('group', [{ ...base, id: 'group', activity: 'group', input: [{ ...ideas, take: 'notes' }] }]),
    phaseOf('vote', [
      {
        ...base,
        id: 'vote',
        activity: 'vote',
        target: 'notes',
        scale: 'dots',
        budget: 2,
        input: [{ ...ideas, take: 'notes' }],
      },
    ]),
    phaseOf('next', [
      {
        ...base,
        id: 'next',
        activity: 'write',
        writing: 'shared',
        fields: [{ id: 'actions', title: { en: 'What next?' } }],
        input: [{ from: 'vote/vote', take: 'shortlist', show: 'pin' }],
      },
    ]),
  ],
}

/** Private writing and its reveal, two steps in which people read and ask, then a shared step. */
export const twoReadings: Template = {
  ...shortBrainstorm,
  id: 'two-readings',
  phases: [
    ...shortBrainstorm.phases.slice(0, 1),
    ...['look', 'again'].map((id) => phaseOf(id, [{ ...base, id: 'read', activity: 'read', seconds: null }])),
    ...shortBrainstorm.phases.slice(-1).map(withoutInputs),
  ],
}

/** Two waves of private writing, each with its reveal, then a shared step. */
export const twoWaves: Template = {
  ...shortBrainstorm,
  id: 'two-waves',
  phases: [...wavesOf('write', 'more'), ...shortBrainstorm.phases.slice(-1).map(withoutInputs)],
}

function wavesOf(...ids: readonly string[]): readonly Phase[] {
  const [first] = shortBrainstorm.phases
  return ids.flatMap((id) =>
    first ? [{ ...first, id, steps: first.steps.map((step) => inPhase(step, id)) }] : [],
  )
}

function inPhase(step: Step, phase: string): Step {
  return step.input ? { ...step, input: [{ ...ideas, take: 'notes', from: `${phase}/ideas` }] } : step
}

function withoutInputs(phase: Phase): Phase {
  return { ...phase, steps: phase.steps.map((step) => ({ ...step, input: [] })) }
}

const fields = [{ id: 'all', title: { en: 'Ideas' } }]

/** Work at tables of three, which hand two notes each up to a vote. */
export const atTables: Template = {
  ...shortBrainstorm,
  id: 'at-tables',
  ask: [],
  phases: [
    phaseOf('work', [
      {
        ...base,
        id: 'write',
        activity: 'write',
        writing: 'shared',
        seconds: 600,
        who: 'tables',
        tables: { size: 3 },
        makes: { most: 2 },
        fields,
      },
      { ...base, id: 'alone', activity: 'write', writing: 'private', who: 'tables', fields },
      { ...base, id: 'reveal', activity: 'reveal' },
      {
        ...base,
        id: 'vote',
        activity: 'vote',
        target: 'notes',
        scale: 'dots',
        budget: 2,
        input: [{ from: 'work/write', take: 'notes', show: 'pour' }],
      },
    ]),
  ],
}

const note = { id: 'write', activity: 'write', writing: 'shared', fields } as const
const written = { from: 'write/write', take: 'notes', show: 'pour' } as const
const rewritten = { from: 'challenge/rewrite', take: 'statements', show: 'pour' } as const

/** Notes become statements, which the whole group rewrites, then two tables in turn. */
export const rewriting: Template = {
  ...shortBrainstorm,
  id: 'rewriting',
  ask: [],
  phases: [
    phaseOf('write', [{ ...base, ...note }]),
    phaseOf('challenge', [
      { ...base, id: 'rewrite', activity: 'rewrite', writing: 'shared', input: [written] },
      { ...base, id: 'talk', activity: 'talk' },
    ]),
    phaseOf(
      'swap',
      (['one', 'two'] as const).map((id) => ({
        ...base,
        id,
        activity: 'rewrite',
        writing: 'shared',
        who: 'tables',
        tables: { size: 3 },
        input: [rewritten],
      })),
    ),
  ],
}

function phaseOf(id: string, steps: readonly Step[]): Phase {
  return { id, title: { en: id, fr: id }, steps }
}

export function agendaOf({ client }: Voter): Agenda {
  const agenda = readAgenda(client.doc)
  if (!agenda) throw new Error('the board has no agenda')
  return agenda
}

/** Sends a command of the agenda; `ok` or the code of the refusal. */
export async function lead({ client }: Voter, command: Command, key?: string): Promise<string> {
  return outcomeOf(await client.command(command, key))
}

export async function takeAgenda(by: Voter, template: Template = shortBrainstorm): Promise<void> {
  const outcome = await lead(by, {
    kind: 'agenda.take',
    template,
    answers: template.ask.length > 0 ? { question: 'Why?' } : {},
  })
  if (outcome !== 'ok') throw new Error(`the agenda was not taken: ${outcome}`)
  await by.client.until(() => readAgenda(by.client.doc) !== undefined)
}

/** Leads to the step, and waits until this person's document is there. */
export async function moveTo(by: Voter, to: StepPath): Promise<void> {
  const { move } = agendaOf(by).now
  const outcome = await lead(by, { kind: 'agenda.move', from: move, to })
  if (outcome !== 'ok') throw new Error(`not moved to ${to}: ${outcome}`)
  await by.client.until(() => agendaOf(by).now.move === move + 1)
}

/** True stories, told in a shared step. */
export const storyTemplate = {
  ...twoWaves,
  phases: [
    {
      id: 'welcome',
      title: { fr: 'Accueillir' },
      steps: [
        {
          id: 'stories',
          activity: 'write',
          prompt: [{ fr: 'Racontez' }],
          seconds: null,
          writing: 'shared',
          makes: { kind: 'story' },
          input: [],
          fields: [{ id: 'stories', title: { fr: 'C’est arrivé' } }],
        },
      ],
    },
  ],
} as const satisfies Template
