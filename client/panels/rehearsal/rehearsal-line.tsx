import { ChevronDown, ChevronUp, Ghost as GhostIcon } from 'lucide-react'
import { useEffect, useEffectEvent, useState, type ReactNode } from 'react'
import { Role } from '#shared/workshop/role.ts'
import { errorSentence } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../host/board-context.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { Stepper } from '../ui/stepper.tsx'
import { phoneQuery, useMedia } from '../ui/use-media.ts'
import { ghostCounts, openGhosts, type GhostPlay } from './open-ghosts.ts'
import { rehearsalWords } from './words.ts'
import './rehearsal-line.css'
import { withNotes } from '#shared/agenda/steps.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import type { Asking } from '../../model/http/api.ts'
import { createBoard } from '../../model/http/new-board-api.ts'
import { readPhaseNotes } from '../../model/http/board-api.ts'
import { keptCreateSecret } from '../../model/memory/host-secrets.ts'
import { enterCreated } from '../home/enter-created.ts'

/** The banner of a rehearsal. Facilitators pause the ghosts there, and begin for real. */
export function RehearsalLine() {
  const t = useWords(rehearsalWords)
  const { model } = useBoard()
  return (
    <div className="rehearsal-line">
      <GhostIcon aria-hidden="true" />
      {model.role === Role.facilitator ? <Led /> : <output>{t('bannerOthers')}</output>}
    </div>
  )
}

function Led() {
  const t = useWords(rehearsalWords)
  const { model, features, asking } = useBoard()
  const [play, setPlay] = useState<GhostPlay | null>(null)
  const [count, setCount] = useState<number>(ghostCounts.usual)
  const [problem, setProblem] = useState('')
  const [isPlaying, setIsPlaying] = useState(true)
  const [isBeginning, setIsBeginning] = useState(false)
  // The ghosts stay who they are when the language of the page changes.
  const openStage = useEffectEvent(async () =>
    openGhosts({ board: model.id, features, nameOf: (name) => t('ghost', { name }) }),
  )
  useEffect(() => {
    let isLeft = false
    let opened: GhostPlay | undefined
    const come = async () => {
      const outcome = await openStage()
      if (!outcome.ok) return setProblem(outcome.code)
      if (isLeft) return outcome.value.close()
      opened = outcome.value
      opened.play()
      setCount(opened.count)
      setPlay(opened)
    }
    void come()
    return () => {
      isLeft = true
      opened?.close()
    }
  }, [])

  const begin = async () => {
    setIsBeginning(true)
    const code = await beginForReal(model, asking)
    if (code !== undefined) model.notices.show({ tone: 'danger', text: errorSentence(code) })
    setIsBeginning(false)
  }
  return (
    <>
      <output>{problem === '' ? t('banner') : t('away', { why: errorSentence(problem) })}</output>
      <Controls>
        {play && (
          <Stepper
            label={t('ghosts')}
            value={count}
            min={ghostCounts.least}
            max={ghostCounts.most}
            words={{ minus: t('fewer'), plus: t('more') }}
            onChange={(wanted) => {
              setCount(wanted)
              void play.setCount(wanted).then((set) => setProblem(set.ok ? '' : set.code))
            }}
          />
        )}
        {play && (
          <Button
            tone="quiet"
            onClick={() => {
              if (isPlaying) play.pause()
              else play.play()
              setIsPlaying(!isPlaying)
            }}
          >
            {isPlaying ? t('pause') : t('play')}
          </Button>
        )}
        <Button isBusy={isBeginning} onClick={() => void begin()}>
          {isBeginning ? t('beginning') : t('begin')}
        </Button>
      </Controls>
    </>
  )
}

/** On a phone they open below the sentence: the task has the room. */
function Controls({ children }: { readonly children: ReactNode }) {
  const t = useWords(rehearsalWords)
  const isPhone = useMedia(phoneQuery)
  const [isOpen, setIsOpen] = useState(false)
  if (!isPhone) return children
  return (
    <>
      <IconButton
        label={t('controls')}
        icon={isOpen ? <ChevronUp /> : <ChevronDown />}
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      />
      {isOpen && <div className="rehearsal-line__controls row">{children}</div>}
    </>
  )
}

/** Opens an empty board with the agenda as it was edited here. Returns the code of a problem, if any. */
async function beginForReal({ agenda, meta }: BoardModel, asking: Asking): Promise<string | undefined> {
  const current = agenda.get()
  const notes = current ? await readPhaseNotes(asking) : undefined
  if (notes?.ok === false) return notes.code
  const { title, language } = meta.get()
  const created = await createBoard(
    {
      title,
      language,
      ...(current && {
        agenda: {
          template: withNotes(current.template, notes?.value.notes ?? {}),
          answers: { ...current.answers },
        },
      }),
    },
    keptCreateSecret(),
  )
  return created.ok ? enterCreated(created.value) : created.code
}
