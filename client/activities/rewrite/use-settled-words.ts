import { useEffect, useState } from 'react'
import { useStatements } from '../../panels/host/use-statements.ts'

/** People go on writing: what is asked about words follows so long after a change, milliseconds. Not measured. */
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
