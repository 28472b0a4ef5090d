import type { Declared } from './declarations.ts'
import * as named from './declarations.ts'
import type * as activities from './registry.ts'

type Activities = typeof activities

/** The activities of the registry that ask. */
export type AskingName = {
  [Name in keyof Activities]: Activities[Name] extends { readonly asks: true } ? Name : never
}[keyof Activities]

type All = { readonly [Name in AskingName]: Declared } & {
  readonly [Name in Exclude<keyof typeof named, AskingName>]: never
}

/** The compiler names an activity that stands in one of the two lists alone. */
const all: All = named

/** The declarations by the names of their activities. */
export const declarations: Readonly<Record<string, Declared>> = { ...all }
