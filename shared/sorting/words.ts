import type { Language } from '../board/document.ts'
import { folded } from '../text/folded.ts'

/** Words that say nothing about a subject, without accents. */
const emptyWords: Readonly<Record<Language, ReadonlySet<string>>> = {
  fr: new Set(
    `a abord afin ai ainsi aller alors apres as assez au aucun aucune aussi autant autre autres aux avant avec avoir avons ayant beaucoup
    bien c ca car ce cela celle celles celui ces cet cette ceux chacun chacune chaque chez ci comme comment contre d dans de
    deja depuis des deux dire doit doivent donc dont du elle elles en encore entre es est et etaient etait etant etc ete
    etes etre eu eux faire fait faut fois font haut hors il ils j je jamais jusqu jusque l la le les leur leurs lors lorsque
    lui m ma mais me meme memes mes mieux moi moins mon n ne ni nos notre notres nous on ont ou par parce pas pendant peu
    peut peuvent plus plusieurs plutot pour pourquoi pourra pouvoir pouvons puis qu quand que quel quelle quelles quels qui
    quoi rien s sa sans se sera serait seront ses seul si sien soi soient sois soit sommes son sont sous sur t ta tant te tel
    telle tes toi ton toujours tous tout toute toutes tres trop tu un une vers veulent veut voir vos votre vouloir voulons vous y`.split(
      /\s+/u,
    ),
  ),
  en: new Set(
    `a about above actually after again against all almost also am an and any are as at be because been before being below between
    both but by can cannot could d did do does doing don done down during each ever every few for from further get gets go goes had
    has have having he her here hers him his how i if in into is it its itself just let like ll m make makes many may me might
    mine more most much must my need needs never no nor not now of off on once one only onto or other our ours out over own per re really s same see
    she should so some still such t take takes than that the their theirs them then there these they this those through to too under
    until up upon us ve very want wants was we well were what when where which while who whom whose why will with without would yes you
    your yours`.split(/\s+/u),
  ),
}

/** The words of a text in small letters, with their accents. An elided article is a word of its own: l’élève. */
export function wordsOf(text: string): readonly string[] {
  return (
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  )
}

/** True for a word that says something about a subject. Single letters and digits do not. */
export function isTelling(word: string, language: Language): boolean {
  return word.length > 1 && !emptyWords[language].has(folded(word))
}

/** The language of which a text has more of the small words; the board's when both have as many. */
export function languageOf(words: readonly string[], board: Language): Language {
  const plain = words.map(folded)
  const [french, english] = [count(plain, 'fr'), count(plain, 'en')]
  return french === english ? board : french > english ? 'fr' : 'en'
}

function count(words: readonly string[], language: Language): number {
  return words.filter((word) => emptyWords[language].has(word)).length
}

const listed = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/u))

/** After these a name says more about the people whom its first words name. */
export const leadsAway = {
  fr: listed(
    `de d du des a au aux en dans sur sous chez qui que qu dont ou pour par avec sans contre apres avant entre vers hors
    lors pres comme`,
  ),
  en: listed(
    `of in at on from for with without who whom whose that which behind near around under over after before between to by
    about against inside outside across`,
  ),
} as const
