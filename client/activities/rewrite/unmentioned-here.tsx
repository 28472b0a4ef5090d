import { useCallback } from 'react'
import type { StatementFacts } from '../../model/contract/statements.ts'
import { UnmentionedPart } from '../../sorting/unmentioned-part.tsx'
import { useSettledWords } from './use-settled-words.ts'

/** The question about people whom none of these statements names. */
export function UnmentionedHere({ statements }: { readonly statements: readonly StatementFacts[] }) {
  const words = useSettledWords(statements.map(({ id }) => id).join(' '))
  return <UnmentionedPart texts={useCallback(() => words.map((text) => ({ text })), [words])} />
}
