import { Check, Copy, Download, Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { useCommonWords, useWords } from '../../i18n/use-words.ts'
import { wordsOf } from '../../i18n/words-of.ts'
import { keepBegun } from '../../model/memory/begun.ts'
import { leftTexts, wordsOfText, type LeftText } from '../../model/memory/left-texts.ts'
import { Button } from '../ui/button.tsx'
import { focusOnArrival } from '../ui/focus.ts'
import { saveFile } from '../ui/save-file.ts'
import { useCopied } from '../ui/use-copied.ts'
import '../ui/text-box.css'
import './left-words.css'

export const en = {
  left: 'Words of yours that nobody has seen',
  leftHint: 'You had begun them on this board. They are in this browser alone.',
  leftText: 'Your text {{number}}',
  copyText: 'Copy your text {{number}}',
  download: 'Download as a file',
  fileName: 'my-words',
  remove: 'Delete',
  removeText: 'Delete your text {{number}}',
  removed: 'The text is deleted.',
}

export const fr = {
  left: 'Vos textes que personne n’a vus',
  leftHint: 'Vous les aviez commencés sur ce tableau. Ils ne sont que dans ce navigateur.',
  leftText: 'Votre texte {{number}}',
  copyText: 'Copier votre texte {{number}}',
  download: 'Télécharger dans un fichier',
  fileName: 'mes-textes',
  remove: 'Supprimer',
  removeText: 'Supprimer votre texte {{number}}',
  removed: 'Le texte est supprimé.',
} satisfies typeof en

/** The sentences of the page that people without access to a board see. */
const entryWords = wordsOf({ en, fr })

/** Words that a person whose access has ended had begun: they are in this browser alone. */
export function LeftWords({ board }: { readonly board: string }) {
  const t = useWords(entryWords)
  // A deleted text keeps its line, so that it can be taken back.
  const [texts] = useState(() => leftTexts(board))
  const [gone, setGone] = useState<ReadonlySet<LeftText>>(new Set())
  if (texts.length === 0) return null
  const keep = (text: LeftText, isKept: boolean) => {
    const { participant, place, ...begun } = text
    keepBegun(board, participant, place, isKept ? begun : null)
    setGone(new Set(isKept ? [...gone].filter((one) => one !== text) : [...gone, text]))
  }
  const download = () => {
    const words = texts.filter((text) => !gone.has(text)).map((text) => `${wordsOfText(text)}\n`)
    saveFile(new Blob([words.join('\n')], { type: 'text/plain;charset=utf-8' }), `${t('fileName')}.txt`)
  }
  return (
    <section className="card card--narrow left-words" aria-label={t('left')}>
      <h2>{t('left')}</h2>
      <p className="card__words">{t('leftHint')}</p>
      {texts.map((text, index) => (
        <LeftOne
          key={`${text.participant} ${text.place}`}
          text={text}
          number={index + 1}
          isGone={gone.has(text)}
          onKeep={(isKept) => keep(text, isKept)}
        />
      ))}
      {gone.size < texts.length && (
        <Button icon={<Download />} isWide onClick={download}>
          {t('download')}
        </Button>
      )}
    </section>
  )
}

interface LeftOneProps {
  readonly text: LeftText
  readonly number: number
  readonly isGone: boolean
  readonly onKeep: (isKept: boolean) => void
}

function LeftOne({ text, number, isGone, onKeep }: LeftOneProps) {
  const t = useWords(entryWords)
  const common = useCommonWords()
  const field = useRef<HTMLTextAreaElement>(null)
  /** It was deleted and taken back. */
  const [isBack, setIsBack] = useState(false)
  const words = wordsOfText(text)
  const { isCopied, copy } = useCopied(field, words)
  if (isGone)
    return (
      <output className="row left-text__gone">
        {t('removed')}
        <Button
          ref={focusOnArrival}
          tone="quiet"
          onClick={() => {
            setIsBack(true)
            onKeep(true)
          }}
        >
          {common('common.undo')}
        </Button>
      </output>
    )
  return (
    <div className="stack left-text" ref={isBack ? focusOnArrival : null}>
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
          onClick={() => onKeep(false)}
        >
          {t('remove')}
        </Button>
      </div>
    </div>
  )
}
