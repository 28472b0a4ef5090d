import { useStore } from '@nanostores/react'
import { ArrowUp } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { noteTextLimit } from '#shared/board/note.ts'
import type { Rect } from '#shared/geometry/rect.ts'
import type { BoardModel } from '../../model/board-model.ts'
import { blockOfSpots } from '../dialogs/block-of-spots.ts'
import { useBoard } from '../board/board-context.tsx'
import { IconButton } from '../ui/button.tsx'

/**
 * "Write a note": what is sent stands on the board near the middle of what is seen, or of what is there, covering
 * nothing; while writing is private it is a draft on this person's desk.
 */
export function WritingField() {
  const { t } = useTranslation()
  const { model, shell } = useBoard()
  const [text, setText] = useState('')
  const [isAdded, setIsAdded] = useState(false)
  const isDraft = useStore(model.desk.takesNotes)
  const words = text.trim()
  const add = () => {
    if (words === '') return
    if (isDraft) {
      model.desk.add([words])
      setText('')
      return setIsAdded(true)
    }
    const [at] = blockOfSpots(model.scene, whereToWrite(model, shell.phoneView.get() === 'board'), 1)
    if (!at) return
    model.commands.addNote(at, { text: words })
    setText('')
    setIsAdded(true)
  }
  return (
    <form
      className="writing-field"
      onSubmit={(event) => {
        event.preventDefault()
        add()
      }}
    >
      <textarea
        rows={1}
        aria-label={t('phone.write')}
        placeholder={t('phone.write')}
        maxLength={noteTextLimit}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setIsAdded(false)
        }}
        onKeyDown={(event) => {
          // Composing (IME) ends with Enter too; that one is not a wish to send.
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
          event.preventDefault()
          add()
        }}
      />
      <IconButton
        label={t('phone.add')}
        icon={<ArrowUp />}
        type="submit"
        side="top"
        disabled={words === ''}
        className="writing-field__send"
      />
      <output className="visually-hidden">
        {isAdded && (isDraft ? t('writing.added') : t('phone.added'))}
      </output>
    </form>
  )
}

function whereToWrite({ scene, camera }: BoardModel, isBoardSeen: boolean): Rect {
  return (isBoardSeen ? undefined : scene.bounds()) ?? camera.view()
}
