import { Check, Copy } from 'lucide-react'
import { useRef } from 'react'
import { useCommonWords } from '../../i18n/use-words.ts'
import { Button } from './button.tsx'
import { useCopied } from './use-copied.ts'
import './copy-field.css'

interface CopyFieldProps {
  readonly label: string
  /** The accessible name of the button. */
  readonly copyLabel: string
  readonly text: string
  readonly tone?: 'plain' | 'accent'
}

/** A text with a button that copies it. */
export function CopyField({ label, copyLabel, text, tone = 'plain' }: CopyFieldProps) {
  const t = useCommonWords()
  const field = useRef<HTMLInputElement>(null)
  const { isCopied, copy } = useCopied(field, text)
  return (
    <div className="copy-field">
      <input
        ref={field}
        readOnly
        aria-label={label}
        value={text}
        onFocus={(event) => event.target.select()}
      />
      <Button
        icon={isCopied ? <Check /> : <Copy />}
        tone={tone}
        aria-label={isCopied ? t('common.copied') : copyLabel}
        onClick={() => void copy()}
      >
        {isCopied ? t('common.copied') : t('common.copy')}
      </Button>
    </div>
  )
}
