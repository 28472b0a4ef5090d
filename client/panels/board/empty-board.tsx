import { useStore } from '@nanostores/react'
import { useCommonWords } from '../../i18n/use-words.ts'
import { Operation } from '#shared/workshop/policy.ts'
import type { Scene } from '../../model/document/scene.ts'
import { phoneQuery, useMedia } from '../ui/use-media.ts'
import { useBoard, useMay } from '../host/board-context.tsx'
import { shownSaving } from '../host/shown-saving.ts'
import { useSceneFact } from '../host/use-scene.ts'
import './empty-board.css'
import { currentLanguage } from '../../i18n/i18n.ts'

const isEmpty = (scene: Scene) => scene.notes.size === 0 && scene.clusters.size === 0

/** One sentence where the first note will be. Presses go through it to the canvas. */
export function EmptyBoard() {
  const t = useCommonWords()
  const { model, features } = useBoard()
  const isShown = useSceneFact(model.scene, isEmpty)
  const isJoining = useStore(shownSaving(model)) === 'joining'
  const isPhone = useMedia(phoneQuery)
  const hasFingers = useMedia('(pointer: coarse)')
  const mayAdd = useMay(Operation.addNote)
  // Their sentence depends on the step.
  useStore(model.agenda)
  if (!isShown) return null
  const sentence = () => {
    if (isJoining) return t('savingText.joining')
    const special = features.map(({ emptyBoard }) => emptyBoard?.(model)).find((said) => said !== undefined)
    if (special !== undefined) return special
    if (!mayAdd) return t('board.emptyViewer')
    if (isPhone) return t('board.emptyTouch')
    return t(hasFingers ? 'board.emptyFinger' : 'board.emptyWriter')
  }
  const said = sentence()
  if (said === '') return null
  return (
    <div className="empty-board">
      <span className="empty-board__note" aria-hidden="true" />
      <output className="empty-board__words">{said}</output>
      <DownloadProgress />
    </div>
  )
}

/** The part of a large board that has arrived. It is not read aloud, because it changes all the time. */
export function DownloadProgress() {
  const t = useCommonWords()
  const { model } = useBoard()
  const arriving = useStore(model.arriving)
  if (!arriving) return null
  return (
    <span className="tabular">
      {t('board.come', { come: megabytes(arriving.come), of: megabytes(arriving.of) })}
    </span>
  )
}

function megabytes(bytes: number): string {
  return new Intl.NumberFormat(currentLanguage(), { maximumFractionDigits: 1 }).format(bytes / 1_000_000)
}
