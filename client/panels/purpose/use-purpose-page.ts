import { useEffect, useRef, useState } from 'react'
import type { PurposePageState, PurposePreview } from '#shared/wire/purpose-page.ts'
import { mergedDraft, type LeftOut } from '#shared/workshop/merged-draft.ts'
import { faintColours, type PurposeDraft } from '#shared/workshop/purpose-page.ts'
import { errorSentence } from '../../i18n/i18n.ts'
import type { Asking, Outcome } from '../../model/http/api.ts'
import {
  previewPurpose,
  publishPurpose,
  readPurposePage,
  savePurposeDraft,
  withdrawPurpose,
} from '../../model/http/purpose-api.ts'
import { useBoard } from '../host/board-context.tsx'

/** Texts as the server has them. */
type Kept = Pick<PurposePageState, 'draft' | 'revision'>

type ValueOf = <T>(answer: Outcome<T>) => T | undefined

/** The texts of the next version on this screen, and what the server has of them. */
function useTexts(asking: Asking, valueOf: ValueOf) {
  const [draft, setDraft] = useState<PurposeDraft | null>(null)
  const [leftOut, setLeftOut] = useState<readonly LeftOut[] | null>(null)
  const [loads, setLoads] = useState(0)
  const kept = useRef<Kept | null>(null)

  /** True when the server has these texts. */
  const save = async (texts: PurposeDraft | null): Promise<boolean> => {
    const before = kept.current
    if (!texts || !before || texts === before.draft) return texts !== null
    const saved = valueOf(await savePurposeDraft(asking, texts, before.revision))
    if (!saved) return false
    kept.current = { draft: texts as Kept['draft'], revision: saved.revision }
    setLeftOut(null)
    return true
  }
  return {
    draft,
    /** Words of the other person that found no place; null before their texts were loaded. */
    leftOut,
    /** How often the texts of somebody else were loaded. */
    loads,
    kept,
    change: setDraft,
    save,
    begin: (read: Kept) => {
      kept.current = read
      setDraft(read.draft)
    },
    /** Puts the texts of the other person beside those of this screen. */
    merge: (read: Kept) => {
      const before = kept.current
      if (!draft || !before) return
      const merged = mergedDraft(before.draft, draft, read.draft)
      kept.current = read
      setDraft(merged.draft)
      setLeftOut(merged.leftOut)
      setLoads((count) => count + 1)
    },
    /** True when nothing of the texts would be lost by leaving. */
    keep: async (): Promise<boolean> => {
      const before = kept.current
      if (!draft || !before || draft === before.draft) return true
      // The server refuses a pale colour. The other texts are kept.
      const { colours } = faintColours(draft.colours).length > 0 ? before.draft : draft
      return save({ ...draft, colours })
    },
  }
}

/** The page on the server, and the texts of its next version on this screen. */
export function usePurposePage() {
  const { asking } = useBoard()
  const [state, setState] = useState<PurposePageState | null>(null)
  const [source, setSource] = useState<PurposePreview | null>(null)
  const [error, setError] = useState('')
  const [isBusy, setIsBusy] = useState(false)
  const [isPublished, setIsPublished] = useState(false)
  const [isEdited, setIsEdited] = useState(false)
  const [isChanged, setIsChanged] = useState(false)

  const valueOf: ValueOf = (answer) => {
    const isOthers = !answer.ok && answer.code === 'page_edited'
    if (isOthers) setIsEdited(true)
    setError(answer.ok || isOthers ? '' : errorSentence(answer.code))
    return answer.ok ? answer.value : undefined
  }
  const texts = useTexts(asking, valueOf)
  const { begin, save, kept } = texts
  useStart(asking, (read, found) => {
    const failed = [read, found].find((answer) => !answer.ok)
    if (failed && !failed.ok) setError(errorSentence(failed.code))
    if (!read.ok || !found.ok) return
    begin(read.value)
    setState(read.value)
    setSource(found.value)
  })
  const reload = async () => {
    const read = valueOf(await readPurposePage(asking))
    if (read) setState(read)
    return read
  }
  const busily = async (work: () => Promise<boolean>): Promise<boolean> => {
    setIsBusy(true)
    setIsPublished(false)
    try {
      return await work()
    } finally {
      setIsBusy(false)
    }
  }
  const look = async (): Promise<boolean> => {
    if (!(await save(texts.draft))) return false
    const found = valueOf(await previewPurpose(asking))
    if (!found) return false
    setSource(found)
    const isOwn = found.revision === kept.current?.revision
    if (!isOwn) setIsEdited(true)
    return isOwn && found.address !== null
  }
  return {
    ...texts,
    state,
    source,
    error,
    isBusy,
    isPublished,
    /** Somebody else has saved other texts than those that this screen began with. */
    isEdited,
    reload: () => void reload(),
    load: () =>
      busily(async () => {
        const read = await reload()
        if (!read) return false
        texts.merge(read)
        setIsEdited(false)
        return true
      }),
    /** The board has changed since the last preview, so that this one is another page. */
    isChanged,
    /** Makes a preview of the present texts. */
    look: () =>
      busily(async () => {
        setIsChanged(false)
        return look()
      }),
    publish: () =>
      busily(async () => {
        if (!source) return false
        const answer = await publishPurpose(asking, source)
        if (!answer.ok && answer.code === 'page_edited') {
          // Nobody publishes what they have not seen: they see it now.
          setIsChanged(await look())
          return false
        }
        setIsChanged(false)
        if (!valueOf(answer)) return false
        await reload()
        setIsPublished(true)
        return true
      }),
    withdraw: () =>
      busily(async () => {
        const answer = await withdrawPurpose(asking)
        if (valueOf(answer) === undefined) return false
        await reload()
        return true
      }),
  }
}

/** Asks once for the page, and for the words that the board gives it. */
function useStart(
  asking: Asking,
  onAnswers: (read: Outcome<PurposePageState>, found: Outcome<PurposePreview>) => void,
): void {
  const answered = useRef(onAnswers)
  useEffect(() => {
    let isLeft = false
    const start = async () => {
      const [read, found] = await Promise.all([readPurposePage(asking), previewPurpose(asking)])
      if (!isLeft) answered.current(read, found)
    }
    void start()
    return () => {
      isLeft = true
    }
  }, [asking])
}
