import type { Extension } from '@codemirror/state'
import { useStore } from '@nanostores/react'
import { Redo2, Undo2 } from 'lucide-react'
import {
  useCallback,
  useEffect,
  useEffectEvent,
  useId,
  useRef,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from 'react'
import { wordingLimit } from '#shared/board/limits.ts'
import { Audience } from '#shared/workshop/audience.ts'
import { asShown } from '#shared/board/brief.ts'
import { useWords } from '../../i18n/use-words.ts'
import { wordsOf } from '../../i18n/words-of.ts'
import type { Wording, WordingCaret } from '../../model/contract/statements.ts'
import { AudienceBadge } from '../host/audience.tsx'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useStatements } from '../../panels/host/use-statements.ts'
import { IconButton } from '../../panels/ui/button.tsx'
import { useContentLanguage } from '../../panels/ui/content-language.ts'
import { usePersonName } from '../../panels/ui/person-name.ts'
import { openWordingEditor } from './wording-editor.ts'
import './wording.css'
import './live-words.css'

export const en = {
  undoOwn: 'Undo my own change',
  redoOwn: 'Redo my own change',
  nearlyFull: 'Nearly full: fewer than {{count}} letters still fit.',
  full: 'This sentence is full. Take some words out before you add any.',
}

const fr = {
  undoOwn: 'Annuler ma modification',
  redoOwn: 'Rétablir ma modification',
  nearlyFull: 'Presque plein : il reste moins de {{count}} caractères.',
  full: 'Cette phrase est pleine. Retirez quelques mots avant d’en ajouter.',
} satisfies typeof en

/** The sentences of the field in which people write a statement together. */
const wordingWords = wordsOf({ en, fr })

interface WordingFieldProps {
  /** Below the words, beside undo and redo. */
  readonly children: ReactNode
  readonly statement: string
  /** The accessible name of the field. */
  readonly label: string
  /** Ctrl or ⌘ and Enter. */
  readonly onKeep?: () => void
  /** Further marks in the words, the same as long as the field is there. */
  readonly marks?: Extension
}

/** The words of a statement, written by several people at once. React draws nothing when they change. */
export function WordingField(props: WordingFieldProps) {
  // A refused edit brings another document, and with it another text.
  const edition = useStore(useStatements().edition)
  return <Field key={edition} {...props} />
}

function Field({ statement, label, onKeep, marks, children }: WordingFieldProps) {
  const { model } = useBoard()
  const statements = useStatements()
  const language = useContentLanguage()
  const personName = usePersonName()
  const place = useRef<HTMLDivElement>(null)
  const badge = useId()
  const [wording, setWording] = useState<Wording | null>(null)
  const nameOf = useEffectEvent((person: WordingCaret) =>
    personName(person, model.presence.numbers.get().get(person.participant)),
  )
  const keep = useEffectEvent(() => onKeep?.())
  useEffect(() => {
    const opened = statements.open(statement)
    const parent = place.current
    if (!opened || !parent) return
    const editor = openWordingEditor({
      wording: opened,
      parent,
      attributes: { 'aria-label': label, 'aria-describedby': badge, ...(language && { lang: language }) },
      nameOf: (person) => nameOf(person),
      onKeep: () => keep(),
      extensions: marks === undefined ? [] : [marks],
    })
    setWording(opened)
    return () => {
      editor.close()
      setWording(null)
    }
  }, [statements, statement, label, badge, language, marks])
  return (
    <div className="wording">
      <div>
        <div ref={place} className="wording__field" />
        {wording && <Room wording={wording} />}
      </div>
      <AudienceBadge id={badge} audience={Audience.openSigned} />
      <div className="wording__actions">
        {children}
        {wording && <OwnUndo wording={wording} />}
      </div>
    </div>
  )
}

/** So few letters are little room: three or four short words. Not measured. */
const littleRoom = 30

/** Says before the next letter that the sentence is as long as it may be, or nearly. It speaks twice, not at each letter. */
function Room({ wording: { text } }: { readonly wording: Wording }) {
  const t = useWords(wordingWords)
  const subscribe = useCallback(
    (listener: () => void) => {
      text.observe(listener)
      return () => text.unobserve(listener)
    },
    [text],
  )
  const room = useSyncExternalStore(subscribe, () => {
    const left = wordingLimit - text.length
    if (left <= 0) return 'none'
    return left < littleRoom ? 'little' : 'enough'
  })
  return (
    <output className="field__hint">
      {room === 'little' && t('nearlyFull', { count: littleRoom })}
      {room === 'none' && t('full')}
    </output>
  )
}

/** For those without a keyboard: their own changes of these words back, and again. */
function OwnUndo({ wording }: { readonly wording: Wording }) {
  const t = useWords(wordingWords)
  const canUndo = useStore(wording.canUndo)
  const canRedo = useStore(wording.canRedo)
  return (
    <div className="wording__undo">
      <IconButton
        label={t('undoOwn')}
        icon={<Undo2 />}
        aria-disabled={!canUndo}
        onClick={() => wording.undo.undo()}
      />
      <IconButton
        label={t('redoOwn')}
        icon={<Redo2 />}
        aria-disabled={!canRedo}
        onClick={() => wording.undo.redo()}
      />
    </div>
  )
}

export type WriteWords = (place: HTMLElement, words: string) => void

interface LiveWordsProps {
  readonly statement: string
  /** Writes the words with marks; the same from one drawing to the next. */
  readonly write?: WriteWords | undefined
}

/** The words of a statement as they change, for people who do not write in it. React draws nothing when they do. */
export function LiveWords({ statement, write = writePlain }: LiveWordsProps) {
  const statements = useStatements()
  const place = useRef<HTMLParagraphElement>(null)
  useEffect(
    () =>
      statements.watchWords(statement, (words) => {
        if (place.current) write(place.current, words)
      }),
    [statements, statement, write],
  )
  return <p ref={place} className="live-words" dir="auto" lang={useContentLanguage()} />
}

function writePlain(place: HTMLElement, words: string): void {
  place.textContent = asShown(words)
}
