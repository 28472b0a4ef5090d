import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  principles: 'To hold to it',
  pledges: 'Who does what',
  by: 'by {{day}}',
  again: 'We meet again on {{day}}.',
  chose_one: 'What one person chose',
  chose_other: 'What {{count}} people chose',
  level: '{{count}} of them are level: all go on.',
  others_one: 'One other idea stays on the board.',
  others_other: '{{count}} other ideas stay on the board.',
  report: 'Keep the report',
  origin: 'Where it comes from',
  ideas_one: 'One, only on this device',
  ideas_other: '{{count}}, only on this device',
  nothing: 'Thank you. Everything that was written is on the board.',
}

export const fr = {
  principles: 'Pour la tenir',
  pledges: 'Qui fait quoi',
  by: 'pour le {{day}}',
  again: 'Nous nous retrouvons le {{day}}.',
  chose_one: 'Le choix d’une personne',
  chose_other: 'Le choix de {{count}} personnes',
  level: '{{count}} d’entre elles sont à égalité : toutes continuent.',
  others_one: 'Une autre idée reste sur le tableau.',
  others_other: '{{count}} autres idées restent sur le tableau.',
  report: 'Garder le compte rendu',
  origin: 'D’où elle vient',
  ideas_one: 'Une, connue de cet appareil seulement',
  ideas_other: '{{count}}, connues de cet appareil seulement',
  nothing: 'Merci. Tout ce qui a été écrit est sur le tableau.',
} satisfies typeof en

/** The sentences of the end. */
export const endWords = wordsOf({ en, fr })
