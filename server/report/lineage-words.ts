import type { Language } from '#shared/board/document.ts'
import type { LineageColumn } from '#shared/statements/lineage.ts'
import { capital } from '#shared/text/capital.ts'
import { count, plural } from '#shared/blocks/numbers.ts'

export interface LineageWords {
  readonly title: string
  readonly stands: (notes: number) => string
  readonly unnamed: string
  readonly phrase: string
  readonly cameWith: string
  readonly voices: string
  readonly atMost: (voices: number) => string
  readonly origin: (column: LineageColumn, name: string) => string
  readonly version: (statement: number, version: number) => string
  readonly proposals: (texts: string) => string
  readonly groups: (titles: string) => string
  /** The head of a column of the drawing. */
  readonly column: (column: LineageColumn, things: number) => string
  /** Under the drawing. */
  readonly legend: string
  readonly folded: (column: LineageColumn, things: number) => string
}

const things = {
  en: {
    note: ['note', 'notes'],
    group: ['group', 'groups'],
    proposal: ['proposal', 'proposals'],
    version: ['version', 'versions'],
    adopted: ['adopted sentence', 'adopted sentences'],
  },
  fr: {
    note: ['note', 'notes'],
    group: ['groupe', 'groupes'],
    proposal: ['proposition', 'propositions'],
    version: ['version', 'versions'],
    adopted: ['phrase adoptée', 'phrases adoptées'],
  },
} as const satisfies Record<Language, Record<LineageColumn, readonly [string, string]>>

const en: LineageWords = {
  title: 'What our purpose grew from',
  stands: (notes) => `${plural('en', notes, 'note', 'notes')} behind it, as many voices at most`,
  unnamed: 'nobody is named who has not signed',
  phrase: 'Phrase',
  cameWith: 'Came in with',
  voices: 'Voices',
  atMost: (voices) => (voices === 1 ? '1' : `${count('en', voices)} at most`),
  origin: (column, name) =>
    ({
      note: `A note: “${name}”`,
      group: `The group “${name}”`,
      proposal: `A proposal: “${name}”`,
      version: capital(name),
      adopted: 'Its adoption',
    })[column],
  version: (statement, version) =>
    version === 0 ? `statement ${statement}` : `statement ${statement}, version ${version}`,
  proposals: (texts) => `Proposals behind it: ${texts}`,
  groups: (titles) => `Groups behind it: ${titles}`,
  column: (column, of) => (column === 'adopted' ? 'Adopted' : counted('en', column, of)),
  legend: 'From the notes on the left to the adopted sentence on the right.',
  folded: (column, of) => `and ${count('en', of)} more ${things.en[column][of === 1 ? 0 : 1]}`,
}

const fr: LineageWords = {
  title: 'D’où vient notre raison d’être',
  stands: (notes) => `${plural('fr', notes, 'note', 'notes')} derrière elle, autant de voix au plus`,
  unnamed: 'personne n’est nommé sans avoir signé',
  phrase: 'Morceau de phrase',
  cameWith: 'Arrivé avec',
  voices: 'Voix',
  atMost: (voices) => (voices === 1 ? '1' : `${count('fr', voices)} au plus`),
  origin: (column, name) =>
    ({
      note: `Une note : « ${name} »`,
      group: `Le groupe « ${name} »`,
      proposal: `Une proposition : « ${name} »`,
      version: capital(name),
      adopted: 'L’adoption',
    })[column],
  version: (statement, version) =>
    version === 0 ? `phrase ${statement}` : `phrase ${statement}, version ${version}`,
  proposals: (texts) => `Propositions derrière elle : ${texts}`,
  groups: (titles) => `Groupes derrière elle : ${titles}`,
  column: (column, of) => (column === 'adopted' ? 'Adoptée' : counted('fr', column, of)),
  legend: 'Des notes, à gauche, à la phrase adoptée, à droite.',
  folded: (_, of) => (of === 1 ? 'et une autre' : `et ${count('fr', of)} autres`),
}

function counted(language: Language, column: LineageColumn, of: number): string {
  const [one, many] = things[language][column]
  return plural(language, of, one, many)
}

export function lineageWordsOf(language: Language): LineageWords {
  return { en, fr }[language]
}
