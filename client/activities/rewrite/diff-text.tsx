import { withoutEndlessSigns } from '#shared/text/endless-signs.ts'
import type { Language } from '#shared/board/document.ts'
import { isApart, wordDiff, type DiffPiece } from '#shared/statements/word-diff.ts'
import { useWords } from '../../i18n/use-words.ts'
import { compareWords } from './compare-words.ts'
import './diff-text.css'

interface Props {
  readonly before: string
  readonly after: string
  readonly language: Language
}

/** Two texts as one: the words that went are struck through, those that came are underlined. A screen reader says so. */
export function DiffText({ before, after, language }: Props) {
  const t = useWords(compareWords)
  const pieces = wordDiff(before, after, language)
  const isSame = pieces.every(({ kind }) => kind === 'same')
  return (
    <>
      <p className="diff-text" lang={language} dir="auto">
        {pieces.map((piece, index) => (
          <Piece
            // Pieces have no other identity than their place.
            key={index}
            piece={piece}
            follows={pieces[index - 1]}
          />
        ))}
      </p>
      {isSame && <p className="diff-text__remark">{t(before === after ? 'equal' : 'onlySigns')}</p>}
    </>
  )
}

function Piece({ piece, follows }: { readonly piece: DiffPiece; readonly follows: DiffPiece | undefined }) {
  const t = useWords(compareWords)
  const { kind, text, isMoved } = piece
  if (kind === 'same') return withoutEndlessSigns(text)
  const words = text.trim()
  const lead = isApart(piece, follows) ? ' ' : text.slice(0, text.length - text.trimStart().length)
  const Mark = kind === 'removed' ? 'del' : 'ins'
  const said = isMoved ? (kind === 'removed' ? 'movedAway' : 'movedHere') : kind
  return (
    <>
      {lead}
      <Mark data-moved={isMoved || undefined}>
        <span className="visually-hidden">{t('begins', { what: t(said) })} </span>
        {withoutEndlessSigns(words)}
        <span className="visually-hidden"> {t('ends')}</span>
      </Mark>
      {text.slice(text.trimEnd().length)}
    </>
  )
}
