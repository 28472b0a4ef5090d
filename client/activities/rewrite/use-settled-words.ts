import { useEffect, useState } from 'react'
import { useStatements } from '../../panels/host/use-statements.ts'

/** Milliseconds from a change of the words to the next question about them: people go on writing. Not measured. */
const settleMs = 600

/** The words of statements once nobody has changed them for a moment. `ids` are separated by spaces. */
export function useSettledWords(ids: string): readonly string[] {
  const statements = useStatements()
  const [words, setWords] = useState<readonly string[]>(() => ids.split(' ').map(statements.wordsOf))
  useEffect(() => {
    const each = ids.split(' ')
    let timer: ReturnType<typeof setTimeout> | undefined
    const later = () => {
      clearTimeout(timer)
      timer = setTimeout(() => setWords(each.map(statements.wordsOf)), settleMs)
    }
    const stops = each.map((id) => statements.watchWords(id, later))
    return () => {
      stops.forEach((stop) => stop())
      clearTimeout(timer)
    }
  }, [statements, ids])
  return words
}
