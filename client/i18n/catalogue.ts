import type { en } from './en.ts'
import type { enFirst } from './en-first.ts'

/** The form of every catalogue: the English one decides the keys, so that a missing sentence does not compile. */
export type Catalogue = Widened<typeof en>

/** The form of what has to be there before a board is painted. */
export type FirstCatalogue = Widened<typeof enFirst>

type Widened<Tree> = { readonly [Key in keyof Tree]: Tree[Key] extends string ? string : Widened<Tree[Key]> }
