import { Dialog as Base } from '@base-ui/react/dialog'
import { AlertDialog } from '@base-ui/react/alert-dialog'
import { TriangleAlert, X } from 'lucide-react'
import { useRef, type ComponentProps, type ReactNode } from 'react'
import { useCommonWords } from '../../i18n/use-words.ts'
import { isComposing } from '../../tools/input/composing.ts'
import { Button, IconButton } from './button.tsx'
import { scrollByKeys } from './focus.ts'
import './dialog.css'

interface DialogProps {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
  /** The buttons at the lower edge, the primary action last. */
  readonly footer?: ReactNode
  readonly size?: 'small' | 'medium' | 'large' | 'wide'
  /** Text without a control: it can take the focus, so that the keyboard can scroll it. */
  readonly isText?: boolean
  /** A form: a press beside the dialog does not discard its values. */
  readonly isForm?: boolean
  /** The primary action of a dialog without a form. Enter runs it where nobody is typing. */
  readonly onEnter?: (() => void) | undefined
  /** The element that gets the focus afterwards, if not the one before. */
  readonly finalFocus?: ComponentProps<typeof Base.Popup>['finalFocus']
}

/** A modal panel with a title. Escape, the cross and the backdrop close it. The focus returns afterwards. */
export function Dialog({
  title,
  onClose,
  children,
  footer,
  size = 'medium',
  isText = false,
  isForm = false,
  onEnter,
  finalFocus = true,
}: DialogProps) {
  const t = useCommonWords()
  const popup = useRef<HTMLDivElement>(null)
  return (
    <Base.Root open disablePointerDismissal={isForm} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="dialog-veil" forceRender />
        <Base.Viewport className="dialog-viewport">
          <Base.Popup
            ref={popup}
            className={`dialog dialog--${size}`}
            finalFocus={finalFocus}
            initialFocus={(how) => (how === 'touch' ? popup.current : firstStop(popup.current))}
            onKeyDown={({ key, repeat, target, currentTarget, nativeEvent }) => {
              if (key !== 'Enter' || repeat || isComposing(nativeEvent) || !onEnter) return
              if (target !== currentTarget && !(target instanceof HTMLInputElement)) return
              // The element that had the focus may have been removed.
              currentTarget.focus()
              onEnter()
            }}
          >
            <header className="dialog__head apart">
              <Base.Title className="dialog__title">{title}</Base.Title>
              <Base.Close render={<IconButton label={t('common.close')} icon={<X />} side="left" />} />
            </header>
            <div className="dialog__body" ref={isText ? scrollByKeys : undefined}>
              {children}
            </div>
            {footer && <footer className="dialog__foot">{footer}</footer>}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  )
}

/**
 * The first field to fill in, else the dialog itself: never the cross, nor a switch that Space would turn.
 */
function firstStop(popup: HTMLElement | null): HTMLElement | null {
  return (
    popup?.querySelector<HTMLElement>(
      '.dialog__body :is(textarea, input:not([type=checkbox]):is(:checked, :not([type=radio]))):not([readonly])',
    ) ?? popup
  )
}

interface ConfirmProps {
  readonly title: string
  /** The consequences in words. */
  readonly text: ReactNode
  readonly confirm: string
  readonly tone?: 'accent' | 'danger'
  readonly onConfirm: () => void
  readonly onCancel: () => void
}

/** A question before an action that cannot be undone. Only an explicit answer closes it. */
export function Confirm({ title, text, confirm, tone = 'danger', onConfirm, onCancel }: ConfirmProps) {
  const t = useCommonWords()
  const isDanger = tone === 'danger'
  return (
    <AlertDialog.Root open onOpenChange={(isOpen) => !isOpen && onCancel()}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="dialog-veil dialog-veil--over" forceRender />
        <AlertDialog.Viewport className="dialog-viewport dialog-viewport--over">
          <AlertDialog.Popup className="dialog dialog--small">
            <header className="dialog__head apart">
              <AlertDialog.Title className="dialog__title">{title}</AlertDialog.Title>
            </header>
            <AlertDialog.Description className="dialog__body dialog__words" render={<div />}>
              {text}
            </AlertDialog.Description>
            <footer className="dialog__foot">
              <AlertDialog.Close
                render={<Button tone={isDanger ? 'neutral' : 'plain'}>{t('common.cancel')}</Button>}
              />
              <Button tone={tone} icon={isDanger && <TriangleAlert />} onClick={onConfirm}>
                {confirm}
              </Button>
            </footer>
          </AlertDialog.Popup>
        </AlertDialog.Viewport>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
