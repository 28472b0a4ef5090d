import { Dialog } from '@base-ui/react/dialog'
import { Eraser, X } from 'lucide-react'
import { useRef, useState, useEffect } from 'react'
import type { Replay } from '#shared/wire/replay.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { Asking, Outcome } from '../../model/http/api.ts'
import { clearReplay, readReplay, readReplayPage } from '../../model/http/board-api.ts'
import { useBoard, useMay } from '../host/board-context.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { Confirm } from '../ui/dialog.tsx'
import { ReplayStage } from './replay-stage.tsx'
import { ReplayedBoardContext } from './replayed-board.ts'
import { replayWords } from './words.ts'
import './replay.css'
import { currentLanguage, errorSentence } from '../../i18n/i18n.ts'
import { type Film, filmOf, showable, type FilmPage } from '../../model/replay/replay-film.ts'
import { momentOf } from '../history/words.ts'

/** The replay, over the live board. Escape returns to the board. */
export function ReplayScreen({ onClose }: { onClose: () => void }) {
  const t = useWords(replayWords)
  const open = useBoard()
  const { model, asking } = open
  const mayClear = useMay(Operation.clearReplay)
  const replay = useReplay(asking)
  const [isAsking, setIsAsking] = useState(false)
  const popup = useRef<HTMLDivElement>(null)
  const clear = async () => {
    setIsAsking(false)
    const answer = await clearReplay(asking)
    if (answer.ok) onClose()
    model.notices.show(
      answer.ok ? { text: t('cleared'), tone: 'calm' } : { text: errorSentence(answer.code), tone: 'warn' },
    )
  }
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Popup ref={popup} className="replay" initialFocus={popup}>
          <header className="replay__head">
            <Dialog.Title className="replay__title">{t('heading')}</Dialog.Title>
            <p className="replay__intro quiet">{t('intro')}</p>
            {(replay.kind === 'ready' || replay.kind === 'lost') && mayClear && (
              <IconButton label={t('clear')} icon={<Eraser />} onClick={() => setIsAsking(true)} />
            )}
            <Dialog.Close
              render={
                <Button tone="quiet" icon={<X />}>
                  {t('close')}
                </Button>
              }
            />
          </header>
          {replay.kind === 'ready' && replay.film.gaps.length > 0 && <ReplayGaps gaps={replay.film.gaps} />}
          {replay.kind === 'ready' ? (
            <ReplayedBoardContext value={open}>
              <ReplayStage film={replay.film} />
            </ReplayedBoardContext>
          ) : (
            <output className="replay__wait">
              {replay.kind === 'lost' ? <ReplayGaps gaps={replay.gaps} /> : whyNot(replay)}
            </output>
          )}
          {isAsking && (
            <Confirm
              title={t('askHeading')}
              text={
                <>
                  <p>{t('ask')}</p>
                  <p>{t('askSafe')}</p>
                </>
              }
              confirm={t('clearConfirm')}
              onCancel={() => setIsAsking(false)}
              onConfirm={() => void clear()}
            />
          )}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function whyNot(replay: Exclude<ReplayState, { kind: 'ready' | 'lost' }>): string {
  switch (replay.kind) {
    case 'waiting':
      return replayWords.t('waiting')
    case 'empty':
      return replay.isOff ? replayWords.t('off') : replayWords.t('empty')
    case 'failed':
      return errorSentence(replay.code)
  }
}

/** The damaged parts of a replay in words. */
function ReplayGaps({ gaps }: Pick<Film, 'gaps'>) {
  const t = useWords(replayWords)
  const time = (at: number) => momentOf(at, currentLanguage())
  return (
    <div className="replay__gaps">
      {gaps.map(({ from, until }) => (
        <p key={from}>
          {until === null
            ? t('gapOn', { from: time(from) })
            : t('gap', { from: time(from), until: time(until) })}
        </p>
      ))}
    </div>
  )
}

type ReplayState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'ready'; readonly film: Film }
  /** Nothing has been recorded yet, or this server records no replays. */
  | { readonly kind: 'empty'; readonly isOff: boolean }
  /** All of it is damaged. */
  | { readonly kind: 'lost'; readonly gaps: Film['gaps'] }
  | { readonly kind: 'failed'; readonly code: Code }

type Code = Extract<Outcome<never>, { ok: false }>['code']

/** Downloads the whole replay once, page after page. */
function useReplay(asking: Asking): ReplayState {
  const [state, setState] = useState<ReplayState>({ kind: 'waiting' })
  useEffect(() => {
    let isShown = true
    const show = (next: ReplayState) => {
      if (isShown) setState(next)
    }
    void fetchFilm(asking, () => isShown).then(show)
    return () => {
      isShown = false
    }
  }, [asking])
  return state
}

async function fetchFilm(asking: Asking, isWanted: () => boolean): Promise<ReplayState> {
  const first = await fetchPages(asking, isWanted)
  // A page was deleted meanwhile, or turned out to be damaged: the server now knows the remaining ones.
  const found = first.ok && first.value.isWhole ? first : await fetchPages(asking, isWanted)
  if (!found.ok) return { kind: 'failed', code: found.code }
  const { index, pages } = found.value
  const { steps, gaps } = showable(pages)
  const known = { ...index, gaps: [...index.gaps, ...gaps] }
  if (steps.length > 0) return { kind: 'ready', film: filmOf(steps, known) }
  if (known.gaps.length > 0) return { kind: 'lost', gaps: known.gaps }
  return { kind: 'empty', isOff: index.days === 0 }
}

interface FetchedPages {
  readonly index: Replay
  readonly pages: readonly FilmPage[]
  /** Every page could be read. */
  readonly isWhole: boolean
}

async function fetchPages(
  asking: Asking,
  isWanted: () => boolean,
): Promise<
  { readonly ok: true; readonly value: FetchedPages } | { readonly ok: false; readonly code: Code }
> {
  const index = await readReplay(asking)
  if (!index.ok) return index
  const pages: FilmPage[] = []
  for (const { id, from } of index.value.pages) {
    if (!isWanted()) break
    const page = await readReplayPage(asking, id)
    if (page.ok) pages.push({ from, steps: page.value })
    else if (page.code === 'not_found') pages.push({ from, steps: undefined })
    else return page
  }
  return { ok: true, value: { index: index.value, pages, isWhole: pages.every(({ steps }) => steps) } }
}
