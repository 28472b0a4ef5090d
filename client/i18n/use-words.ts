import { useStore } from '@nanostores/react'
import type { CommonName, Translate } from './translate.ts'
import type { Words } from './words-of.ts'

/** A feature's words and the common ones; the component is drawn again when the person chooses another language. */
export function useWords<Name extends string>(words: Words<Name>): Translate<Name | CommonName> {
  return useStore(words.translator)
}
