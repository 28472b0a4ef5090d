import type { Language } from '#shared/board/document.ts'
import type { Agreement } from '#shared/workshop/tally.ts'
import { count } from '#shared/blocks/numbers.ts'

/** The words in which the map and its needs are told. */
export interface MapWords {
  readonly who: string
  readonly need: string
  readonly agreement: string
  readonly us: string
  /** The level of agreement to a need; null for one that nobody was asked about. */
  readonly level: (agreement: Agreement | null) => string
  /** People for whom nobody has named a need. */
  readonly without: (names: string) => string
  readonly allHave: string
  readonly withoutAgreed: (names: string) => string
  readonly noneAgreed: string
  readonly allAgreed: string
  /** All for whom a need was named. */
  readonly othersAgreed: string
  readonly loose: (needs: string) => string
  readonly rule: string
  /** The meaning of the two kinds of frames on the map. */
  readonly legend: string
}

const en: MapWords = {
  who: 'Who',
  need: 'What they need',
  agreement: 'Agreement',
  us: 'Us',
  level: (agreement) => {
    if (agreement === null) return 'not asked'
    const { median, counts, isAgreed } = agreement
    if (median === null) return 'all passed'
    const objections = counts[0] ?? 0
    const said = objections > 0 ? `, ${objections === 1 ? 'one 0' : `${count('en', objections)} zeros`}` : ''
    return `${isAgreed ? 'agreed' : 'not agreed'}: median ${count('en', median)}${said}`
  },
  without: (names) => `Nobody has named a need for these yet: ${names}.`,
  allHave: 'Everyone on the map has a need.',
  withoutAgreed: (names) => `Without an agreed need: ${names}.`,
  noneAgreed: 'Nobody on the map has an agreed need yet.',
  allAgreed: 'Everyone on the map has an agreed need.',
  othersAgreed: 'All others have an agreed need.',
  loose: (needs) => `Needs of nobody on the map: ${needs}`,
  rule: 'A need is agreed when the median of the answers from 0 to 5 is 3 or more and nobody answered 0.',
  legend: 'A solid frame: an agreed need. A dashed frame: none yet.',
}

const fr: MapWords = {
  who: 'Qui',
  need: 'Ce dont ils ont besoin',
  agreement: 'Accord',
  us: 'Nous',
  level: (agreement) => {
    if (agreement === null) return 'pas encore demandé'
    const { median, counts, isAgreed } = agreement
    if (median === null) return 'tous sans avis'
    const objections = counts[0] ?? 0
    const said = objections > 0 ? `, ${objections === 1 ? 'un 0' : `${count('fr', objections)} fois 0`}` : ''
    return `${isAgreed ? 'approuvé' : 'non approuvé'}\u00A0: médiane ${count('fr', median)}${said}`
  },
  without: (names) => `Personne n’a encore nommé de besoin pour\u00A0: ${names}.`,
  allHave: 'Chacun sur la carte a un besoin.',
  withoutAgreed: (names) => `Sans besoin approuvé\u00A0: ${names}.`,
  noneAgreed: 'Personne sur la carte n’a encore de besoin approuvé.',
  allAgreed: 'Chacun sur la carte a un besoin approuvé.',
  othersAgreed: 'Tous les autres ont un besoin approuvé.',
  loose: (needs) => `Besoins de personne sur la carte\u00A0: ${needs}`,
  rule: 'Un besoin est approuvé quand la médiane des réponses de 0 à 5 est d’au moins 3 et que personne n’a répondu 0.',
  legend: 'Cadre plein\u00A0: un besoin approuvé. Cadre en tirets\u00A0: aucun pour l’instant.',
}

export function mapWordsOf(language: Language): MapWords {
  return { en, fr }[language]
}
