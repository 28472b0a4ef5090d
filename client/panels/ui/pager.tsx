import { ChevronLeft, ChevronRight } from 'lucide-react'
import { IconButton } from './button.tsx'
import './pager.css'

interface PagerProps {
  /** From 0. */
  readonly at: number
  readonly of: number
  /** Such as "Sentence 2 of 4". */
  readonly label: string
  readonly words: { readonly previous: string; readonly next: string }
  readonly onMove: (to: number) => void
}

/** One thing at a time, and the way to the ones beside it. */
export function Pager({ at, of, label, words, onMove }: PagerProps) {
  const go = (to: number) => () => {
    if (to >= 0 && to < of) onMove(to)
  }
  return (
    <div className="pager">
      <IconButton
        label={words.previous}
        icon={<ChevronLeft />}
        aria-disabled={at === 0}
        onClick={go(at - 1)}
      />
      <output className="tabular">{label}</output>
      <IconButton
        label={words.next}
        icon={<ChevronRight />}
        aria-disabled={at + 1 >= of}
        onClick={go(at + 1)}
      />
    </div>
  )
}
