import { useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { PurposePageState, PurposePreview } from '#shared/wire/purpose-page.ts'
import { faintColours, type PurposeDraft } from '#shared/workshop/purpose-page.ts'
import { errorSentence } from '../../i18n/error-sentence.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { Outcome } from '../../model/http/api.ts'
import {
  previewPurpose,
  publishPurpose,
  readPurposePage,
  savePurposeDraft,
  withdrawPurpose,
} from '../../model/http/purpose-api.ts'
import { useBoard } from '../host/board-context.tsx'
import type { Closable } from '../host/feature.ts'
import { Button } from '../ui/button.tsx'
import { Confirm, Dialog } from '../ui/dialog.tsx'
import { PageState } from './page-state.tsx'
import { PurposeForm } from './purpose-form.tsx'
import { purposeWords } from './words.ts'
import './purpose.css'

/** Writes, previews, publishes and withdraws the purpose page. Texts are kept when the dialog closes. */
export function PurposeDialog({ onClose }: Closable) {
  const t = useWords(purposeWords)
  const page = usePurposePage()
  const [isPreview, setIsPreview] = useState(false)
  const [isWithdrawing, setIsWithdrawing] = useState(false)
  const status = useRef<HTMLOutputElement>(null)
  const previewButton = useRef<HTMLButtonElement>(null)
  const { state, draft, source, error, isBusy } = page

  const close = () => {
    page.keep()
    onClose()
  }
  const show = (preview: boolean) => {
    flushSync(() => setIsPreview(preview))
    status.current?.focus()
  }
  const showPreview = async () => {
    if (await page.look()) show(true)
  }
  const publish = async () => {
    if (await page.publish()) show(false)
  }
  const back = () => {
    flushSync(() => setIsPreview(false))
    previewButton.current?.focus()
  }
  const address = source?.address ?? null
  const canPreview = source?.sentence != null && draft !== null && faintColours(draft.colours).length === 0
  const number = (state?.versions.at(-1)?.number ?? 0) + 1
  const said = isPreview
    ? t('publishHint')
    : page.isPublished
      ? t('done')
      : !(state && source) && error === '' && t('loading')
  return (
    <>
      <Dialog
        title={isPreview ? t('previewTitle') : t('heading')}
        onClose={close}
        isForm
        size="large"
        footer={
          isPreview ? (
            <>
              <Button onClick={back}>{t('back')}</Button>
              <Button key="publish" tone="accent" isBusy={isBusy} onClick={() => void publish()}>
                {number === 1 ? t('publish') : t('publishAgain', { number })}
              </Button>
            </>
          ) : (
            canPreview && (
              <Button
                key="preview"
                ref={previewButton}
                tone="accent"
                isBusy={isBusy}
                onClick={() => void showPreview()}
              >
                {t('preview')}
              </Button>
            )
          )
        }
      >
        <div className="purpose">
          <p className="card__error" role="alert">
            {error}
          </p>
          {/* Takes the focus of the button that has gone. */}
          <output ref={status} tabIndex={-1}>
            {said}
          </output>
          {isPreview && address !== null ? (
            <>
              <iframe
                className="purpose__preview"
                title={t('previewTitle')}
                src={address}
                sandbox="allow-same-origin"
              />
              <p>
                <a href={address} target="_blank" rel="noreferrer">
                  {t('openPreview')}
                </a>
              </p>
            </>
          ) : (
            <>
              <p className="field__hint">{t('intro')}</p>
              {state && <PageState state={state} onWithdraw={() => setIsWithdrawing(true)} />}
              {state && draft && source && (
                <PurposeForm
                  draft={draft}
                  source={source}
                  hasEmblem={state.emblem}
                  onChange={page.change}
                  onEmblem={page.reload}
                />
              )}
            </>
          )}
        </div>
      </Dialog>
      {isWithdrawing && (
        <Confirm
          title={t('withdrawTitle')}
          text={t('withdrawText')}
          confirm={t('withdraw')}
          onCancel={() => setIsWithdrawing(false)}
          onConfirm={() => {
            setIsWithdrawing(false)
            void page.withdraw()
          }}
        />
      )}
    </>
  )
}

/** The page on the server, and the texts of its next version on this screen. */
function usePurposePage() {
  const { asking } = useBoard()
  const [state, setState] = useState<PurposePageState | null>(null)
  const [source, setSource] = useState<PurposePreview | null>(null)
  const [draft, setDraft] = useState<PurposeDraft | null>(null)
  const [error, setError] = useState('')
  const [isBusy, setIsBusy] = useState(false)
  const [isPublished, setIsPublished] = useState(false)
  const saved = useRef<PurposeDraft | null>(null)

  const valueOf = <T,>(answer: Outcome<T>): T | undefined => {
    setError(answer.ok ? '' : errorSentence(answer.code))
    return answer.ok ? answer.value : undefined
  }
  const reload = async () => {
    const read = valueOf(await readPurposePage(asking))
    if (!read) return
    setState(read)
    setDraft((own) => own ?? read.draft)
    saved.current ??= read.draft
  }
  useEffect(() => {
    let isLeft = false
    const load = async () => {
      const [read, found] = await Promise.all([readPurposePage(asking), previewPurpose(asking)])
      if (isLeft) return
      const failed = [read, found].find((answer) => !answer.ok)
      if (failed && !failed.ok) setError(errorSentence(failed.code))
      if (!read.ok || !found.ok) return
      saved.current = read.value.draft
      setState(read.value)
      setDraft(read.value.draft)
      setSource(found.value)
    }
    void load()
    return () => {
      isLeft = true
    }
  }, [asking])

  /** True when the server has the texts as they are here. */
  const save = async (): Promise<boolean> => {
    if (!draft || draft === saved.current) return draft !== null
    const answer = await savePurposeDraft(asking, draft)
    if (answer.ok) saved.current = draft
    return valueOf(answer) !== undefined
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
  return {
    state,
    source,
    draft,
    error,
    isBusy,
    isPublished,
    change: setDraft,
    reload: () => void reload(),
    keep: () => {
      const before = saved.current
      if (!draft || !before || draft === before) return
      // The server refuses a pale colour. The other texts are kept.
      const { colours } = faintColours(draft.colours).length > 0 ? before : draft
      void savePurposeDraft(asking, { ...draft, colours })
    },
    /** Makes a preview of the present texts. */
    look: () =>
      busily(async () => {
        if (!(await save())) return false
        const found = valueOf(await previewPurpose(asking))
        if (found) setSource(found)
        return found?.address != null
      }),
    publish: () =>
      busily(async () => {
        const published = valueOf(await publishPurpose(asking))
        if (!published) return false
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
