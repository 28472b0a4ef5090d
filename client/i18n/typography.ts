import type { Language } from '#shared/board/document.ts'
import { frenchSpaces } from '#shared/text/french-spaces.ts'

/** A tree of sentences, as the catalogues are. */
export interface Sentences {
  readonly [key: string]: string | Sentences
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
