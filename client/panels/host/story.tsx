import { useStore } from '@nanostores/react'
import { useMemo } from 'react'
import { numbered } from '#shared/blocks/numbers.ts'
import { storyOf, type StoryBoard, type StoryFact } from '#shared/statements/story.ts'
import { inLine } from '#shared/text/in-line.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import { wordsOf } from '../../i18n/words-of.ts'
import { useBoard } from './board-context.tsx'
import { useNumbers } from './use-number.ts'
import { useSentences } from './use-statements.ts'

interface CardStoryProps {
  readonly id: string
  /** Nothing stands before it on its line. */
  readonly isFirst: boolean
}

/** The story of a thing so far, on one line. */
export function CardStory({ id, isFirst }: CardStoryProps) {
  const said = useStory(id)
  return said.length > 0 && `${isFirst ? '' : ' · '}${said.join(' · ')}`
}

const en = {
  continues: 'continues “{{text}}”',
  continuesNumber: 'continues {{number}}',
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

const fr = {
  continues: 'suite de « {{text}} »',
  continuesNumber: 'suite de la {{number}}',
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
const storyWords = wordsOf({ en, fr })

/** The story of a thing so far, in words, one for each fact. */
export function useStory(id: string): readonly string[] {
  const t = useWords(storyWords)
  const board = useStoryBoard()
  return storyOf(id, board).map((fact) => inWords(fact, t))
}

export function useStoryBoard(): StoryBoard {
  const { model } = useBoard()
  const { statements, versions, rounds, tests } = useSentences()
  const adoptions = useStore(model.adoptions)
  const numbers = useNumbers()
  return useMemo(
    () => ({ notes: model.scene.notes, rounds, tests, statements, versions, adoptions, numbers }),
    [model, rounds, tests, statements, versions, adoptions, numbers],
  )
}

/** Letters of a note that tell which one it is. Not measured. */
const nameLetters = 40

function inWords(fact: StoryFact, t: typeof storyWords.t): string {
  switch (fact.kind) {
    case 'continues':
      return fact.number === undefined
        ? t('continues', { text: inLine(fact.text, nameLetters) })
        : t('continuesNumber', { number: numbered(currentLanguage(), fact.number) })
    case 'continued':
      return t('continued', { count: fact.count })
    case 'points':
      return `${t('points', { count: fact.total })}, ${t(fact.goesOn ? 'goesOn' : 'rank', { rank: fact.rank })}`
    case 'agreed':
      return t(fact.isAgreed ? 'agreed' : 'notAgreed', {
        median: new Intl.NumberFormat(currentLanguage()).format(fact.median),
      })
    case 'sentence':
      return fact.version === 0
        ? t('sentence', { number: fact.number })
        : t('version', { number: fact.number, version: fact.version })
    case 'tested':
      return t('tested', { no: fact.no, of: fact.of })
    case 'adopted':
      return t('adopted')
  }
}
