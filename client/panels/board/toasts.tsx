import { Toast } from '@base-ui/react/toast'
import { useStore } from '@nanostores/react'
import { X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import type { Notice, Notices } from '../../model/contract/board-model.ts'
import { returnFocus } from '../host/return-focus.ts'
import { IconButton } from '../ui/button.tsx'
import { publishSize } from '../ui/publish-size.ts'
import { boardWords } from './words.ts'
import './toasts.css'

/** Time to read a sentence twice and to reach its button. Hover and focus hold it. Not measured. */
const shownMs = 8_000

const publishHeight = publishSize('--toasts-height', (list) => list.offsetHeight)

/** Messages at the lower left, the newest nearest. F6 moves the focus to them. */
export function Toasts({ notices }: { notices: Notices }) {
  const t = useWords(boardWords)
  return (
    <Toast.Provider timeout={shownMs} limit={3}>
      <Feed notices={notices} />
      <Toast.Portal>
        <Toast.Viewport className="toasts" aria-label={t('toast.label')} ref={publishHeight}>
          <List />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}

/** Adds each notice of the model to the toasts once. */
function Feed({ notices }: { notices: Notices }) {
  const list = useStore(notices.list)
  const { add, close } = Toast.useToastManager()
  const shown = useRef(new Set<string>())
  useEffect(() => {
    for (const notice of list) {
      if (shown.current.has(notice.id)) continue
      shown.current.add(notice.id)
      add({
        id: notice.id,
        // As the title: a toast is a dialog to a screen reader, and a dialog needs a name.
        title: notice.text,
        type: notice.tone,
        priority: notice.tone === 'danger' ? 'high' : 'low',
        onRemove: () => notices.dismiss(notice.id),
        ...(notice.isLasting && { timeout: 0 }),
        ...actionOf(notice, () => close(notice.id)),
      })
    }
    for (const id of shown.current) {
      if (list.some((notice) => notice.id === id)) continue
      shown.current.delete(id)
      close(id)
    }
  }, [list, add, close, notices])
  return null
}

function actionOf(notice: Notice, done: () => void) {
  const { action } = notice
  if (!action) return {}
  return {
    actionProps: {
      children: action.label,
      onClick: () => {
        action.run()
        done()
      },
    },
  }
}

function List() {
  const t = useWords(boardWords)
  const { toasts } = Toast.useToastManager()
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      ref={returnFocus}
      swipeDirection={['left', 'down']}
      className="toast"
    >
      <Toast.Content className="toast__content row">
        <Toast.Title render={<p />} className="toast__text" />
        <Toast.Action className="button button--quiet toast__action" />
        <Toast.Close
          aria-hidden={false}
          render={<IconButton label={t('toast.dismiss')} icon={<X />} side="top" />}
        />
      </Toast.Content>
    </Toast.Root>
  ))
}
