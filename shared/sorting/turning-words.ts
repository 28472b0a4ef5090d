// In both languages at once, without accents: the language of a short note is a guess.

/** Words that deny. */
export const denying = wordsOf(
  `0 not no nor neither never nobody nothing nowhere none non without stop stops stopped stopping avoid avoids avoided avoiding
  refuse refuses ban bans forbid forbids prevent prevents pas jamais aucun aucune rien ni nul nulle sans arreter arretons arretez
  arrete cesser cessons eviter evitons evite refuser refusons interdire interdit empecher`,
)

/** Words that limit. "More" and "always" only stress what is said. */
export const limiting = wordsOf(
  `less fewer few little only some half against off down outside rarely seldom hardly barely moins peu trop seul seule seuls
  seules seulement uniquement quelques certains certaines moitie contre hors rarement`,
)

/** Words that say something about the next one. */
export const leading = new Set([
  ...limiting,
  ...wordsOf('not no never without sans aucun aucune more many much plus beaucoup'),
])

/** Words between two sides of which the first has priority, or comes first. */
export const priorities = wordsOf('before over than instead without avant plutot lieu sans')

/** Words between two sides of which the second comes first. */
export const reversals = wordsOf('after under apres')

/** Small numbers, in figures. */
export const figures: ReadonlyMap<string, string> = new Map(
  `zero;un une one;two deux;three trois;four quatre;five cinq;six;seven sept;eight huit;nine neuf;ten dix`
    .split(';')
    .flatMap((words, value) => words.split(' ').map((word) => [word, String(value)] as const)),
)

function wordsOf(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/u))
}
