import { Check, Copy, Download, Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { useCommonWords } from '../../i18n/use-common-words.ts'
import { useWords } from '../../i18n/use-words.ts'
import { keepBegun } from '../../model/memory/begun.ts'
import { leftTexts, wordsOfText, type LeftText } from '../../model/memory/left-texts.ts'
import { Button } from '../ui/button.tsx'
import { saveFile } from '../ui/save-file.ts'
import { useCopied } from '../ui/use-copied.ts'
import { entryWords } from './words.ts'
import '../ui/text-box.css'
import './left-words.css'

/** Words that a person whose access has ended had begun: they are in this browser alone. */
export function LeftWords({ board }: { readonly board: string }) {
  const t = useWords(entryWords)
  // A deleted text keeps its line, so that it can be taken back.
  const [texts] = useState(() => leftTexts(board))
  if (texts.length === 0) return null
  const download = () => {
    const words = leftTexts(board).map((text) => `${wordsOfText(text)}\n`)
    saveFile(new Blob([words.join('\n')], { type: 'text/plain;charset=utf-8' }), `${t('fileName')}.txt`)
  }
  return (
    <section className="card card--narrow" aria-label={t('left')}>
      <h2>{t('left')}</h2>
      <p className="card__words">{t('leftHint')}</p>
      {texts.map((text, index) => (
        <LeftOne key={`${text.participant} ${text.place}`} board={board} text={text} number={index + 1} />
      ))}
      <Button icon={<Download />} isWide onClick={download}>
        {t('download')}
      </Button>
    </section>
  )
}

interface LeftOneProps {
  readonly board: string
  readonly text: LeftText
  readonly number: number
}

function LeftOne({ board, text, number }: LeftOneProps) {
  const t = useWords(entryWords)
  const common = useCommonWords()
  const field = useRef<HTMLTextAreaElement>(null)
  const [isGone, setIsGone] = useState(false)
  const words = wordsOfText(text)
  const { isCopied, copy } = useCopied(field, words)
  const keep = (isKept: boolean) => {
    const { participant, place, ...begun } = text
    keepBegun(board, participant, place, isKept ? begun : null)
    setIsGone(!isKept)
  }
  if (isGone)
    return (
      <output className="row left-text__gone">
        {t('removed')}
        <Button tone="quiet" onClick={() => keep(true)}>
          {common('common.undo')}
        </Button>
      </output>
    )
  return (
    <div className="stack left-text">
      <textarea
        ref={field}
        className="text-box text-box--grows"
        readOnly
        rows={1}
        dir="auto"
        aria-label={t('leftText', { number })}
        value={words}
        onFocus={(event) => event.target.select()}
      />
      <div className="row">
        <Button
          icon={isCopied ? <Check /> : <Copy />}
          aria-label={isCopied ? common('common.copied') : t('copyText', { number })}
          onClick={() => void copy()}
        >
          {isCopied ? common('common.copied') : common('common.copy')}
        </Button>
        <Button
          tone="quiet"
          icon={<Trash2 />}
          aria-label={t('removeText', { number })}
          onClick={() => keep(false)}
        >
          {t('remove')}
        </Button>
      </div>
    </div>
  )
}
