import { useStore } from '@nanostores/react'
import { useEffect, useMemo, useState } from 'react'
import { evidenceWordsOf } from '#shared/statements/evidence-words.ts'
import { useReader } from '../../i18n/use-words.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { LiveWords, type WriteWords } from '../../panels/wording/wording-field.tsx'
import { isWornShown } from './word-marks.ts'
import type { writeWorn } from './worn-text.ts'

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
    if (isAsked) void (async () => setCode(await import('./worn-text.ts')))()
  }, [isAsked])
  return useMemo(() => {
    if (!isAsked || !code) return undefined
    return (place, words) => code.writeWorn(place, words, language, (question) => questions[question])
  }, [isAsked, code, language, questions])
}
