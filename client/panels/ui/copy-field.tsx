import { Check, Copy } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useCommonWords } from '../../i18n/use-common-words.ts'
import { Button } from './button.tsx'
import './copy-field.css'

interface CopyFieldProps {
  readonly label: string
  /** The accessible name of the button. */
  readonly copyLabel: string
  readonly text: string
  readonly tone?: 'plain' | 'accent'
}

/** Time that "Copied" is shown. Not measured. */
const copiedMs = 2_000

/** A text with a button that copies it. */
export function CopyField({ label, copyLabel, text, tone = 'plain' }: CopyFieldProps) {
  const t = useCommonWords()
  const field = useRef<HTMLInputElement>(null)
  const [isCopied, setIsCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return
    const timer = setTimeout(() => setIsCopied(false), copiedMs)
    return () => clearTimeout(timer)
  }, [isCopied])
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setIsCopied(true)
    } catch {
      // The page is not secure, or permission was refused: the text is selected, so that the person can
      // copy it.
      field.current?.select()
      setIsCopied(document.execCommand('copy'))
    }
  }
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
