import type { Language } from '#shared/board/document.ts'
import type { Draft } from '#shared/sorting/draft-groups.ts'
import type { LikelyPair } from '#shared/sorting/duplicates.ts'
import type { CommonWord } from '#shared/sorting/gather.ts'
import type { KnownGroup, Places } from '#shared/sorting/place-for.ts'
import type { KnownText } from '#shared/sorting/sorted-note.ts'

interface About {
  readonly language: Language
  readonly notes: readonly KnownText[]
}

/** The questions that the thread of the sorting help answers, each with its answer. */
export interface Questions {
  readonly pairs: { readonly about: About; readonly answer: readonly LikelyPair[] }
  readonly places: {
    readonly about: About & { readonly groups: readonly KnownGroup[] }
    readonly answer: Places
  }
  readonly words: { readonly about: About; readonly answer: readonly CommonWord[] }
  readonly notesWith: {
    readonly about: About & { readonly word: string }
    readonly answer: readonly string[]
  }
  readonly draft: { readonly about: About; readonly answer: Draft }
}

export type QuestionKind = keyof Questions

/** A question on its way to the thread. */
export type Question = {
  readonly [Kind in QuestionKind]: {
    readonly id: number
    readonly kind: Kind
    readonly about: Questions[Kind]['about']
  }
}[QuestionKind]

export interface Answer {
  readonly id: number
  readonly answer: Questions[QuestionKind]['answer']
}
