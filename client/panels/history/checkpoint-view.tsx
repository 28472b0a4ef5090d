import { useStore } from '@nanostores/react'
import { ArrowLeft, Copy, History } from 'lucide-react'
import { useEffect, useState, useRef } from 'react'
import { noteSide } from '#shared/geometry/sizes.ts'
import { boundsOf, inset, type Rect } from '#shared/geometry/rect.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { Checkpoint, CheckpointPreview } from '#shared/wire/http.ts'
import { currentLanguage, errorSentence } from '../../i18n/i18n.ts'
import { copyCheckpoint, readCheckpoint, restoreCheckpoint } from '../../model/http/board-api.ts'
import { keptCreateSecret } from '../../model/memory/host-secrets.ts'
import { palettes, type Palette } from '../../style/palette.ts'
import { theme } from '../../style/theme.ts'
import { useBoard } from '../host/board-context.tsx'
import { keepCreated, showCreated } from '../home/enter-created.ts'
import { Button } from '../ui/button.tsx'
import { Confirm, Dialog } from '../ui/dialog.tsx'
import { useIsLeft } from '../ui/page.tsx'
import { CheckpointNotes } from './checkpoint-notes.tsx'
import { momentOf, historyWords } from './words.ts'

/** Margin around the notes of a group and around everything, board units. */
const margin = 40

/**
 * Upper limit of the scale, so that few notes are not magnified, and the size below which notes need the
 * stronger colour. CSS pixels a board unit. Not measured.
 */
const maxZoom = 0.4
const tinyPx = 6

/** A small picture of a board: its notes and groups in their colours, without words. */
function BoardPicture({ board }: { board: CheckpointPreview }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const palette = palettes[useStore(theme)]
  useEffect(() => {
    if (canvas.current) paint(canvas.current, board, palette)
  }, [board, palette])
  return <canvas ref={canvas} className="board-picture" aria-hidden="true" />
}

function paint(canvas: HTMLCanvasElement, { notes, clusters }: CheckpointPreview, palette: Palette): void {
  const context = canvas.getContext('2d', { alpha: false })
  if (!context) return
  const ratio = window.devicePixelRatio
  canvas.width = canvas.clientWidth * ratio
  canvas.height = canvas.clientHeight * ratio
  context.fillStyle = palette.paper
  context.fillRect(0, 0, canvas.width, canvas.height)
  const bounds = boundsOf(notes.map(rectOf))
  if (!bounds) return
  const world = inset(bounds, -2 * margin)
  const fitting = Math.min(canvas.width / world.width, canvas.height / world.height)
  const scale = Math.min(fitting, maxZoom * ratio)
  const left = (canvas.width - world.width * scale) / 2
  const top = (canvas.height - world.height * scale) / 2
  const fill = ({ x, y, width, height }: Rect) =>
    context.fillRect(
      left + (x - world.x) * scale,
      top + (y - world.y) * scale,
      Math.max(1, width * scale),
      Math.max(1, height * scale),
    )
  context.globalAlpha = 0.25
  const members = new Map<string | null, Rect[]>(clusters.map(({ id }) => [id, []]))
  for (const note of notes) members.get(note.cluster)?.push(rectOf(note))
  for (const { id, tint } of clusters) {
    const area = boundsOf(members.get(id) ?? [])
    context.fillStyle = palette.marks[tint]
    if (area) fill(inset(area, -margin))
  }
  context.globalAlpha = 1
  const isTiny = noteSide * scale < tinyPx * ratio
  for (const note of notes) {
    context.fillStyle = palette.marks[note.tint]
    fill(rectOf(note))
    if (isTiny) continue
    context.fillStyle = palette.tints[note.tint]
    fill(inset(rectOf(note), ratio / scale))
  }
}

function rectOf({ x, y }: { readonly x: number; readonly y: number }): Rect {
  return { x, y, width: noteSide, height: noteSide }
}

