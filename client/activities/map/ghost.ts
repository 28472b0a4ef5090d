import { needsOf, ringsOf, ringsStep } from '#shared/activities/map/ecosystem.ts'
import { Operation } from '#shared/workshop/policy.ts'
import type { Language } from '#shared/board/document.ts'
import { addGhostNote, ghostNotes, pick, stepNow, type Ghost } from '../../panels/host/ghost.ts'

/** Names or needs that a ghost adds in one step. */
const each = 2

/** Puts a few names on the rings, or says what those who are on them need. */
export const ghostMapper: Ghost = ({ model, random }) => {
  const template = model.agenda.get()?.template
  const placed = stepNow(model)
  if (!template || placed?.step.activity !== 'map' || !model.may(Operation.addNote)) return false
  const notes = [...model.scene.notes.values()]
  const rings = ringsStep(template, placed.path)
  const own = rings ? ghostNotes(model, placed.step.asks === 'people' ? rings.path : placed.path) : 0
  if (!rings || own >= each) return false
  const { language } = model.meta.get()
  const add = (step: string, field: string | undefined, text: string, from?: string): boolean =>
    field !== undefined &&
    addGhostNote(model, {
      step,
      field,
      text,
      ...(placed.step.makes?.kind && { noteKind: placed.step.makes.kind }),
      ...(from && { from: [from] }),
    })
  const people = ringsOf(template, placed.path, notes).flatMap((ring) => ring.people)
  if (placed.step.asks === 'people') {
    const others = ghostPeople[language].filter((name) => !people.some(({ text }) => text === name))
    const name = pick(others, random)
    return name !== undefined && add(rings.path, pick(rings.fields, random)?.id, name)
  }
  const needs = needsOf(people, notes)
  const lacking = people.filter(({ id }) => (needs.get(id) ?? []).length === 0)
  const person = pick(lacking.length > 0 ? lacking : people, random)
  return (
    person !== undefined &&
    add(placed.path, placed.step.fields[0]?.id, ghostNeed(language, random), person.id)
  )
}

/** The people for whom the team of the ghosts works. */
const ghostPeople: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'Readers',
    'Reporters',
    'The print room',
    'Freelancers',
    'Subscribers',
    'Advertisers',
    'The works council',
    'Suppliers',
    'Local schools',
    'Archivists',
    'The night desk',
    'Photographers',
    'Newsagents',
    'Trainees',
    'The management',
    'Translators',
    'Librarians',
    'The help desk',
    'Neighbours',
    'Researchers',
    'Former colleagues',
    'The press council',
    'Teenagers',
    'People who never read us',
  ],
  fr: [
    'Lecteurs',
    'Journalistes',
    'Imprimerie',
    'Pigistes',
    'Abonnés',
    'Annonceurs',
    'Élus du personnel',
    'Fournisseurs',
    'Écoles du quartier',
    'Documentalistes',
    'Équipe de nuit',
    'Photographes',
    'Kiosquiers',
    'Stagiaires',
    'Direction',
    'Traductrices',
    'Bibliothécaires',
    'Assistance',
    'Riverains',
    'Chercheuses',
    'Anciens collègues',
    'Conseil de la presse',
    'Adolescents',
    'Ceux qui ne nous lisent jamais',
  ],
}

/** Three parts of a need. Each goes with every other. */
const parts: Readonly<Record<Language, readonly (readonly string[])[]>> = {
  en: [
    [
      'They need time to check a source',
      'They need one place to ask',
      'They need an answer within the day',
      'They need to see the first draft',
    ],
    [
      'in order to decide on their own',
      'in order to trust what they read',
      'in order to plan their week',
      'in order to help others',
    ],
    ['they wait', 'they ask three times', 'they guess', 'they hear of it too late'],
  ],
  fr: [
    [
      'Ils ont besoin de temps pour vérifier une source',
      'Ils ont besoin d’un seul endroit où demander',
      'Ils ont besoin d’une réponse dans la journée',
      'Ils ont besoin de voir le premier jet',
    ],
    [
      'afin de décider par eux-mêmes',
      'afin de se fier à ce qu’ils lisent',
      'afin de prévoir leur semaine',
      'afin d’aider les autres',
    ],
    ['ils attendent', 'ils demandent trois fois', 'ils devinent', 'ils l’apprennent trop tard'],
  ],
}

const joined: Readonly<Record<Language, (need: string, aim: string, today: string) => string>> = {
  en: (need, aim, today) => `${need} ${aim}; today, ${today}.`,
  fr: (need, aim, today) => `${need} ${aim} ; aujourd’hui, ${today}.`,
}

/** A need of one of them, as the step asks for it. */
function ghostNeed(language: Language, random: () => number): string {
  const [need = '', aim = '', today = ''] = parts[language].map(
    (choices) => choices[Math.floor(random() * choices.length)],
  )
  return joined[language](need, aim, today)
}
