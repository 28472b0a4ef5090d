import { useStore } from '@nanostores/react'
import { List, StickyNote } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { useBoard, useMay } from '../host/board-context.tsx'
import { DeskNotes } from '../../activities/write/desk-notes.tsx'
import { NoteList } from './note-list.tsx'
import { PhoneTools } from './phone-tools.tsx'
import { WritingField } from './writing-field.tsx'
import './phone-view.css'

/** On a phone: the list or the canvas, and at the thumb the writing field and the switch between the two. */
export function PhoneView() {
  const { t } = useTranslation()
  const { model, shell } = useBoard()
  const view = useStore(shell.phoneView)
  const isShut = useStore(model.ending) !== null
  const isPrivate = useStore(model.desk.takesNotes)
  /** Somebody who is writing in a draft when the notes are revealed goes on in its field. */
  const [isInDraft, setIsInDraft] = useState(false)
  const desk = useRef<HTMLElement>(null)
  useEffect(() => {
    const look = () => setIsInDraft(desk.current?.contains(document.activeElement) ?? false)
    const late = () => requestAnimationFrame(look)
    document.addEventListener('focusin', look)
    document.addEventListener('focusout', late)
    // A field that goes away says nothing.
    const stop = model.desk.drafts.listen(late)
    return () => {
      document.removeEventListener('focusin', look)
      document.removeEventListener('focusout', late)
      stop()
    }
  }, [model])
  const mayAdd = (useMay(Operation.addNote) || isPrivate) && !isShut
  return (
    <>
      {view === 'board' ? (
        <PhoneTools />
      ) : isPrivate || isInDraft ? (
        <section ref={desk} className="note-list desk" aria-label={t('writing.yours')}>
          <DeskNotes />
        </section>
      ) : (
        <NoteList />
      )}
      <div className="phone-foot">
        {mayAdd && <WritingField />}
        <fieldset className="phone-foot__switch" aria-label={t('phone.view')}>
          <button type="button" aria-pressed={view === 'list'} onClick={() => shell.phoneView.set('list')}>
            <List aria-hidden="true" />
            {isPrivate ? t('writing.yours') : t('phone.list')}
          </button>
          <button type="button" aria-pressed={view === 'board'} onClick={() => shell.phoneView.set('board')}>
            <StickyNote aria-hidden="true" />
            {t('phone.board')}
          </button>
        </fieldset>
      </div>
    </>
  )
}
