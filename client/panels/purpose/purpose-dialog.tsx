import { useRef, useState, useEffect } from 'react'
import { flushSync } from 'react-dom'
import { faintColours } from '#shared/workshop/purpose-page.ts'
import { at } from '../../model/basics/address.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { Closable } from '../host/feature.ts'
import { Button } from '../ui/button.tsx'
import { Confirm, Dialog } from '../ui/dialog.tsx'
import { PageState } from './page-state.tsx'
import { PurposeForm } from './purpose-form.tsx'
import { usePurposePage } from './use-purpose-page.ts'
import { purposeWords } from './words.ts'
import './purpose.css'
import type { LeftOut } from '#shared/workshop/merged-draft.ts'
import { useStore } from '@nanostores/react'
import { isUnclaimed } from '#shared/board/adoptions.ts'
import type { Adoption } from '#shared/workshop/adoption.ts'
import { useBoard } from '../host/board-context.tsx'
import { useRunCommand } from '../host/use-activity.ts'
import '../ui/calm-box.css'

/** Writes, previews, publishes and withdraws the purpose page. Texts are kept when the dialog closes. */
export function PurposeDialog({ onClose }: Closable) {
  const t = useWords(purposeWords)
  const page = usePurposePage()
  const [wantsPreview, setIsPreview] = useState(false)
  const [isWithdrawing, setIsWithdrawing] = useState(false)
  const status = useRef<HTMLOutputElement>(null)
  const previewButton = useRef<HTMLButtonElement>(null)
  const isLeaving = useRef(false)
  const { state, draft, source, error, isBusy } = page
  const isPreview = wantsPreview && !page.isEdited

  /** A second press leaves, although the texts could not be kept; so does the first one under the notice that says so. */
  const close = async () => {
    const isAgain = isLeaving.current || page.isEdited
    isLeaving.current = true
    if (isAgain || (await page.keep())) onClose()
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
    else status.current?.focus()
  }
  const load = async () => {
    if (!(await page.load())) return
    isLeaving.current = false
    show(false)
  }
  const back = () => {
    flushSync(() => setIsPreview(false))
    previewButton.current?.focus()
  }
  const address = source?.address ?? null
  const canPreview =
    !page.isEdited && source?.sentence != null && draft !== null && faintColours(draft.colours).length === 0
  const number = (state?.versions.at(-1)?.number ?? 0) + 1
  const said = isPreview
    ? t(page.isChanged ? 'changed' : 'publishHint')
    : page.isPublished
      ? t('done')
      : page.leftOut !== null
        ? t('merged')
        : !(state && source) && error === '' && t('loading')
  return (
    <>
      <Dialog
        title={isPreview ? t('previewTitle') : t('heading')}
        onClose={() => void close()}
        isForm
        size="large"
        footer={
          isPreview ? (
            <>
              <Button onClick={back}>{t('back')}</Button>
              <Publish
                number={number}
                isBusy={isBusy}
                onPublish={() => void publish()}
                // The page says so then: it is another one, to be looked at.
                onClaimed={() => void showPreview()}
              />
            </>
          ) : page.isEdited ? (
            <Button key="load" tone="accent" isBusy={isBusy} onClick={() => void load()}>
              {t('load')}
            </Button>
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
              <ImportedHint />
              <iframe
                className="purpose__preview"
                title={t('previewTitle')}
                src={at(address)}
                sandbox="allow-same-origin"
              />
              <p>
                <a href={at(address)} target="_blank" rel="noreferrer">
                  {t('openPreview')}
                </a>
              </p>
            </>
          ) : (
            <>
              <Meanwhile isEdited={page.isEdited} leftOut={page.leftOut ?? []} />
              <p className="field__hint">{t('intro')}</p>
              {state && <PageState state={state} onWithdraw={() => setIsWithdrawing(true)} />}
              {state && draft && source && (
                <PurposeForm
                  key={page.loads}
                  draft={draft}
                  source={source}
                  hasEmblem={state.emblem}
                  onChange={(changed) => {
                    isLeaving.current = false
                    page.change(changed)
                  }}
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

interface MeanwhileProps {
  /** Somebody else has saved other texts. */
  readonly isEdited: boolean
  /** Their words that found no place. */
  readonly leftOut: readonly LeftOut[]
}

/** Says that somebody else has changed the texts meanwhile, and which of their words found no place. */
function Meanwhile({ isEdited, leftOut }: MeanwhileProps) {
  const t = useWords(purposeWords)
  const notice = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // The form is long: the notice comes into sight.
    if (isEdited) notice.current?.focus()
  }, [isEdited])
  return (
    <>
      <div ref={notice} className="purpose__meanwhile" role="alert" tabIndex={-1}>
        {isEdited && t('edited')}
      </div>
      {leftOut.length > 0 && (
        <section className="purpose__left" aria-label={t('leftOut')}>
          <p>{t('leftOut')}</p>
          <ul>
            {leftOut.map(({ part, text }, index) => (
              <li key={index}>
                <span className="field__hint">{t(`parts.${part}`)}</span> {text}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

interface PublishProps {
  /** Of the version that it makes. */
  readonly number: number
  readonly isBusy: boolean
  readonly onPublish: () => void
  readonly onClaimed: () => void
}

/** Publishes the page. An adoption that came with a file is published only after somebody has said that it is theirs. */
function Publish({ number, isBusy, onPublish, onClaimed }: PublishProps) {
  const t = useWords(purposeWords)
  const run = useRunCommand()
  const unclaimed = useUnclaimed()
  if (unclaimed)
    return (
      <Button
        key="claim"
        tone="accent"
        isBusy={isBusy}
        onClick={() => run({ kind: 'adoption.claim', adoption: unclaimed.id }, onClaimed)}
      >
        {t('claim')}
      </Button>
    )
  return (
    <Button key="publish" tone="accent" isBusy={isBusy} onClick={onPublish}>
      {number === 1 ? t('publish') : t('publishAgain', { number })}
    </Button>
  )
}

function ImportedHint() {
  const t = useWords(purposeWords)
  return useUnclaimed() ? <p className="calm-box">{t('importedHint')}</p> : null
}

function useUnclaimed(): Adoption | undefined {
  const last = useStore(useBoard().model.adoptions).at(-1)
  return last && isUnclaimed(last) ? last : undefined
}
