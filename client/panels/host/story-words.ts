import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  continues: 'continues “{{text}}”',
  continued_one: '{{count}} builds on it',
  continued_other: '{{count}} build on it',
  points_one: '{{count}} point',
  points_other: '{{count}} points',
  goesOn: 'rank {{rank}}, goes on',
  rank: 'rank {{rank}}',
  agreed: 'agreed, median {{median}}',
  notAgreed: 'not agreed, median {{median}}',
  sentence: 'sentence {{number}}',
  version: 'sentence {{number}}, version {{version}}',
  tested: '{{no}} of {{of}} “No” under other names',
  adopted: 'adopted',
}

export const fr = {
  continues: 'suite de « {{text}} »',
  continued_one: '{{count}} suite',
  continued_other: '{{count}} suites',
  points_one: '{{count}} point',
  points_other: '{{count}} points',
  goesOn: 'rang {{rank}}, retenue',
  rank: 'rang {{rank}}',
  agreed: 'approuvé, médiane {{median}}',
  notAgreed: 'non approuvé, médiane {{median}}',
  sentence: 'phrase {{number}}',
  version: 'phrase {{number}}, version {{version}}',
  tested: '{{no}} « Non » sur {{of}} sous d’autres noms',
  adopted: 'adoptée',
} satisfies typeof en

/** The words for what happened to a note or a sentence. */
export const storyWords = wordsOf({ en, fr })