/** One checkpoint: its content, and the two ways to return to it. */
export function CheckpointView({
  point,
  onBack,
  onClose,
}: {
  readonly point: Checkpoint
  readonly onBack: () => void
  readonly onClose: () => void
}) {
  const t = useWords(historyWords)
  const { model, asking } = useBoard()
  const [board, setBoard] = useState<CheckpointPreview | null>(null)
  const [isAsking, setIsAsking] = useState(false)
  const [isBusy, setIsBusy] = useState(false)
  const [error, setError] = useState('')
  const moment = momentOf(point.at, currentLanguage())
  const counts = {
    notes: t('notes', { count: point.notes }),
    groups: t('groups', { count: point.clusters }),
  }

  const isLeft = useIsLeft()
  useEffect(() => {
    let isShown = true
    const show = (answer: Awaited<ReturnType<typeof readCheckpoint>>) => {
      if (!isShown) return
      if (answer.ok) setBoard(answer.value)
      else setError(errorSentence(answer.code))
    }
    void readCheckpoint(asking, point.id).then(show)
    return () => {
      isShown = false
    }
  }, [asking, point.id])

  const fail = (code: string) => {
    setIsBusy(false)
    setError(errorSentence(code))
    // The message is shown even when the dialog was closed meanwhile.
    if (isLeft()) model.notices.show({ text: errorSentence(code), tone: 'warn' })
  }
  const copy = async () => {
    setIsBusy(true)
    setError('')
    const created = await copyCheckpoint(asking, point.id, 'copy', keptCreateSecret())
    if (!created.ok) return fail(created.code)
    const problem = await keepCreated(created.value)
    if (problem !== undefined) return fail(problem)
    setIsBusy(false)
    if (!isLeft()) return showCreated(created.value)
    // A person who closed the dialog meanwhile is doing something else and stays there.
    model.notices.show({
      text: t('copied', { moment }),
      tone: 'calm',
      isLasting: true,
      action: { label: t('openCopy'), run: () => showCreated(created.value) },
    })
  }
  const undo = async (checkpoint: string) => {
    const answer = await restoreCheckpoint(asking, checkpoint)
    model.notices.show(
      answer.ok ? { text: t('undone'), tone: 'calm' } : { text: errorSentence(answer.code), tone: 'warn' },
    )
  }
  const restore = async () => {
    setIsAsking(false)
    setIsBusy(true)
    setError('')
    const answer = await restoreCheckpoint(asking, point.id)
    if (!answer.ok) return fail(answer.code)
    setIsBusy(false)
    onClose()
    model.notices.show({
      text: t('restored', { moment }),
      tone: 'calm',
      action: { label: t('common.undo'), run: () => void undo(answer.value.undo) },
    })
  }

  return (
    <Dialog
      title={moment}
      onClose={onClose}
      size="large"
      isText
      footer={
        <>
          <Button tone="quiet" icon={<ArrowLeft />} onClick={onBack}>
            {t('back')}
          </Button>
          <Button icon={<Copy />} isBusy={isBusy} onClick={() => void copy()}>
            {t('copy')}
          </Button>
          <Button tone="accent" icon={<History />} isBusy={isBusy} onClick={() => setIsAsking(true)}>
            {t('here')}
          </Button>
        </>
      }
    >
      <p>
        {t(`reason.${point.reason}`)}
        {' · '}
        {counts.notes}
        {' · '}
        {counts.groups}
      </p>
      <p className="field__hint">{t('copyHint')}</p>
      <p className="card__error" role="alert">
        {error}
      </p>
      {board && (
        <>
          <BoardPicture board={board} />
          <CheckpointNotes board={board} />
        </>
      )}
      {isAsking && (
        <Confirm
          title={t('askHeading')}
          text={
            <>
              <p>{t('ask', { moment, ...counts })}</p>
              <p>{t('askSafe')}</p>
            </>
          }
          confirm={t('here')}
          tone="accent"
          onCancel={() => setIsAsking(false)}
          onConfirm={() => void restore()}
        />
      )}
    </Dialog>
  )
}
