import { useCallback, useEffect, useRef, useState } from 'react'
import type { AskingState } from '#shared/wire/public-asking.ts'
import type { PurposePageState } from '#shared/wire/purpose-page.ts'
import { errorSentence } from '../../i18n/error-sentence.ts'
import { readAskings } from '../../model/http/asking-api.ts'
import { readPurposePage } from '../../model/http/purpose-api.ts'
import { useBoard } from '../host/board-context.tsx'

interface After {
  /** Null until the server has answered. */
  readonly askings: readonly AskingState[] | null
  readonly page: PurposePageState | null
  readonly error: string
}

/** Reads from the server everything for the time after the day, again after each change. */
export function useAfter(): After & { readonly reload: () => void } {
  const { asking } = useBoard()
  const [after, setAfter] = useState<After>({ askings: null, page: null, error: '' })
  const isLeft = useRef(false)
  const load = useCallback(async () => {
    const [read, page] = await Promise.all([readAskings(asking), readPurposePage(asking)])
    if (isLeft.current) return
    const failed = [read, page].find((answer) => !answer.ok)
    setAfter(({ askings }) => ({
      askings: read.ok ? read.value.askings : askings,
      page: page.ok ? page.value : null,
      error: failed && !failed.ok ? errorSentence(failed.code) : '',
    }))
  }, [asking])
  useEffect(() => {
    isLeft.current = false
    void load()
    return () => {
      isLeft.current = true
    }
  }, [load])
  return { ...after, reload: () => void load() }
}
