import { useState } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../host/board-context.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { mostRows } from '../../tools/input/pasted-rows.ts'
import { blockOfSpots, showSpots } from '../../model/view/block-of-spots.ts'
import { boardWords } from './words.ts'
import './rows-dialog.css'

const previewed = 5

/** Asks before a pasted table becomes many notes. */
export function RowsDialog({
  rows,
  text,
  onClose,
}: {
  readonly rows: readonly string[]
  readonly text: string
  readonly onClose: () => void
}) {
  const t = useWords(boardWords)
  const { model } = useBoard()
  const [hasHeading, setHasHeading] = useState(false)
  const body = hasHeading ? rows.slice(1) : rows
  const made = body.slice(0, mostRows)
  const left = body.length - made.length
  const add = (texts: readonly string[]) => {
    const spots = blockOfSpots(model.scene, model.camera.view(), texts.length)
    const notes = texts.flatMap((each, index) => {
      const at = spots[index]
      return at ? [{ text: each, at }] : []
    })
    model.undo.cut()
    const added = model.commands.addNotes(notes)
    onClose()
    // While people write in private the notes are drafts of this person, and none is on the board.
    if (added.length === 0) return
    model.ui.selection.set(new Set(added))
    showSpots(model.camera, spots)
  }
  return (
    <Dialog
      title={t('rows.heading')}
      onClose={onClose}
      onEnter={() => add(made)}
      footer={
        <>
          <Button onClick={() => add([text])}>{t('rows.one')}</Button>
          <Button tone="accent" onClick={() => add(made)}>
            {t('rows.make', { count: made.length })}
          </Button>
        </>
      }
    >
      <p>{t('rows.ask', { count: made.length })}</p>
      {left > 0 && <p className="rows-left">{t('rows.left', { count: left, most: mostRows })}</p>}
      {rows.length > 2 && text.includes('\t') && (
        <label className="rows-heading">
          <input
            type="checkbox"
            checked={hasHeading}
            onChange={({ target }) => setHasHeading(target.checked)}
          />
          {t('rows.hasHeading')}
        </label>
      )}
      <ol className="rows-preview" aria-label={t('rows.preview')}>
        {made.slice(0, previewed).map((row, index) => (
          // Rows may be equal. They never change while the dialog is open.
          <li key={`${index} ${row}`} data-paper="">
            {row}
          </li>
        ))}
      </ol>
      {made.length > previewed && (
        <p className="field__hint">{t('rows.more', { count: made.length - previewed })}</p>
      )}
    </Dialog>
  )
}
