import type { Language } from '#shared/board/document.ts'
import type { Draft } from '#shared/sorting/draft-groups.ts'
import type { LikelyPair } from '#shared/sorting/duplicates.ts'
import type { CommonWord } from '#shared/sorting/gather.ts'
import type { KnownGroup, Places } from '#shared/sorting/place-for.ts'
import type { KnownText } from '#shared/sorting/sorted-note.ts'

interface AboutNotes {
  readonly language: Language
  readonly notes: readonly KnownText[]
}

/** Notes outside groups and the groups beside them. Notes of two areas are never put together. */
export interface Field {
  readonly notes: readonly KnownText[]
  readonly groups: readonly KnownGroup[]
}

interface AboutFields {
  readonly language: Language
  readonly fields: readonly Field[]
}

/** The questions that the thread of the sorting help answers, each with its answer. */
export interface Questions {
  readonly pairs: { readonly about: AboutNotes; readonly answer: readonly LikelyPair[] }
  /** One answer for each field. */
  readonly places: { readonly about: AboutFields; readonly answer: readonly Places[] }
  /** The names that no text mentions, by their ids. */
  readonly unmentioned: {
    readonly about: {
      readonly language: Language
      readonly names: readonly KnownText[]
      readonly texts: readonly string[]
    }
    readonly answer: readonly string[]
  }
  readonly cloud: { readonly about: AboutNotes; readonly answer: readonly CommonWord[] }
  readonly words: { readonly about: AboutNotes; readonly answer: readonly CommonWord[] }
  readonly notesWith: {
    readonly about: AboutNotes & { readonly word: string }
    readonly answer: readonly string[]
  }
  /** One answer for each field. */
  readonly draft: { readonly about: AboutFields; readonly answer: readonly Draft[] }
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
