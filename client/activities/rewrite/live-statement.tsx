import { useStore } from '@nanostores/react'
import { useEffect, useMemo, useState } from 'react'
import { evidenceWordsOf } from '#shared/statements/evidence-words.ts'
import { useReader } from '../../i18n/use-words.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { LiveWords, type WriteWords } from '../../panels/wording/wording-field.tsx'
import { useStatements } from '../../panels/host/use-statements.ts'
import { isWornShown } from './word-marks.ts'
import type { writeWorn } from './worn-marks.ts'

/** The words of a statement as they change, with the worn ones underlined once somebody asks for that. */
export function LiveStatement({ statement }: { readonly statement: string }) {
  return <LiveWords statement={statement} write={useWornMarks()} />
}

/** Undefined while nobody asks for the marks, or while their code is on its way. */
function useWornMarks(): WriteWords | undefined {
  const { questions } = evidenceWordsOf(useReader().language)
  const { language } = useStore(useBoard().model.meta)
  const isAsked = useStore(isWornShown)
  const [code, setCode] = useState<{ readonly writeWorn: typeof writeWorn }>()
  useEffect(() => {
    if (isAsked) void (async () => setCode(await import('./worn-marks.ts')))()
  }, [isAsked])
  return useMemo(() => {
    if (!isAsked || !code) return undefined
    return (place, words) => code.writeWorn(place, words, language, (question) => questions[question])
  }, [isAsked, code, language, questions])
}

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
