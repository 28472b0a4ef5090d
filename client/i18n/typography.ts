import type { Language } from '#shared/board/document.ts'

/** A tree of sentences, as the catalogues are. */
export interface Sentences {
  readonly [key: string]: string | Sentences
}

const noBreak = '\u00a0'
const narrowNoBreak = '\u202f'

/**
 * French spacing by the rules of the Imprimerie nationale: a no-break space before a colon and inside guillemets, a narrow
 * one before semicolon, question mark, exclamation mark and per cent. The catalogue itself has ordinary spaces.
 */
export function frenchSpaces(sentence: string): string {
  return sentence
    .replaceAll(/ ([;?!%])/g, `${narrowNoBreak}$1`)
    .replaceAll(' :', `${noBreak}:`)
    .replaceAll('« ', `«${noBreak}`)
    .replaceAll(' »', `${noBreak}»`)
    .replaceAll(/(\d) (?=[a-zà-ÿ\d])/g, `$1${noBreak}`)
    .replaceAll(/(\}\}) (?=[a-zà-ÿ])/g, `$1${noBreak}`)
}

/** A catalogue as it is shown: its language's spaces in every sentence. */
export function spaced<Tree extends Sentences>(language: Language, catalogue: Tree): Tree {
  switch (language) {
    case 'en':
      return catalogue
    case 'fr':
      return eachSentence(catalogue, frenchSpaces)
  }
}

/** The same tree, every sentence passed through `change`. */
export function eachSentence<Tree extends Sentences>(tree: Tree, change: (sentence: string) => string): Tree {
  const entries = Object.entries(tree).map(([key, value]) => [
    key,
    typeof value === 'string' ? change(value) : eachSentence(value, change),
  ])
  return Object.fromEntries(entries) as Tree
}
