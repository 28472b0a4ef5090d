import { useStore } from '@nanostores/react'
import { useCommonWords } from '../../i18n/use-common-words.ts'
import { Operation } from '#shared/workshop/policy.ts'
import type { Scene } from '../../model/document/scene.ts'
import { phoneQuery, useMedia } from '../ui/use-media.ts'
import { useBoard, useMay } from '../host/board-context.tsx'
import { DownloadProgress } from './download-progress.tsx'
import { shownSaving } from '../host/shown-saving.ts'
import { useSceneFact } from '../host/use-scene.ts'
import './empty-board.css'

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
