import { Dialog as Base } from '@base-ui/react/dialog'
import { AlertDialog } from '@base-ui/react/alert-dialog'
import { X } from 'lucide-react'
import { useRef, type ComponentProps, type ReactNode } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { isComposing } from '../../tools/input/composing.ts'
import { Button, IconButton } from './button.tsx'
import { scrollByKeys } from './scroll-by-keys.ts'
import './dialog.css'

interface DialogProps {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
  /** What stands at the lower edge: the primary action last. */
  readonly footer?: ReactNode
  readonly size?: 'small' | 'medium' | 'large'
  /** Only to be read: scrolled by keyboard although nothing in it takes the focus. */
  readonly isText?: boolean
  /** Filled in: a press beside it does not throw away what was. */
  readonly isForm?: boolean
  /** What Enter does where nothing is being written: the primary action of a dialog without a form. */
  readonly onEnter?: (() => void) | undefined
  /** Where the keyboard goes from here, if not back to where it was. */
  readonly finalFocus?: ComponentProps<typeof Base.Popup>['finalFocus']
}

/** A modal panel with a title; Escape, the cross and the veil close it, and focus returns where it was. */
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
  const { t } = useTranslation()
  const popup = useRef<HTMLDivElement>(null)
  return (
    <Base.Root open disablePointerDismissal={isForm} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="dialog-veil" />
        <Base.Viewport className="dialog-viewport">
          <Base.Popup
            ref={popup}
            className={`dialog dialog--${size}`}
            finalFocus={finalFocus}
            initialFocus={(how) => (how === 'touch' ? popup.current : firstStop(popup.current))}
            onKeyDown={({ key, repeat, target, currentTarget, nativeEvent }) => {
              if (key !== 'Enter' || repeat || isComposing(nativeEvent) || !onEnter) return
              if (target !== currentTarget && !(target instanceof HTMLInputElement)) return
              // What is chosen from may give way to what was asked for.
              currentTarget.focus()
              onEnter()
            }}
          >
            <header className="dialog__head">
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

/** What one came to fill in, else the dialog itself: never its cross, and never a switch that Space would turn. */
function firstStop(popup: HTMLElement | null): HTMLElement | null {
  return (
    popup?.querySelector<HTMLElement>(
      '.dialog__body input:not([type=checkbox], [readonly]):is(:checked, :not([type=radio]))',
    ) ?? popup
  )
}

interface ConfirmProps {
  readonly title: string
  /** What will happen, in words. */
  readonly text: ReactNode
  readonly confirm: string
  readonly tone?: 'accent' | 'danger'
  readonly onConfirm: () => void
  readonly onCancel: () => void
}

/** Asks before what cannot be undone; only an explicit answer closes it. */
export function Confirm({ title, text, confirm, tone = 'danger', onConfirm, onCancel }: ConfirmProps) {
  const { t } = useTranslation()
  return (
    <AlertDialog.Root open onOpenChange={(isOpen) => !isOpen && onCancel()}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="dialog-veil" forceRender />
        <AlertDialog.Viewport className="dialog-viewport">
          <AlertDialog.Popup className="dialog dialog--small">
            <header className="dialog__head">
              <AlertDialog.Title className="dialog__title">{title}</AlertDialog.Title>
            </header>
            <AlertDialog.Description className="dialog__body dialog__words" render={<div />}>
              {text}
            </AlertDialog.Description>
            <footer className="dialog__foot">
              <AlertDialog.Close render={<Button>{t('common.cancel')}</Button>} />
              <Button tone={tone} onClick={onConfirm}>
                {confirm}
              </Button>
            </footer>
          </AlertDialog.Popup>
        </AlertDialog.Viewport>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
