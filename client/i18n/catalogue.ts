import type { en } from './en.ts'

/** The form of every catalogue: the English one decides the keys, so that a missing sentence does not compile. */
export type Catalogue = Widened<typeof en>

type Widened<Tree> = { readonly [Key in keyof Tree]: Tree[Key] extends string ? string : Widened<Tree[Key]> }
